package coop.potluck.peer;

import coop.potluck.database.Database;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings what followed logs state into the catalogue. What is left to do is known by how far each
 * log was gone through and by the rows of {@code unprojected}, so that it goes on after any end;
 * done twice it is as done once. One thread at a time.
 */
final class Projection {

  /** Entries that are gone through in one transaction. */
  private static final int CHUNK = 2_560;

  /** Things that are noted as done in one transaction; after an end they are done once more. */
  private static final int DONE_TOGETHER = 200;

  private final Database database;
  private final LogStore logs;
  private final Registry registry;
  private final ProjectedCoop coops;
  private final Consumer<String> checkpoints;
  private volatile boolean stopped;

  /** A thing that was stated anew. */
  private record Thing(String coop, String recipe, String tag) {}

  Projection(
      Database database,
      LogStore logs,
      Registry registry,
      ProjectedCoop coops,
      Consumer<String> checkpoints) {
    this.database = database;
    this.logs = logs;
    this.registry = registry;
    this.coops = coops;
    this.checkpoints = checkpoints;
  }

  /** Leaves what there is to do for the next start. */
  void stop() {
    stopped = true;
  }

  /** Does all there is to do. */
  synchronized void run(List<PeerSettings> peers) {
    peers.forEach(peer -> logs.find(peer.origin()).ifPresent(this::goThrough));
    registry.follow(peers);
    forgetOthers();
    registry.theirs().values().forEach(this::markIfOthersSpeak);
    checkpoints.accept("peer.followed");
    var left =
        new LinkedHashSet<>(
            database.read(handle -> handle.attach(UnprojectedSql.class).listCoops()));
    left.addAll(coops.held());
    for (var domain : left) {
      var coop = registry.theirs().get(domain);
      if (coop != null && isWhole(coop)) {
        project(coop);
      }
    }
  }

  /** Whether no speaker's log is stored in part, so that nobody sees half of what it says. */
  private boolean isWhole(TheirCoop coop) {
    return coop.speakers().stream()
        .map(it -> logs.find(it.peer().origin()))
        .allMatch(log -> log.filter(it -> it.length() > it.size()).isEmpty());
  }

  /** Co-ops that nobody speaks for any more are all news when somebody does again. */
  private void forgetOthers() {
    var gone =
        new HashSet<>(database.read(handle -> handle.attach(UnprojectedSql.class).listSpokenFor()));
    gone.removeAll(registry.theirs().keySet());
    if (!gone.isEmpty()) {
      gone.forEach(coops::forget);
      database.write(
          handle -> {
            gone.forEach(handle.attach(UnprojectedSql.class)::deleteSpeakers);
            return true;
          });
    }
  }

  /** Tells the catalogue which co-ops there are, before anything is looked at. */
  synchronized void begin(List<PeerSettings> peers) {
    registry.follow(peers);
    // or a peer that was left out between two starts would say nothing new when it is back
    forgetOthers();
  }

  /** The co-ops that come from peers, as they were brought in line last. */
  synchronized List<TheirCoop> theirs() {
    return List.copyOf(registry.theirs().values());
  }

  /** The co-ops that may be asked who speaks for them. */
  synchronized List<String> unsettled(List<PeerSettings> peers) {
    return registry.unsettled(peers);
  }

  private void goThrough(LogStore.Log log) {
    if (log.own()) {
      return;
    }
    for (var from = projected(log.origin()); from < log.size(); ) {
      var entries = logs.entries(log.id(), from, CHUNK);
      var things = new LinkedHashSet<Thing>();
      entries.forEach(entry -> add(things, entry));
      var to = from + entries.size();
      database.write(
          handle -> {
            var sql = handle.attach(UnprojectedSql.class);
            things.forEach(it -> sql.put(it.coop(), it.recipe(), it.tag()));
            handle.attach(PeerStateSql.class).setProjected(log.origin(), to);
            return true;
          });
      things.forEach(it -> registry.spoke(log.id(), it.coop()));
      from = to;
    }
  }

  private long projected(String origin) {
    return database.read(
        handle ->
            handle.attach(PeerStateSql.class).find(origin).map(PeerState::projected).orElse(0L));
  }

  private static void add(Set<Thing> things, byte[] entry) {
    try {
      if (Statements.decode(entry) instanceof Statement.Said said) {
        var tag = Batch.tag(said);
        things.add(new Thing(said.coop(), said.recipe().value(), tag == null ? "" : tag));
      }
    } catch (MalformedException e) {
      // it is in quarantine
    }
  }

  /** Where a co-op has other speakers, all that any of them said is looked at again. */
  private void markIfOthersSpeak(TheirCoop coop) {
    var before =
        database.read(handle -> handle.attach(UnprojectedSql.class).findSpeakers(coop.domain()));
    if (before.filter(coop.origins()::equals).isPresent()) {
      return;
    }
    coops.forget(coop.domain());
    var names = new HashSet<String>();
    for (var speaker : coop.speakers()) {
      logs.recipes(speaker.log()).stream()
          .filter(it -> it.coop().equals(coop.domain()))
          .forEach(it -> names.add(it.recipe().value()));
    }
    database.write(
        handle -> {
          var sql = handle.attach(UnprojectedSql.class);
          names.forEach(name -> sql.put(coop.domain(), name, UnprojectedSql.ALL));
          sql.putSpeakers(coop.domain(), coop.origins());
          return true;
        });
  }

  private void project(TheirCoop coop) {
    var names =
        database
            .read(handle -> handle.attach(UnprojectedSql.class).listRecipes(coop.domain()))
            .stream()
            .flatMap(name -> RecipeName.parse(name).stream())
            .toList();
    var passedOn = coops.list(coop, names);
    if (!passedOn.isEmpty()) {
      database.write(
          handle -> {
            var sql = handle.attach(UnprojectedSql.class);
            passedOn.forEach(it -> sql.put(coop.domain(), it.value(), UnprojectedSql.ALL));
            return true;
          });
    }
    var done = new ArrayList<Thing>();
    for (var name : names) {
      if (stopped) {
        break;
      }
      var tags =
          database.read(
              handle -> handle.attach(UnprojectedSql.class).listTags(coop.domain(), name.value()));
      coops.store(coop, name, new HashSet<>(tags));
      tags.forEach(tag -> done.add(new Thing(coop.domain(), name.value(), tag)));
      if (done.size() >= DONE_TOGETHER) {
        delete(done);
      }
    }
    delete(done);
  }

  /** Notes that these are in the catalogue. */
  private void delete(List<Thing> done) {
    if (!done.isEmpty()) {
      database.write(
          handle -> {
            var sql = handle.attach(UnprojectedSql.class);
            done.forEach(it -> sql.delete(it.coop(), it.recipe(), it.tag()));
            return true;
          });
      done.clear();
    }
  }
}
