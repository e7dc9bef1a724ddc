package coop.potluck.peer;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.database.Database;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.mirror.Mirrors;
import coop.potluck.outbound.Outbound;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows other nodes. Safe for many threads; one peer is looked at by one at a time.
 *
 * <p>Nothing that a peer does ends this node's own service: what is wrong with it is an alarm.
 */
public final class Peers implements AutoCloseable {

  /** Co-ops that are asked at a time who speaks for them. */
  private static final int ASKED_AT_ONCE = 20;

  /**
   * What peers are followed with.
   *
   * @param own the operator's co-ops, in the order of precedence
   * @param mirrors those that this node serves, to which those of peers' recipes are added
   * @param outbound may connect to what the operator's files name
   * @param strangers connects to public addresses alone: for names that come from peers
   * @param evidence the folder of evidence
   * @param checkpoint told each moment after which a sudden death would leave something else behind
   */
  public record Node(
      FederationSettings settings,
      List<CoopRegistration> own,
      Database database,
      LogStore logs,
      Catalogue catalogue,
      Mirrors mirrors,
      Outbound outbound,
      Outbound strangers,
      ParsingSettings parsing,
      Path evidence,
      Clock clock,
      Consumer<String> checkpoint) {}

  private final FederationSettings settings;
  private final Supplier<List<PeerSettings>> configured;
  private final LogStore logs;
  private final PeerStates states;
  private final Budgets budgets;
  private final Quarantine quarantine;
  private final Evidence evidence;
  private final Alarms alarms;
  private final Speakers speakers;
  private final Projection projection;
  private final PeerLook look;
  private final GitStore git;
  private final GitMirroring mirroring;
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
  private @Nullable PeerLoop loop;

  /**
   * Followers of the peers that are configured.
   *
   * @param configured asked again and again; what it leaves out is hidden, its log stays
   */
  public Peers(Node node, Supplier<List<PeerSettings>> configured) {
    this(
        node,
        configured,
        new Speakers(
            node.database(), node.strangers(), Speakers::address, node.settings(), node.clock()));
  }

  /** With other words on who speaks for whom. */
  public Peers(Node node, Supplier<List<PeerSettings>> configured, Speakers speakers) {
    this.settings = node.settings();
    this.configured = configured;
    this.logs = node.logs();
    this.speakers = speakers;
    var database = node.database();
    var clock = node.clock();
    this.states = new PeerStates(database, settings, clock);
    this.budgets = new Budgets(database, clock);
    this.quarantine = new Quarantine(database, clock);
    this.evidence = new Evidence(node.evidence(), settings.maxEvidenceBytes());
    this.alarms = new Alarms(database, evidence, clock);
    var follow = new Follow(logs, states, quarantine, budgets, alarms, settings, node.checkpoint());
    this.look = new PeerLook(node.outbound(), follow, states, alarms, settings);
    var registry =
        new Registry(node.own(), logs, speakers, new CoopAliases(database), node.catalogue());
    var stated =
        new StatedRecipe(logs, new RecipeParser(node.parsing()), new ContentLimits(node.parsing()));
    this.projection =
        new Projection(
            database,
            logs,
            registry,
            new ProjectedCoop(logs, node.catalogue(), stated, quarantine, alarms, settings),
            node.checkpoint());
    this.git = new GitStore(database);
    var sources = new GitSources(node.mirrors(), node.outbound(), node.strangers());
    this.mirroring =
        new GitMirroring(
            new GitTargets(logs, settings),
            new GitLook(
                node.mirrors(),
                sources,
                git,
                logs,
                alarms,
                new RecipeParser(node.parsing()),
                settings,
                clock),
            git,
            alarms);
  }

  /**
   * Tells the catalogue of all co-ops, our own and those that come from peers. To be called once,
   * in place of {@link Catalogue#follow}, before anything else is.
   */
  public void follow() {
    projection.begin(current());
  }

  /** Brings the catalogue in line with who is configured now, such as after one was left out. */
  public void reconfigured() {
    projection.run(current());
  }

  /** Begins to look at the peers, each by its own clock. */
  public synchronized void start() {
    if (loop == null) {
      loop = new PeerLoop(this, settings);
      loop.start();
    }
  }

  /**
   * Looks at one peer now, asks co-ops that it speaks of who speaks for them, and brings what is
   * new into the catalogue.
   */
  public Round followOnce(PeerSettings peer) {
    var round = look(peer);
    askSpeakers();
    return round;
  }

  /** Looks at one peer now, and brings what is new into the catalogue. */
  Round look(PeerSettings peer) {
    var peers = current();
    var round = inTurn(peer, () -> look.at(peer, peers));
    projection.run(peers);
    return round;
  }

  /**
   * Looks at some repositories of the recipes that a peer speaks for, of those that are due.
   *
   * @return whether more are due
   */
  public boolean mirror(PeerSettings peer) {
    return mirroring.look(peer, projection.theirs());
  }

  /**
   * Takes a peer's log from somewhere else, such as an archive, with all the checks that the peer
   * itself would meet.
   */
  public Round take(PeerSettings peer, LogSource source) {
    var round = inTurn(peer, () -> look.at(peer, source, List.of(), new AtomicLong()));
    projection.run(current());
    return round;
  }

  private Round inTurn(PeerSettings peer, Supplier<Round> work) {
    var turn = turns.computeIfAbsent(peer.origin(), it -> new ReentrantLock());
    turn.lock();
    try {
      states.know(peer);
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /** Asks co-ops whose word is missing or old who speaks for them; some are slow to answer. */
  void askSpeakers() {
    var peers = current();
    if (!speakers.refresh(projection.unsettled(peers), ASKED_AT_ONCE).isEmpty()) {
      projection.run(peers);
    }
  }

  /** What is configured now, of which the database learns. */
  List<PeerSettings> current() {
    var peers = configured.get().stream().limit(settings.maxPeers()).toList();
    states.follow(peers);
    return peers;
  }

  /** When a peer is due again after what failed; null where it is due as usual. */
  @Nullable Instant nextAttempt(PeerSettings peer) {
    return states.get(peer.origin()).nextAttempt();
  }

  Instant now() {
    return states.now();
  }

  /** How following goes, in the order of the configuration. */
  public List<PeerStatus> status() {
    return current().stream().map(this::status).toList();
  }

  private PeerStatus status(PeerSettings peer) {
    var state = states.get(peer.origin());
    var log = logs.find(peer.origin()).orElse(null);
    var used = budgets.today(peer.origin());
    return new PeerStatus(
        peer.origin(),
        peer.url().toString(),
        peer.key().vkey(),
        state.state(),
        state.reason(),
        log == null ? 0 : log.length(),
        log == null ? 0 : log.size(),
        state.shown(),
        state.source(),
        state.goodAt(),
        state.attemptedAt(),
        state.nextAttempt(),
        used.entries(),
        used.bytes(),
        quarantine.count(peer.origin()),
        peer.git() ? git.status(peer.origin(), peer.maxGitBytes(settings)) : null);
  }

  public Alarms alarms() {
    return alarms;
  }

  public Quarantine quarantine() {
    return quarantine;
  }

  /** Where git and the logs are not one. */
  public List<GitFault> gitFaults() {
    return git.faults();
  }

  public Evidence evidence() {
    return evidence;
  }

  /** Ends the looks that are under way; what they stored stays. */
  @Override
  public synchronized void close() {
    projection.stop();
    if (loop != null) {
      loop.close();
      loop = null;
    }
  }
}
