package coop.potluck.app;

import coop.potluck.database.Database;
import coop.potluck.federation.LogStore;
import coop.potluck.peer.PeerSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck export}: a log as one file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write this node's log with all that it names into one tar file, which another node can take"
          + " without any network, and believe no more than it would over one.",
      "The same log makes the same bytes. The node may be running."
    },
    footer = {
      "",
      "Examples:",
      "  potluck export --out harvest.tar",
      "  potluck export --out harvest.tar --coop harvest.example --with-git",
      "",
      "Exit status: 0 it is written, 2 nothing was."
    })
final class ExportCommand extends NodeCommand {

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "What to write.")
  private Path file = Path.of("");

  @Option(
      names = "--coop",
      paramLabel = "DOMAIN",
      description =
          "Only this co-op's objects and repositories; may be given several times. The log itself"
              + " is always whole.")
  private List<String> coops = List.of();

  @Option(names = "--with-git", description = "The recipes' repositories, too, as git bundles.")
  private boolean git;

  @Option(
      names = "--log",
      paramLabel = "NAME",
      description = "Which log: this node's own, or one that it follows. Default: its own.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var source = DataFolder.database(config.data());
    if (!Files.exists(source)) {
      throw new UnusableException("there is no catalogue in " + config.data() + " yet");
    }
    try (var database = Database.openReadOnly(source, config.database())) {
      var logs = new LogStore(database);
      var log =
          (name == null ? logs.own() : logs.find(name))
              .orElseThrow(
                  () ->
                      new UnusableException(
                          name == null
                              ? "this node has no log of its own; potluck keygen begins one"
                              : "there is no log named " + name + " here"));
      var domains = new TreeSet<String>();
      coops.forEach(coop -> domains.add(coop.toLowerCase(Locale.ROOT)));
      var export = new ArchiveExport(database, log, domains, url(config, log));
      tell(write(config, export), log);
      return Main.OK;
    } catch (IOException e) {
      throw new UnusableException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private String url(Config config, LogStore.Log log) {
    if (log.own()) {
      return Objects.requireNonNullElse(config.http().publicUrl(), "");
    }
    return neighbours(config)
        .find(log.origin())
        .map(PeerSettings::url)
        .map(Object::toString)
        .orElse("");
  }

  /** Whole or not at all. */
  private ArchiveExport.Written write(Config config, ArchiveExport export) throws IOException {
    var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    var fresh = folder.resolve("." + file.getFileName() + ".part");
    try {
      ArchiveExport.Written written;
      try (var out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
        var mirrors = git ? Optional.of(DataFolder.mirrors(config.data())) : Optional.<Path>empty();
        written = export.write(out, mirrors, folder);
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void tell(ArchiveExport.Written written, LogStore.Log log) throws IOException {
    if (json) {
      var answer = new LinkedHashMap<String, Object>();
      answer.put("origin", log.origin());
      answer.put("entries", written.entries());
      answer.put("objects", written.objects());
      answer.put("repositories", written.repositories());
      answer.put("bytes", Files.size(file));
      out().println(NodeReads.pretty(NodeReads.JSON.valueToTree(answer)));
    } else {
      out()
          .println(
              file
                  + " holds "
                  + log.origin()
                  + ": "
                  + SyncReport.plural(written.entries(), "entry", "entries")
                  + ", "
                  + SyncReport.plural(written.objects(), "object", "objects")
                  + (git
                      ? ", "
                          + SyncReport.plural(written.repositories(), "repository", "repositories")
                      : "")
                  + ", "
                  + Files.size(file)
                  + " bytes");
    }
    out().flush();
  }
}
