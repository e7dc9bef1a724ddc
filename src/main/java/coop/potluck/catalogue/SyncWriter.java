package coop.potluck.catalogue;

import coop.potluck.compatibility.VersionOrder;
import coop.potluck.database.Rows;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
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

  /** Each tag that was ever seen, by its name and what it named. */
  private final Map<List<Object>, VersionSql.TagRow> everSeen = new HashMap<>();

  private final Rows newVersions =
      new Rows(
          """
          INSERT INTO versions (recipe_id, tag, object, annotated, commit_name, tree, claimed,
            first_seen, order_key, release, reading_id, blocked)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
            (SELECT b.reason FROM blocks b, recipes r JOIN coops c ON c.id = r.coop_id
             WHERE r.id = ?1 AND b.coop = c.alias AND b.recipe = r.name AND b.tag = ?2))
          """);

  /** Writes the head's own row. */
  private Runnable headRow = () -> {};

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
    this.log = ChangeLog.gathering(handle, now);
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
    // After the reading that it names: SQLite looks through whole tables for what names a row that
    // comes later.
    headRow.run();
    newVersions.write(handle);
    log.finish();
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
      headRow =
          () ->
              heads.put(
                  recipe, head.head(), log.now(), readingId, head.readmeHtml(), head.digest());
      heads.putReadmeText(recipe, head.readmeText());
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
    for (var row : versions.listEverSeen(recipe)) {
      everSeen.put(List.of(row.tag(), row.object()), row);
      if (!row.gone()) {
        known.put(row.tag(), row);
      }
    }
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
    var before = everSeen.get(List.of(tag.name(), tag.object()));
    if (before != null) {
      versions.revive(before.id());
      if (reading != null && before.readingId() != null) {
        update(before.readingId(), before, reading);
      }
      return;
    }
    newVersions.add(
        recipe,
        tag.name(),
        tag.object().hex(),
        tag.annotated(),
        tag.commit().hex(),
        tag.tree().hex(),
        tag.date().toEpochMilli(),
        log.now().toEpochMilli(),
        ordered.key(),
        ordered.release(),
        reading == null ? null : readings.add(reading));
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
