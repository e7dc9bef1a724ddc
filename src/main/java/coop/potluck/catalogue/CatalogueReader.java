package coop.potluck.catalogue;

import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.compatibility.Release;
import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue serves. What is withdrawn or blocked is in no list. Each call sees one moment;
 * {@link #snapshot} makes several calls see the same one.
 */
public final class CatalogueReader {

  private final Database database;
  private final SeenHead seen;
  private final Contents contents;

  public CatalogueReader(Database database) {
    this(database, CatalogueSettings.DEFAULT);
  }

  public CatalogueReader(Database database, CatalogueSettings settings) {
    this.database = database;
    this.seen = new SeenHead(database);
    this.contents = new Contents(settings.contentCacheBytes());
  }

  /** Runs calls of this reader, and of others on the same database, at one moment. */
  public <T> T snapshot(Supplier<T> calls) {
    return database.read(handle -> calls.get());
  }

  /** Where the change log stands; asked for by every request, so it is remembered. */
  public CatalogueHead head() {
    return seen.get();
  }

  /**
   * The number of the log's last entry at this moment. Unlike {@link #head} it is made for asking
   * within every snapshot: a plain statement costs a twentieth of a mapped one.
   */
  public long lastChange() {
    return database.read(
        handle -> {
          try (var statement = handle.getConnection().createStatement();
              var rows = statement.executeQuery("SELECT max(number) FROM changes")) {
            return rows.next() ? rows.getLong(1) : 0;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** The log's entries after {@code since}, at most {@code limit}. */
  public Change.Run changes(long since, int limit) {
    return lists(
        sql -> {
          var items = sql.listChanges(since, limit);
          var next = items.isEmpty() ? since : items.get(items.size() - 1).number();
          return new Change.Run(sql.getEpoch(), items, next, sql.getLastChange());
        });
  }

  public Counts counts() {
    return database.read(
        handle -> {
          var problems = handle.attach(ProblemSql.class).count(null, null);
          return handle.attach(ListSql.class).count(problems);
        });
  }

  /** The co-ops in their order of precedence. */
  public List<CoopEntry> coops() {
    return lists(CoopEntries::list);
  }

  public Optional<CoopEntry> coop(CoopId id) {
    return coops().stream().filter(it -> it.coop().id().equals(id)).findFirst();
  }

  public Lookup<RecipeEntry> recipe(RecipeId id) {
    return find(id, RecipeFinder::recipe);
  }

  /** The recipes of a name, in the order of precedence of their co-ops: the first one has it. */
  public List<RecipeId> named(RecipeName name) {
    return lists(sql -> sql.listNamed(name).stream().map(ListSql.IdRow::id).toList());
  }

  /** Newest first. */
  public Lookup<List<VersionEntry>> versions(RecipeId id) {
    return find(id, RecipeFinder::versions);
  }

  /** The version of that tag as it is now. */
  public Lookup<VersionDetail> version(RecipeId id, String tag) {
    return find(id, finder -> finder.version(tag));
  }

  /** The highest version at that commit or tag object. */
  public Lookup<VersionDetail> version(RecipeId id, ObjectName name) {
    return find(id, finder -> finder.version(name));
  }

  public Lookup<FileEntry.Content> file(RecipeId id, String tag, String path) {
    return find(id, finder -> finder.file(tag, path));
  }

  /** The README of the default branch's head as sanitised HTML. */
  public Lookup<String> readme(RecipeId id) {
    return find(id, RecipeFinder::readme);
  }

  /** The release notes at the head, in order of tags, those of tags that do not exist included. */
  public Lookup<List<ReleaseNote>> notes(RecipeId id) {
    return find(id, RecipeFinder::notes);
  }

  /** The served versions that were parsed, from the lowest to the highest. */
  public Lookup<List<Release>> releases(RecipeId id) {
    return release(id, ReleaseFinder::releases);
  }

  /** What was parsed there; throws {@link IllegalArgumentException} for what is none of those. */
  public RecipeContent content(RecipeId id, Release release) {
    return release(id, finder -> finder.content(release));
  }

  /** What was read there, in order of paths. */
  public List<FileEntry> files(RecipeId id, Release release) {
    return release(id, finder -> finder.files(release));
  }

  /**
   * What differs between two releases in the default view, if it was worked out when they were
   * indexed.
   */
  public Optional<List<Difference>> differences(RecipeId id, Release from, Release to) {
    return release(id, finder -> finder.knownDifferences(from, to));
  }

  /**
   * What lint looks at.
   *
   * @param tag a version; null for the latest, or the head where there is none
   */
  public Lookup<LintSubject> lintSubject(RecipeId id, @Nullable String tag) {
    return release(id, finder -> finder.lintSubject(tag));
  }

  /** What indexing worked out of a recipe; empty where it has not come to it yet. */
  public Optional<Assessment> assessment(RecipeId id) {
    return database.read(
        handle ->
            handle
                .attach(RecipeSql.class)
                .find(id.coop().value(), id.name().value())
                .flatMap(row -> handle.attach(AssessmentSql.class).find(row.id()))
                .flatMap(row -> Optional.ofNullable(row.assessment()))
                .flatMap(AssessmentJson::parse));
  }

  /** What lint says of all recipes or one co-op's, in order of ids. */
  public Page<RecipeLint> lint(@Nullable CoopId coop, long offset, int limit) {
    return database.read(handle -> handle.attach(AssessmentSql.class).page(coop, offset, limit));
  }

  /** How each rule fares, in order of ids. */
  public List<RuleCount> lintRules(@Nullable CoopId coop) {
    var alias = coop == null ? null : coop.value();
    return database.read(handle -> handle.attach(AssessmentSql.class).countRules(alias));
  }

  /**
   * The newest releases, by the time at which this node first saw them, latest first; 200 at most.
   *
   * @param coop null for all
   * @param recipe only together with a co-op
   */
  public List<ReleaseNews> news(@Nullable CoopId coop, @Nullable RecipeName recipe, int limit) {
    return database.read(handle -> new News(handle, contents).list(coop, recipe, limit));
  }

  /**
   * The recipe that one of a former name or place goes on as: of the same co-op with the same tags,
   * or the one whose repository the README of an archived one names.
   */
  public Optional<RecipeId> successor(RecipeId id) {
    return database.read(handle -> new Successors(handle).find(id));
  }

  /**
   * Who uses an image, by recipe, newest version first.
   *
   * @param name with or without registry, {@code library/} and tag
   * @param tag null for any
   */
  public Page<ImageUse> images(String name, @Nullable String tag, long offset, int limit) {
    return database.read(handle -> handle.attach(ImageSql.class).page(name, tag, offset, limit));
  }

  /** Every name, and the recipe that has it, in order of names. */
  public List<RecipeId> names() {
    return lists(sql -> NameConflicts.winners(ids(sql)));
  }

  /**
   * Every repository that is mirrored, what is blocked or no recipe included, and its public URL;
   * empty where only this node serves it. In order.
   */
  public SortedMap<RecipeId, Optional<String>> mirrored() {
    var all = new TreeMap<RecipeId, Optional<String>>();
    for (var row : lists(ListSql::listMirrored)) {
      all.put(new RecipeId(row.coop(), row.name()), Optional.ofNullable(row.publicUrl()));
    }
    return all;
  }

  public List<CategoryCount> categories() {
    return lists(ListSql::listCategories);
  }

  /** The names that several co-ops use. */
  public List<NameConflict> conflicts() {
    return lists(sql -> NameConflicts.conflicts(ids(sql)));
  }

  private static List<RecipeId> ids(ListSql sql) {
    return sql.listIds().stream().map(ListSql.IdRow::id).toList();
  }

  /** Tags of served recipes that were moved or withdrawn, latest first. */
  public Page<MovedTag> moved(long offset, int limit) {
    return lists(
        sql ->
            new Page<>(
                sql.listMoves(offset, limit).stream().map(ListSql.MoveRow::entry).toList(),
                sql.countMoves()));
  }

  /**
   * The faults of all, of one co-op or of one recipe, in order of co-ops, recipes and kinds.
   *
   * @param recipe only together with a co-op
   */
  public Page<ProblemEntry> problems(
      @Nullable CoopId coop, @Nullable RecipeName recipe, long offset, int limit) {
    return database.read(
        handle -> handle.attach(ProblemSql.class).page(coop, recipe, offset, limit));
  }

  /** The faults of a co-op, the latest first. */
  public List<ProblemNews> problemNews(CoopId coop, int limit) {
    return database.read(
        handle ->
            handle.attach(ProblemSql.class).latest(coop.value(), null, limit).stream()
                .map(ProblemSql.NewsRow::news)
                .toList());
  }

  /** In order of recipes. */
  public List<Block> blocks() {
    return lists(sql -> sql.listBlocks().stream().map(ListSql.BlockRow::block).toList());
  }

  /** One recipe for each name, or all of one co-op's, in order of names. */
  public List<FlatRecipe> flat(@Nullable CoopId coop) {
    return database.read(handle -> FlatRecipes.list(handle.attach(FlatSql.class), coop));
  }

  private <T> T lists(Function<ListSql, T> query) {
    return database.read(handle -> query.apply(handle.attach(ListSql.class)));
  }

  private <T> T release(RecipeId id, Function<ReleaseFinder, T> query) {
    return database.read(handle -> query.apply(new ReleaseFinder(handle, id, contents)));
  }

  private <T> T find(RecipeId id, Function<RecipeFinder, T> query) {
    return database.read(handle -> query.apply(new RecipeFinder(handle, id)));
  }
}
