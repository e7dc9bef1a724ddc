package coop.potluck.app;

import coop.potluck.federation.VerifierKey;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.WorkingCopy;
import coop.potluck.peer.LogAudit;
import coop.potluck.peer.LogSource;
import coop.potluck.peer.LogSources;
import coop.potluck.peer.PeerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code potluck verify}: checks what a log proves, without believing any node. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check a proof or evidence, offline; the releases of a clone against what a log states of"
          + " them; a whole log, every entry and object; or what potluck export wrote.",
      "A log is believed by the key that --key or --policy names, or by the one that this node pins."
    },
    footer = {
      "",
      "Examples:",
      "  potluck verify gitea.tlog-proof",
      "  potluck verify ./gitea --node https://catalogue.tidal.example",
      "  potluck verify --node https://catalogue.tidal.example --all",
      "  potluck verify harvest.tar --key 'catalogue.harvest.example/log+…'",
      "",
      "Exit status: 0 all of it holds, 1 some does not, 2 it could not be checked."
    })
final class VerifyCommand extends NodeCommand {

  private static final long MAX_FILE_BYTES = 1 << 20;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|DIR",
      description = "A .tlog-proof, evidence, an archive, or a clone of a recipe.")
  private @Nullable Path what;

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "The node whose log is read, or by which a clone is looked up.")
  private @Nullable String node;

  @Option(names = "--all", description = "Read the node's whole log.")
  private boolean all;

  @Option(names = "--key", paramLabel = "VKEY", description = "The key to believe.")
  private @Nullable String key;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The logs and the quorum of witnesses to believe, as tlog-policy has it.")
  private @Nullable Path policy;

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      description = "Which recipe a clone is of, NAME or CO-OP/NAME. Default: as it is called.")
  private @Nullable String recipe;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    if (what == null && (node == null || !all)) {
      throw new UnusableException("name a file or folder, or a whole log with --node URL --all");
    }
    var verdicts = verdicts(config);
    if (json) {
      var items = verdicts.stream().map(Verdict::item).toList();
      out().println(NodeReads.pretty(NodeReads.document(NodeReads.JSON.valueToTree(items))));
      out().flush();
      return Verdict.status(verdicts);
    }
    return Verdict.tell(verdicts, new Sheet(out(), terminal()));
  }

  private List<Verdict> verdicts(Config config) {
    try {
      if (what == null) {
        return List.of(log(config));
      }
      if (Files.isDirectory(what)) {
        return clone(config, what);
      }
      return List.of(
          Files.size(what) > MAX_FILE_BYTES || isArchive(what)
              ? archive(config, what)
              : ProofCheck.of(what.toString(), Files.readAllBytes(what), trusted(config)));
    } catch (IOException e) {
      throw new UnusableException("it could not be read: " + e.getMessage(), e);
    } catch (MirrorException e) {
      throw new UnusableException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isArchive(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var header = new String(in.readNBytes(TarWriter.BLOCK), StandardCharsets.US_ASCII);
      return header.startsWith(TarWriter.MAGIC, TarWriter.MAGIC_AT);
    }
  }

  /** By the configuration only where there is one: anybody may verify. */
  private TrustedKeys trusted(Config config) {
    var configured = new ArrayList<VerifierKey>();
    if (key == null && policy == null) {
      added(config).peers().stream().map(PeerSettings::key).forEach(configured::add);
      if (Files.isReadable(coopsFile(config))) {
        followed(config).neighbours().peers().stream()
            .map(PeerSettings::key)
            .forEach(configured::add);
      }
      if (Files.exists(LogName.keys(config).path())) {
        var own = NodeKeys.read(config).log();
        if (own != null) {
          own.keys().forEach(signing -> configured.add(signing.verifierKey()));
        }
      }
    }
    return TrustedKeys.of(key, policy, configured);
  }

  private List<Verdict> clone(Config config, Path folder) throws MirrorException {
    if (node == null) {
      throw new UnusableException("a clone is looked up at a node; name it with --node");
    }
    try (var copy = WorkingCopy.open(folder, config.mirror());
        var asked = RemoteNode.open(node, config.outbound())) {
      var name =
          recipe != null
              ? recipe
              : copy.origin()
                  .orElseThrow(
                      () ->
                          new UnusableException(
                              folder + " came from nowhere; name its recipe with --recipe"));
      var address = new NamedRecipe(name).address(asked);
      return new CloneCheck(copy, asked, address, trustedAt(config, node)).verdicts();
    }
  }

  /** What is known already, or the node's own word, which is said. */
  private TrustedKeys trustedAt(Config config, String url) {
    var trusted = trusted(config);
    if (key != null || policy != null) {
      return trusted;
    }
    var shown = PublishedNode.ask(url, config.outbound()).key();
    if (trusted.find(shown.name()).isPresent()) {
      return trusted;
    }
    notes()
        .println(
            "The log "
                + shown.name()
                + " is believed by the key that the node itself shows, fingerprint "
                + Fingerprint.of(shown)
                + "; name its key with --key to be sure.");
    return TrustedKeys.of(shown.vkey(), null, List.of());
  }

  private Verdict log(Config config) throws IOException {
    var shown = PublishedNode.ask(String.valueOf(node), config.outbound()).key();
    var known = trustedAt(config, String.valueOf(node)).find(shown.name());
    if (known.isEmpty()) {
      throw new UnusableException(
          "that node's log is " + shown.name() + ", of which no key was named");
    }
    try (var asked = RemoteNode.open(String.valueOf(node), config.outbound())) {
      var source = LogSources.own(asked.outbound(), config.federation(), asked.base());
      return audit(config, source, known.get(), coop -> true);
    }
  }

  private Verdict archive(Config config, Path file) throws IOException {
    try (var archive = ArchiveFile.open(file)) {
      var origin = archive.description().path("origin").asText("");
      var known =
          trusted(config)
              .find(origin)
              .orElseThrow(
                  () ->
                      new UnusableException(
                          "no key of the log " + origin + " is known here; name it with --key"));
      return audit(config, archive, known, archive.coops());
    }
  }

  private static Verdict audit(
      Config config, LogSource source, VerifierKey known, Predicate<String> coops)
      throws IOException {
    var report = LogAudit.read(source, known, config.federation(), coops, entries -> {});
    var verdict = new Verdict.Builder(known.name() + ", the whole log at " + source.name());
    report.faults().forEach(verdict::fault);
    verdict.fact("entries", report.entries() + " of " + report.checkpoint().checkpoint().size());
    report.statements().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(type -> verdict.fact(type.getKey(), type.getValue()));
    verdict.fact("objects", report.objects());
    verdict.fact("bytes", report.bytes());
    verdict.fact("root", report.checkpoint().checkpoint().root().base64());
    verdict.fact("signed by", report.key().vkey());
    return verdict.done();
  }
}
