package coop.potluck.peer;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.mirror.MirrorSettings;
import coop.potluck.mirror.Mirrors;
import coop.potluck.mirror.Progress;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A node that follows others, as far as following needs one. */
final class Follower implements AutoCloseable {

  final CatalogueFixture catalogue;
  final LogStore logs;
  final List<PeerSettings> configured = new ArrayList<>();
  final Path folder;
  private final Outbound outbound;
  final Mirrors mirrors;
  final Peers peers;

  /** Called at each moment that a sudden death could come. */
  volatile Consumer<String> at = point -> {};

  Follower(Path folder) {
    this(folder, FederationSettings.DEFAULT, List.of());
  }

  Follower(Path folder, FederationSettings settings, List<CoopRegistration> own) {
    this(folder, settings, own, List.of());
  }

  Follower(
      Path folder,
      FederationSettings settings,
      List<CoopRegistration> own,
      List<PeerSettings> configured) {
    this.folder = folder;
    this.configured.addAll(configured);
    this.catalogue = new CatalogueFixture(folder);
    this.logs = new LogStore(catalogue.database);
    this.outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(), List.of("127.0.0.0/8")),
            NameResolver.system());
    this.mirrors = mirrors(folder.resolve("mirrors"));
    this.peers =
        new Peers(
            new Peers.Node(
                settings,
                own,
                catalogue.database,
                logs,
                catalogue.catalogue,
                mirrors,
                outbound,
                outbound,
                ParsingSettings.DEFAULT,
                folder.resolve("evidence"),
                catalogue.clock,
                point -> at.accept(point)),
            () -> List.copyOf(this.configured));
    peers.follow();
  }

  private Mirrors mirrors(Path place) {
    try {
      return new Mirrors(
          place, MirrorSettings.DEFAULT, outbound, point -> at.accept(point), Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Follows a log that speaks for these co-ops, once. */
  Round follow(ServedLog log, String... coops) {
    var peer = log.peer(coops);
    configured.removeIf(it -> it.origin().equals(log.origin()));
    configured.add(peer);
    return peers.followOnce(peer);
  }

  /** The tags of a recipe that are served. */
  Set<String> tags(String coop, String recipe) {
    var id = new RecipeId(new CoopId(coop), new RecipeName(recipe));
    return new TreeSet<>(catalogue.catalogue.known(id).tags().keySet());
  }

  /** The recipes that are served, as {@code co-op/name}. */
  List<String> recipes() {
    return catalogue.database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT c.alias || '/' || r.name FROM recipes r JOIN coops c ON c.id = r.coop_id
                    WHERE r.served ORDER BY 1
                    """)
                .mapTo(String.class)
                .list());
  }

  List<Alarm.Kind> alarms() {
    return peers.alarms().list().stream().map(Alarm::kind).toList();
  }

  @Override
  public void close() {
    peers.close();
    outbound.close();
    catalogue.close();
  }
}
