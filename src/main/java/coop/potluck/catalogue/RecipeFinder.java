package coop.potluck.catalogue;

import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds one recipe, or one version of it, at one moment. */
final class RecipeFinder {

  private final RecipeSql sql;
  private final Handle handle;
  private final RecipeId id;

  RecipeFinder(Handle handle, RecipeId id) {
    this.sql = handle.attach(RecipeSql.class);
    this.handle = handle;
    this.id = id;
  }

  Lookup<RecipeSql.RecipeRow> row() {
    var coop = id.coop().value();
    var name = id.name().value();
    var block = sql.findBlock(coop, name, "");
    return block.isPresent()
        ? new Lookup.Blocked<>(block.get().block())
        : Lookup.of(sql.find(coop, name));
  }

  Lookup<RecipeEntry> recipe() {
    return row().then(row -> new Lookup.Found<>(entry(row)));
  }

  private RecipeEntry entry(RecipeSql.RecipeRow row) {
    var head = sql.findHead(row.id()).orElse(null);
    var latest = row.latestId() == null ? null : sql.getVersion(row.latestId());
    var reading = head == null ? null : reading(head.readingId());
    return new RecipeEntry(
        id,
        row.sourceKey(),
        row.publish(),
        row.repository(),
        head == null
            ? null
            : new Head(head.branch(), head.commitName(), head.tree(), head.claimed()),
        reading,
        content(reading, row.claimsId()),
        head != null && head.readme(),
        sql.listNotes(row.id(), true).stream().findFirst().orElse(null),
        latest == null ? null : entry(latest),
        row.versions(),
        row.firstSeen(),
        row.updated(),
        row.missingSince(),
        new Outcome(row.outcome(), row.outcomeReason(), row.failures(), row.nextAttempt()));
  }

  private @Nullable RecipeContent content(@Nullable Reading head, @Nullable Long claimsId) {
    if (head instanceof Reading.Parsed parsed) {
      return parsed.content();
    }
    return claimsId != null && reading(claimsId) instanceof Reading.Parsed parsed
        ? parsed.content()
        : null;
  }

  Lookup<List<VersionEntry>> versions() {
    return row()
        .then(
            row ->
                new Lookup.Found<>(
                    sql.listVersions(row.id()).stream().map(RecipeFinder::entry).toList()));
  }

  Lookup<VersionDetail> version(String tag) {
    return row().then(row -> versionRow(row, tag).then(it -> detail(row, it)));
  }

  Lookup<VersionDetail> version(ObjectName name) {
    return row()
        .then(
            row ->
                Lookup.of(sql.findVersionAt(row.id(), name))
                    .then(this::unlessBlocked)
                    .then(it -> detail(row, it)));
  }

  Lookup<FileEntry.Content> file(String tag, String path) {
    return row()
        .then(row -> versionRow(row, tag))
        .then(version -> Lookup.of(sql.findFile(version.readingId(), path)))
        .then(file -> new Lookup.Found<>(content(file)));
  }

  Lookup<String> readme() {
    return row().then(row -> Lookup.of(sql.findReadme(row.id())));
  }

  Lookup<List<ReleaseNote>> notes() {
    return row().then(row -> new Lookup.Found<>(sql.listNotes(row.id(), false)));
  }

  Lookup<RecipeSql.VersionRow> versionRow(RecipeSql.RecipeRow row, String tag) {
    var block = sql.findBlock(id.coop().value(), id.name().value(), tag);
    return block.isPresent()
        ? new Lookup.Blocked<>(block.get().block())
        : Lookup.of(sql.findVersion(row.id(), tag));
  }

  RecipeSql.VersionRow version(long versionId) {
    return sql.getVersion(versionId);
  }

  /** What was read at the head. */
  Optional<Reading> head(RecipeSql.RecipeRow row) {
    return sql.findHead(row.id()).map(head -> reading(head.readingId()));
  }

  private Lookup<RecipeSql.VersionRow> unlessBlocked(RecipeSql.VersionRow version) {
    var block = sql.findBlock(id.coop().value(), id.name().value(), version.tag());
    return block.isPresent()
        ? new Lookup.Blocked<>(block.get().block())
        : new Lookup.Found<>(version);
  }

  private Lookup<VersionDetail> detail(RecipeSql.RecipeRow row, RecipeSql.VersionRow version) {
    return new Lookup.Found<>(
        new VersionDetail(
            id,
            entry(version),
            row.latestId() != null && row.latestId() == version.id(),
            reading(version.readingId()),
            files(version.readingId()),
            sql.listProblems(version.readingId(), null),
            sql.findNote(row.id(), version.tag()).orElse(null),
            handle.attach(ListSql.class).listMovesOf(row.id(), version.tag()).stream()
                .map(ListSql.MoveRow::entry)
                .toList()));
  }

  private List<FileEntry> files(long reading) {
    return sql.listFiles(reading).stream().map(RecipeSql.FileRow::entry).toList();
  }

  private static FileEntry.Content content(RecipeSql.FileRow file) {
    var bytes = file.bytes();
    return new FileEntry.Content(
        file.entry(), bytes == null ? null : new String(bytes, StandardCharsets.UTF_8));
  }

  Reading reading(long id) {
    var row = sql.getReading(id);
    if (row.bytes() != null) {
      return new Reading.Parsed(
          RecipeObject.decodeOwn(row.bytes())
              .orElseThrow(() -> new IllegalStateException("reading " + id + " is not sound")));
    }
    return row.reason() != null
        ? new Reading.NotARecipe(row.reason())
        : new Reading.Rejected(sql.listProblems(id, ProblemEntry.Kind.REJECTED.text()));
  }

  private static VersionEntry entry(RecipeSql.VersionRow row) {
    var parsed =
        Optional.ofNullable(row.sha256())
            .map(
                sha256 ->
                    new VersionEntry.Parsed(
                        sha256,
                        row.size() == null ? 0 : row.size(),
                        row.schema() == null ? 0 : row.schema()));
    return new VersionEntry(
        new Tag(
            row.tag(), row.object(), row.annotated(), row.commitName(), row.tree(), row.claimed()),
        row.release(),
        row.firstSeen(),
        row.state(),
        row.problems(),
        parsed.orElse(null));
  }
}
