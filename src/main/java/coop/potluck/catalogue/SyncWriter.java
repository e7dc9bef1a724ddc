package coop.potluck.catalogue;

import coop.potluck.compatibility.VersionOrder;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what one look at a repository found, within one transaction: only what differs. */
final class SyncWriter {

  private final Handle handle;
  private final PreparedSync sync;
  private final RecipeId id;
  private final long recipe;
  private final ChangeLog log;
  private final VersionSql versions;
  private final HeadSql heads;
  private final ReadingWriter readings;
  private int added;
  private int moved;
  private int withdrawn;
  private int reread;
  private boolean headChanged;

  SyncWriter(Handle handle, PreparedSync sync, long recipe, Instant now) {
    this.handle = handle;
    this.sync = sync;
    this.id = sync.id();
    this.recipe = recipe;
    this.log = new ChangeLog(handle, now);
    this.versions = handle.attach(VersionSql.class);
    this.heads = handle.attach(HeadSql.class);
    this.readings = new ReadingWriter(handle, recipe, sync.parserSchema());
  }

  /** A tag with its key; without one if it is no version. */
  @SuppressWarnings("ArrayRecordComponent") // compared as bytes, never as a record
  private record Ordered(Tag tag, byte @Nullable [] key, boolean release) {
    static Ordered of(Tag tag) {
      return Version.parse(tag.name())
          .map(it -> new Ordered(tag, VersionOrder.key(it, tag.date()), it.release()))
          .orElseGet(() -> new Ordered(tag, null, false));
    }
  }

  Stored write() {
    writeHead();
    writeProblems(sync.problems());
    writeTags();
    readings.finish();
    var stored = new Stored(added, moved, withdrawn, reread, headChanged);
    if (stored.changed()) {
      RecipeSummary.refresh(handle, recipe);
    }
    return stored;
  }

  private void writeHead() {
    var head = sync.head();
    if (head == null) {
      return;
    }
    var known = heads.findHead(recipe).orElse(null);
    var reading = head.reading();
    long readingId;
    if (known == null) {
      readingId = readings.add(reading);
    } else {
      readingId = known.readingId();
      if (!known.readingDigest().equals(reading.digest())) {
        readings.replace(readingId, reading);
      } else if (known.parserSchema() != sync.parserSchema()) {
        readings.confirm(readingId);
      }
      if (known.digest().equals(head.digest()) && known.readingDigest().equals(reading.digest())) {
        return;
      }
    }
    if (known == null || !known.digest().equals(head.digest())) {
      heads.put(recipe, head.head(), log.now(), readingId, head.readmeHtml(), head.digest());
      heads.deleteNotes(recipe);
      head.notes().forEach(it -> heads.insertNote(recipe, it.tag(), false, it.path(), it.text()));
      var next = head.nextNote();
      if (next != null) {
        heads.insertNote(recipe, next.tag(), true, next.path(), next.text());
      }
    }
    headChanged = true;
    var commit = head.head().commit();
    log.tag(
        Change.Kind.RECIPE,
        id,
        null,
        known == null ? null : new ChangeLog.Target(known.commitName(), known.commitName()),
        new ChangeLog.Target(commit, commit));
  }

  private void writeProblems(List<Problem> problems) {
    if (heads.listProblems(recipe).equals(problems)) {
      return;
    }
    heads.deleteProblems(recipe);
    for (var problem : problems) {
      heads.insertProblem(recipe, ProblemEntry.Kind.REPOSITORY.text(), problem);
    }
    if (!headChanged) {
      log.recipe(Change.Kind.RECIPE, id);
    }
    headChanged = true;
  }

