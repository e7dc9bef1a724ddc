package coop.potluck.app;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.KeyFolder;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck keygen}: the keys of a node that publishes. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = {
      "Make the keys that sign this node's log and what it witnesses, in files that only this user"
          + " may read.",
      "Prints the public halves, by which other nodes know this one. Keys that are there are never"
          + " overwritten."
    },
    footer = {
      "",
      "Examples:",
      "  potluck keygen --origin catalogue.example.coop/log",
      "  potluck keygen --data /var/lib/potluck --json",
      "",
      "Exit status: 0 all is well, 2 nothing was made."
    })
final class KeygenCommand extends NodeCommand {

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description =
          "The log's name, such as catalogue.example.coop/log. Default: federation.origin, or made"
              + " of http.public_url.")
  private @Nullable String origin;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var name = origin(config);
    var random = new SecureRandom();
    var log = SigningKey.generate(name, SignatureType.NOTE, random);
    var witness = SigningKey.generate(LogName.witness(name), SignatureType.COSIGNATURE, random);
    var folder = LogName.keys(config);
    create(folder, log, witness);
    if (json) {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("origin", name);
      answer.put("log_key", log.verifierKey().vkey());
      answer.put("witness_key", witness.verifierKey().vkey());
      answer.put("fingerprint", Fingerprint.of(log.verifierKey()));
      answer.put("folder", folder.path().toString());
      out().println(NodeReads.pretty(NodeReads.JSON.valueToTree(answer)));
      out().flush();
      return Main.OK;
    }
    var sheet = new Sheet(out(), terminal());
    sheet.line(0, "This node's log is ", new Sheet.Inked(Sheet.Ink.BOLD, name));
    sheet.line(1, "log key      ", log.verifierKey().vkey());
    sheet.line(1, "witness key  ", witness.verifierKey().vkey());
    sheet.line(1, "fingerprint  ", Fingerprint.of(log.verifierKey()));
    sheet.gap();
    sheet.line(0, "The private halves are in ", folder.path(), ", and nowhere else: keep a copy");
    sheet.line(0, "where this machine is not. Whoever has them can sign in this node's name.");
    sheet.heading("What next:");
    sheet.line(1, "potluck serve                       publishes what this node's sources hold");
    sheet.line(1, "potluck peer add https://…          follows another node");
    sheet.line(1, "tell others your address, and read them the fingerprint over another channel");
    sheet.end();
    return Main.OK;
  }

  private String origin(Config config) {
    if (origin != null) {
      if (!FederationSettings.isOrigin(origin)) {
        throw new UnusableException(
            "--origin takes a host and a path, such as catalogue.example.coop/log, not " + origin);
      }
      var configured = config.federation().origin();
      if (configured != null && !configured.equals(origin)) {
        throw new UnusableException(
            "federation.origin is " + configured + "; leave --origin out, or change the file");
      }
      return origin;
    }
    return LogName.of(config)
        .orElseThrow(
            () ->
                new UnusableException(
                    "name the log with --origin, such as catalogue.example.coop/log, or set"
                        + " http.public_url"));
  }

  private static void create(KeyFolder folder, SigningKey log, SigningKey witness) {
    try {
      folder.create(log, witness);
    } catch (FileAlreadyExistsException e) {
      throw new UnusableException(
          "there are keys already: "
              + e.getFile()
              + "; potluck log rotate changes the key of a log that others follow",
          e);
    } catch (IOException e) {
      throw new UnusableException(
          "the keys cannot be written to " + folder.path() + ": " + e.getMessage(), e);
    }
  }
}
