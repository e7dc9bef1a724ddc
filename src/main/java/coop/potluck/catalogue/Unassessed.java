package coop.potluck.catalogue;

import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.database.Database;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recipes that nobody has assessed as they are now, and what it takes to do so.
 *
 * <p>How a recipe is now is told by a hash of what an assessment rests on, which is made anew at
 * each question: whatever happens between a store and its assessment, the recipe is found here.
 */
public final class Unassessed {

  /** Rows that are looked at together. */
  private static final int BATCH = 200;

  /**
   * Of contents, as they are stored: a version stands between two others, and is looked at thrice.
   */
  private static final long KEPT_BYTES = 512 * 1024;

  private final Database database;
  private final Contents contents = new Contents(KEPT_BYTES);

  public Unassessed(Database database) {
    this.database = database;
  }

  /**
   * A recipe that is to be assessed.
   *
   * @param rules by which, as they were given
   * @param madeOf tells how it is now, and the rules, from any other state
   * @param tag of its latest version; empty where it has none, so that its head stands for it
   * @param missing the neighbours whose comparison is not stored, from the lowest up
   */
  public record Recipe(
      RecipeId id, String rules, String madeOf, String tag, List<Neighbours> missing) {
    public Recipe {
      missing = List.copyOf(missing);
    }
  }

  /**
   * All of them.
   *
   * @param rules tells by which rules and dates recipes are assessed
   */
  public List<RecipeId> list(String rules) {
    return database.read(
        handle -> {
          var sql = handle.attach(AssessmentSql.class);
          var found = new ArrayList<RecipeId>();
          var after = 0L;
          for (var rows = sql.listFacts(after, BATCH);
              !rows.isEmpty();
              rows = sql.listFacts(after, BATCH)) {
            rows.stream()
                .filter(row -> row.isOutdated(rules))
                .map(AssessmentSql.FactsRow::recipe)
                .forEach(found::add);
            after = rows.get(rows.size() - 1).id();
          }
          return found;
        });
  }

  /** One recipe, if it is among them. */
  public Optional<Recipe> find(RecipeId id, String rules) {
    return database.read(
        handle -> {
          var sql = handle.attach(AssessmentSql.class);
          return sql.findFacts(id.coop().value(), id.name().value())
              .filter(row -> row.isOutdated(rules))
              .map(
                  row ->
                      new Recipe(
                          id,
                          rules,
                          row.madeOf(rules),
                          row.tag() == null ? "" : row.tag(),
                          sql.listMissing(row.id(), Comparer.SCHEMA)));
        });
  }

  /** What was parsed, by its hash; throws {@link IllegalStateException} where it is damaged. */
  public RecipeContent content(String sha256) {
    return database.read(
        handle -> {
          var sql = new ReleaseSql(handle);
          var object =
              sql.findObject(sha256)
                  .orElseThrow(() -> new IllegalStateException("there is no object " + sha256));
          return contents.get(sql, object);
        });
  }

  /**
   * What lint looks at, of the latest version or the head.
   *
   * @param known comparisons that are not stored yet
   */
  public Optional<LintSubject> subject(RecipeId id, Map<Neighbours, List<Difference>> known) {
    return database.read(
        handle -> new ReleaseFinder(handle, id, contents, known).lintSubject(null).found());
  }
}
