package coop.potluck.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.View;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds one recipe's releases, and what tells them apart, at one moment. */
final class ReleaseFinder {

  static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

  private static final View VIEW = new View.Defaults();

  private final Handle handle;
  private final ReleaseSql sql;
  private final RecipeId id;
  private final Contents contents;
  private final Map<Neighbours, List<Difference>> known;
  private @Nullable RecipeFinder recipes;

  ReleaseFinder(Handle handle, RecipeId id, Contents contents) {
    this(handle, id, contents, Map.of());
  }

  /**
   * A finder of what is not all stored yet.
   *
   * @param known differences that need not be looked for
   */
  ReleaseFinder(
      Handle handle, RecipeId id, Contents contents, Map<Neighbours, List<Difference>> known) {
    this.known = known;
    this.handle = handle;
    this.sql = new ReleaseSql(handle);
    this.id = id;
    this.contents = contents;
  }

  /** Made only where it is needed, since to attach its statements takes longer than to ask one. */
  private RecipeFinder recipes() {
    if (recipes == null) {
      recipes = new RecipeFinder(handle, id);
    }
    return recipes;
  }

  Lookup<List<Release>> releases() {
    var releases = sql.list(id).stream().map(ReleaseSql.ReleaseRow::release).toList();
    return releases.isEmpty()
        // or the reason why there are none
        ? recipes().row().then(row -> new Lookup.Found<>(List.of()))
        : new Lookup.Found<>(releases);
  }

  /** What indexing found to differ. */
  Optional<List<Difference>> knownDifferences(Release from, Release to) {
    return Optional.ofNullable(
            known.isEmpty()
                ? null
                : known.get(new Neighbours(object(from).sha256(), object(to).sha256())))
        .or(
            () ->
                sql.findDifferences(id, from.tag(), to.tag(), Comparer.SCHEMA)
                    .flatMap(bytes -> StoredJson.parse(bytes, DIFFERENCES)));
  }

  List<Difference> differences(Release from, Release to) {
    return knownDifferences(from, to)
        .orElseGet(() -> new Comparer().differences(content(from), content(to), VIEW));
  }

  RecipeContent content(Release release) {
    return contents.get(sql, object(release));
  }

  List<FileEntry> files(Release release) {
    return sql.listFiles(id, release.tag());
  }

  private ReleaseSql.ObjectRow object(Release release) {
    return sql.findObject(id, release.tag())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no parsed version of " + id + ": " + release.tag().name()));
  }

  Lookup<LintSubject> lintSubject(@Nullable String tag) {
    return recipes()
        .row()
        .then(
            row -> {
              if (tag != null) {
                return recipes()
                    .versionRow(row, tag)
                    .then(version -> new Lookup.Found<>(subject(row, version)));
              }
              var latest = row.latestId();
              return new Lookup.Found<>(
                  latest == null ? headSubject(row) : subject(row, recipes().version(latest)));
            });
  }

  private LintSubject subject(RecipeSql.RecipeRow row, RecipeSql.VersionRow version) {
    var reading = recipes().reading(version.readingId());
    var content = content(reading);
    var head = recipes().head(row).flatMap(it -> Optional.ofNullable(content(it))).orElse(content);
    var release = sql.get(version.id()).release();
    return new LintSubject(
        id.name(),
        content,
        problems(reading),
        head,
        content == null ? null : previous(row, version, release),
        new LintSubject.Published(release, sql.countMoves(version.id()), isFollowed(row)));
  }

  private LintSubject.@Nullable Previous previous(
      RecipeSql.RecipeRow row, RecipeSql.VersionRow version, Release release) {
    return sql.findBelow(row.id(), version.id())
        .map(ReleaseSql.ReleaseRow::release)
        .map(below -> new LintSubject.Previous(below, content(below), differences(below, release)))
        .orElse(null);
  }

  private LintSubject headSubject(RecipeSql.RecipeRow row) {
    var head = recipes().head(row).orElse(new Reading.Rejected(List.of()));
    var content = content(head);
    return new LintSubject(
        id.name(),
        content,
        problems(head),
        content,
        null,
        new LintSubject.Published(null, 0, isFollowed(row)));
  }

  private static boolean isFollowed(RecipeSql.RecipeRow row) {
    return row.repository().publicUrl() != null && row.missingSince() == null;
  }

  private static @Nullable RecipeContent content(Reading reading) {
    return reading instanceof Reading.Parsed parsed ? parsed.content() : null;
  }

  private static List<Problem> problems(Reading reading) {
    if (reading instanceof Reading.NotARecipe other) {
      return List.of(new Problem(".", "not a recipe: " + other.reason()));
    }
    return reading instanceof Reading.Rejected rejected ? rejected.problems() : List.of();
  }
}