  private void writeTags() {
    var known = new LinkedHashMap<String, VersionSql.TagRow>();
    versions.listPresent(recipe).forEach(row -> known.put(row.tag(), row));
    var present = new ArrayList<Ordered>();
    var names = new LinkedHashMap<String, Tag>();
    sync.tags().forEach(tag -> names.put(tag.name(), tag));
    names.values().forEach(tag -> present.add(Ordered.of(tag)));
    present.sort(
        Comparator.comparing(Ordered::key, Comparator.nullsFirst(Arrays::compareUnsigned))
            .thenComparing(it -> it.tag().name()));
    for (var gone : known.values()) {
      if (!names.containsKey(gone.tag())) {
        withdraw(gone);
      }
    }
    for (var tag : present) {
      write(tag, known.get(tag.tag().name()));
    }
  }

  private void write(Ordered ordered, VersionSql.@Nullable TagRow known) {
    var tag = ordered.tag();
    var reading = ordered.key() == null ? null : sync.readings().get(tag.name());
    if (known != null && known.object().equals(tag.object())) {
      if (reading != null) {
        reread(known, reading);
      }
      return;
    }
    if (reading == null && ordered.key() != null) {
      return;
    }
    if (known != null) {
      versions.setGone(known.id(), log.now());
      versions.insertMove(
          recipe,
          tag.name(),
          known.object(),
          known.commitName(),
          tag.object(),
          tag.commit(),
          log.now());
    }
    put(ordered, reading);
    var target = new ChangeLog.Target(tag.object(), tag.commit());
    if (known == null) {
      added++;
      log.tag(Change.Kind.VERSION, id, tag.name(), null, target);
    } else {
      moved++;
      log.tag(Change.Kind.MOVED, id, tag.name(), known.target(), target);
    }
  }

  private void put(Ordered ordered, @Nullable PreparedReading reading) {
    var tag = ordered.tag();
    var before = versions.findEverSeen(recipe, tag.name(), tag.object());
    if (before.isPresent()) {
      versions.revive(before.get().id());
      if (reading != null && before.get().readingId() != null) {
        update(before.get().readingId(), before.get(), reading);
      }
      return;
    }
    var readingId = reading == null ? null : readings.add(reading);
    versions.insert(recipe, tag, log.now(), ordered.key(), ordered.release(), readingId);
  }

  private void reread(VersionSql.TagRow known, PreparedReading reading) {
    if (known.readingId() != null && update(known.readingId(), known, reading)) {
      reread++;
      log.tag(Change.Kind.REREAD, id, known.tag(), known.target(), known.target());
    }
  }

  /** Whether the reading differs from the one that is stored. */
  private boolean update(long readingId, VersionSql.TagRow known, PreparedReading reading) {
    if (!reading.digest().equals(known.digest())) {
      readings.replace(readingId, reading);
      return true;
    }
    if (known.parserSchema() == null || known.parserSchema() != sync.parserSchema()) {
      readings.confirm(readingId);
    }
    return false;
  }

  private void withdraw(VersionSql.TagRow gone) {
    versions.setGone(gone.id(), log.now());
    versions.insertMove(
        recipe, gone.tag(), gone.object(), gone.commitName(), null, null, log.now());
    withdrawn++;
    log.tag(Change.Kind.WITHDRAWN, id, gone.tag(), gone.target(), null);
  }

  /** Everything that a sync brings, with its hashes made, before the writers' turn is taken. */
  record PreparedSync(
      RecipeId id,
      @Nullable PreparedHead head,
      List<Tag> tags,
      Map<String, PreparedReading> readings,
      List<Problem> problems,
      int parserSchema) {

    static PreparedSync of(RecipeSync sync, long maxTextBytes) {
      var readings = new LinkedHashMap<String, PreparedReading>();
      sync.readings()
          .forEach(
              (tag, it) ->
                  readings.put(
                      tag, PreparedReading.ofVersion(it.reading(), it.files(), maxTextBytes)));
      return new PreparedSync(
          sync.id(),
          sync.head() == null ? null : PreparedHead.of(sync.head(), maxTextBytes),
          sync.tags(),
          readings,
          sync.problems(),
          sync.parserSchema());
    }
  }
}
