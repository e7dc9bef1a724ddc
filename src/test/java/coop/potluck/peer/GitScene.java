package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.FederationSettings;
import coop.potluck.mirror.CatalogueRepository;
import coop.potluck.mirror.GitAccess;
import coop.potluck.mirror.GitCommand;
import coop.potluck.mirror.GitServer;
import coop.potluck.mirror.GitService;
import coop.potluck.mirror.MirrorSettings;
import coop.potluck.mirror.Mirrors;
import coop.potluck.mirror.Progress;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Real repositories behind a forge, a log that states them, and a node that mirrors both. */
final class GitScene implements AutoCloseable {

  static final String ONE = "1.0.0+1.20.0";
  static final String TWO = "1.1.0+1.21.0";

  final Path place;
  final ServedLog log;
  final GitServer forge;
  final StatedRepository wiki;
  Follower node;
  private final Outbound local;
  final Mirrors publisher;

  /** Where else its repositories are, and what their mirrors may take here. */
  List<URI> elsewhere = List.of();

  @Nullable Long maxBytes;
  boolean wantsGit = true;

  GitScene(Path folder) throws Exception {
    place = folder;
    log = new ServedLog("catalogue.tidal.example/log");
    Files.createDirectories(folder.resolve("forge/recipes"));
    forge = GitServer.of(folder.resolve("forge"));
    local =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(), List.of()),
            NameResolver.system());
    publisher =
        new Mirrors(
            folder.resolve("publisher"), MirrorSettings.DEFAULT, local, point -> {}, Progress.NONE);
    wiki = StatedRepository.at(forge, folder.resolve("forge"), "wiki", log, publisher);
    wiki.release(ONE, 20);
    wiki.release(TWO, 21);
    wiki.stateHead();
    wiki.stateVersion(ONE);
    wiki.stateVersion(TWO);
    node = new Follower(Files.createDirectories(folder.resolve("node")));
  }

  @Override
  public void close() {
    node.close();
    local.close();
    wiki.close();
    forge.close();
    log.close();
  }

  private PeerSettings peer() {
    var usual = log.sign().peer(Stating.TIDAL);
    return new PeerSettings(
        usual.url(),
        usual.key(),
        elsewhere,
        List.of(),
        List.of(),
        usual.speaksFor(),
        wantsGit,
        null,
        null,
        null,
        maxBytes,
        null);
  }

  /** Follows the log, then looks at what is due of its repositories. */
  boolean mirror() {
    var peer = peer();
    node.configured.clear();
    node.configured.add(peer);
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
    return node.peers.mirror(peer);
  }

  List<String> tags() throws Exception {
    return node.mirrors.exists(wiki.id)
        ? node.mirrors.state(wiki.id).tags().stream().map(Tag::name).toList()
        : List.of();
  }

  List<GitFault.Kind> faults() {
    return node.peers.gitFaults().stream().map(GitFault::kind).toList();
  }

  GitStatus status() {
    return Optional.ofNullable(node.peers.status().get(0).git()).orElseThrow();
  }

  String evidence(Alarm.Kind kind, String file) throws IOException {
    var alarm =
        node.peers.alarms().list().stream()
            .filter(it -> it.kind() == kind)
            .findFirst()
            .orElseThrow();
    var path = Optional.ofNullable(alarm.evidence()).orElseThrow();
    return Files.readString(node.peers.evidence().path(path).resolve(file));
  }

  /** The refs that people see who clone from this node. */
  String shown() throws Exception {
    var catalogue = new CatalogueRepository(place.resolve("catalogue.git"), point -> {});
    try (var server =
        GitServer.of(
            new GitService(
                node.mirrors,
                catalogue,
                id -> Optional.of(GitAccess.OPEN),
                domain ->
                    domain.equals(Stating.TIDAL) ? Optional.of(wiki.id.coop()) : Optional.empty(),
                MirrorSettings.DEFAULT))) {
      return GitCommand.run(
          place, "git", "ls-remote", server.url("/" + Stating.TIDAL + "/wiki.git"));
    }
  }

  void forgeIsAway() {
    forge.before(
        (request, response) -> {
          response.sendError(503);
          return true;
        });
  }

  /** The node ends, and begins again. */
  void reopen() {
    var configured = List.copyOf(node.configured);
    node.close();
    node = new Follower(place.resolve("node"), FederationSettings.DEFAULT, List.of(), configured);
  }
}
