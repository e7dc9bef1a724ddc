package coop.potluck.federation;

import coop.potluck.catalogue.Change;
import coop.potluck.catalogue.Publications;
import coop.potluck.catalogue.Publications.Release;
import coop.potluck.catalogue.Publications.Subject;
import coop.potluck.federation.StatementMaker.Made;
import coop.potluck.recipe.ObjectName;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * States one recipe's changes in our own log, within one transaction. What was stated last is asked
 * of the log itself, so that nothing is stated twice.
 */
final class RecipePublisher {

  private final Publications publications;
  private final PublicationStateSql states;
  private final StatementMaker maker;
  private final LogWriter log;
  private final int maxEntries;

  RecipePublisher(
      Handle handle,
      Publications publications,
      StatementMaker maker,
      LogWriter log,
      int maxEntries) {
    this.publications = publications;
    this.states = handle.attach(PublicationStateSql.class);
    this.maker = maker;
    this.log = log;
    this.maxEntries = maxEntries;
  }

  /** Goes on with a recipe of which all is to be stated. */
  void goOn(long recipe) {
    var subject = publications.get(recipe);
    var state = states.find(recipe).orElse(null);
    if (subject.coop() == null) {
      silence(subject, state, publications.lastChange());
    } else {
      stateAll(subject, subject.coop(), state);
    }
  }

  void state(Subject subject, Change change) {
    var state = states.find(subject.row()).orElse(null);
    if (state != null && change.number() <= state.through()) {
      return;
    }
    var coop = subject.coop();
    if (coop == null || isGone(change)) {
      if (state == null || state.coop() != null) {
        silence(subject, state, change.number());
      }
      return;
    }
    if (state != null && !coop.equals(state.coop())) {
      stateAll(subject, coop, state);
      return;
    }
    if (state == null) {
      states.put(subject.row(), coop, 0, false);
    }
    stateOne(subject, coop, change);
  }

  private static boolean isGone(Change change) {
    return change.tag() == null
        && (change.kind() == Change.Kind.WITHDRAWN || change.kind() == Change.Kind.BLOCKED);
  }

  private void stateOne(Subject subject, String coop, Change change) {
    var tag = change.tag();
    if (tag == null) {
      head(subject, coop);
      return;
    }
    switch (change.kind()) {
      case VERSION, MOVED -> release(subject, coop, tag, change.newObject(), false);
      case REREAD -> release(subject, coop, tag, change.newObject(), true);
      case WITHDRAWN, BLOCKED -> withdraw(subject, coop, tag);
      case UNBLOCKED ->
          publications.present(subject).stream()
              .filter(it -> it.tag().name().equals(tag))
              .findFirst()
              .ifPresent(it -> release(subject, coop, it, false));
      default -> {}
    }
  }

  private void release(
      Subject subject, String coop, String tag, @Nullable ObjectName object, boolean reread) {
    if (object == null) {
      return;
    }
    publications
        .release(subject, tag, object)
        .filter(it -> !reread || Long.valueOf(it.row()).equals(subject.latestRow()))
        .ifPresent(it -> release(subject, coop, it, reread));
  }

  /** Ends what is stated of a recipe; its changes are passed over until all of it is stated. */
  private void silence(
      Subject subject, PublicationStateSql.@Nullable StateRow state, long through) {
    var stated = state == null ? subject.domain() : state.coop();
    if (stated != null) {
      withdraw(subject, stated);
    }
    states.put(subject.row(), null, through, false);
  }

  private void stateAll(
      Subject subject, String coop, PublicationStateSql.@Nullable StateRow state) {
    if (state != null && state.coop() != null && !coop.equals(state.coop())) {
      withdraw(subject, state.coop());
    }
    head(subject, coop);
    for (var release : publications.present(subject)) {
      if (log.added() >= maxEntries) {
        states.put(subject.row(), coop, state == null ? 0 : state.through(), true);
        return;
      }
      release(subject, coop, release, false);
    }
    for (var sighting : log.sightings().list(coop, subject.id().name())) {
      var tag = sighting.tag();
      var object = sighting.object();
      if (tag != null && object != null && publications.isGone(subject, tag, object)) {
        withdraw(subject, coop, tag);
      }
    }
    states.put(subject.row(), coop, publications.lastChange(), false);
  }

  private void head(Subject subject, String coop) {
    var head = publications.head(subject);
    if (head.isEmpty()) {
      return;
    }
    var known = log.sightings().find(coop, subject.id().name(), null).orElse(null);
    add(subject, null, known, null, maker.recipe(subject, coop, head.get()));
  }

  private void release(Subject subject, String coop, Release release, boolean again) {
    var tag = release.tag();
    if (release.blocked()) {
      withdraw(subject, coop, tag.name());
      return;
    }
    var known = log.sightings().find(coop, subject.id().name(), tag.name()).orElse(null);
    MovedStatement moved = null;
    if (known != null && known.state() != Sighting.State.WITHDRAWN && known.object() != null) {
      if (!known.object().equals(tag.object())) {
        moved = moved(subject, coop, known, release);
      } else if (known.state() == Sighting.State.PRESENT && !again) {
        return;
      }
    }
    add(subject, tag.name(), known, moved, maker.version(subject, coop, release));
  }

  private static @Nullable MovedStatement moved(
      Subject subject, String coop, Sighting known, Release release) {
    return known.object() == null || known.commit() == null
        ? null
        : new MovedStatement(
            coop,
            subject.id().name(),
            release.tag().name(),
            new MovedStatement.Target(known.object(), known.commit()),
            new MovedStatement.Target(release.tag().object(), release.tag().commit()));
  }

  private void add(
      Subject subject,
      @Nullable String tag,
      @Nullable Sighting known,
      @Nullable MovedStatement moved,
      Made made) {
    var key = tag == null ? "" : tag;
    if (made instanceof Made.Unfit unfit) {
      states.putUnpublished(subject.row(), key, unfit.reason());
      if (moved != null) {
        add(moved);
      }
    } else if (made instanceof Made.Ready ready) {
      states.deleteUnpublished(subject.row(), key);
      if (known != null
          && known.state() == Sighting.State.PRESENT
          && known.leaf().equals(MerkleTree.leaf(ready.entry()))) {
        return;
      }
      if (moved != null) {
        add(moved);
      }
      log.objects().putAll(ready.objects());
      ready.statement().objects().stream()
          .map(ObjectReference::sha256)
          .filter(it -> !log.objects().has(it))
          .forEach(log.objects()::putParsed);
      log.add(ready.statement(), ready.entry());
    }
  }

  private void withdraw(Subject subject, String coop, String tag) {
    states.deleteUnpublished(subject.row(), tag);
    log.sightings()
        .find(coop, subject.id().name(), tag)
        .filter(known -> known.state() != Sighting.State.WITHDRAWN)
        .ifPresent(
            known -> add(new WithdrawnStatement(coop, subject.id().name(), tag, known.leaf())));
  }

  private void withdraw(Subject subject, String coop) {
    // the recipe's own statement comes first; a recipe without a head has those of its tags alone
    log.sightings().list(coop, subject.id().name()).stream()
        .filter(known -> known.state() != Sighting.State.WITHDRAWN)
        .findFirst()
        .ifPresent(
            known -> add(new WithdrawnStatement(coop, subject.id().name(), null, known.leaf())));
  }

  /** Adds a short statement, which always fits. */
  private void add(Statement statement) {
    log.add(statement, Statements.encode(statement).orElseThrow());
  }
}
