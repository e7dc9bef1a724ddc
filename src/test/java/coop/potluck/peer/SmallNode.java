package coop.potluck.peer;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.NewestSeen;
import coop.potluck.federation.OwnCopy;
import coop.potluck.federation.OwnKeys;
import coop.potluck.federation.OwnLog;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.Recovery;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Standing;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.mirror.MirrorSettings;
import coop.potluck.mirror.Mirrors;
import coop.potluck.mirror.Progress;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A node of one co-op: its catalogue, the log that it signs, and those that it follows. */
final class SmallNode implements AutoCloseable {

  final String name;
  final CatalogueFixture its;
  final LogStore logs;
  final Peers peers;
  private final OwnLog own;
  private final Outbound outbound;

  /** A node in a folder, which may have been left by one of the same name that died. */
  SmallNode(
      Path folder,
      String name,
      SigningKey key,
      Supplier<List<PeerSettings>> configured,
      Consumer<String> checkpoint) {
    this.name = name;
    this.its = new CatalogueFixture(folder, checkpoint);
    this.logs = new LogStore(its.database);
    this.outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(), List.of("127.0.0.0/8")),
            NameResolver.system());
    var registrations = List.of(SampleRecipes.coop(name));
    this.peers =
        new Peers(
            new Peers.Node(
                Settings.with("callTimeout", Duration.ofSeconds(5), "maxBatchEntries", 256),
                registrations,
                its.database,
                logs,
                its.catalogue,
                mirrors(folder.resolve("mirrors")),
                outbound,
                outbound,
                ParsingSettings.DEFAULT,
                folder.resolve("evidence"),
                its.clock,
                checkpoint),
            configured);
    peers.follow();
    this.own =
        new OwnLog(
            its.database,
            new OwnKeys(List.of(key)),
            new OwnLog.Home(folder.resolve("log.signed"), name, null),
            NewestSeen.NOBODY,
            its.clock,
            checkpoint);
  }

  private Mirrors mirrors(Path place) {
    try {
      return new Mirrors(place, MirrorSettings.DEFAULT, outbound, point -> {}, Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String origin(String name) {
    return "catalogue." + name + ".example/log";
  }

  static String domain(String name) {
    return name + ".example";
  }

  /** The maintainers have these recipes. */
  void list(Set<String> recipes, Set<String> withdrawn) {
    var listing = SampleRecipes.listing(recipes.toArray(String[]::new));
    var gone = new TreeSet<RecipeName>();
    withdrawn.forEach(it -> gone.add(new RecipeName(it)));
    its.catalogue.recordListing(
        name + "-source", new Listing(listing.repositories(), List.of(), gone));
  }

  /** The maintainers have these tags of a recipe. */
  void store(String recipe, List<Tag> tags) {
    its.catalogue.store(CatalogueFixture.sync(RecipeId.of(name, recipe), new ArrayList<>(tags)));
  }

  /** States and signs what is new. */
  void publish() {
    own.publish();
    own.sign();
  }

  /** Whether it may sign. */
  Standing standing() {
    return own.state().standing();
  }

  /** Fetches back what was signed and is lost. */
  Recovery recover(OwnCopy copy) {
    return own.recover(copy);
  }

  /** Whether what it has of a log makes the root of a tree. */
  boolean has(LogStore.Log log, Checkpoint tree) {
    return tree.size() <= log.length()
        && Proofs.root(logs.hashes(log.id()), tree.size()).equals(tree.root());
  }

  /** How a peer is had from its mirror. */
  LogElsewhere copyAt(PeerSettings mirror, String origin) throws IOException {
    return LogElsewhere.of(
        LogSources.mirror(outbound, FederationSettings.DEFAULT, mirror.url(), origin),
        FederationSettings.DEFAULT);
  }

  /** What it serves of a co-op, whoever it has it from. */
  List<String> served(String coop) {
    return its.database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.name || ' ' || v.tag || ' ' || v.object || ' ' || v.commit_name
                      || ' ' || v.tree || ' read as ' || coalesce(o.sha256, 'nothing')
                    FROM versions v JOIN recipes r ON r.id = v.recipe_id
                    JOIN coops c ON c.id = r.coop_id
                    LEFT JOIN readings g ON g.id = v.reading_id
                    LEFT JOIN objects o ON o.id = g.object_id
                    WHERE c.domain = :domain AND r.served AND v.served ORDER BY 1
                    """)
                .bind("domain", domain(coop))
                .mapTo(String.class)
                .list());
  }

  /** The recipes of a co-op that it serves, with what is said of them. */
  List<String> recipes(String coop) {
    return its.database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.name || ' ' || coalesce(r.title, '') || ' ' || r.versions
                    FROM recipes r JOIN coops c ON c.id = r.coop_id
                    WHERE c.domain = :domain AND r.served ORDER BY 1
                    """)
                .bind("domain", domain(coop))
                .mapTo(String.class)
                .list());
  }

  /** What the signed part of its own log says. */
  List<Statement> said() {
    var log = logs.own().orElseThrow();
    return logs.entries(log.id(), 0, (int) log.size()).stream().map(SmallNode::decoded).toList();
  }

  private static Statement decoded(byte[] entry) {
    try {
      return Statements.decode(entry);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends at once; what a transaction had not committed is gone. */
  @Override
  public void close() {
    peers.close();
    outbound.close();
    its.close();
  }
}
