package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What recipes were found to be, and what of. */
interface AssessmentSql {

  /**
   * All that an assessment of a recipe rests on.
   *
   * @param tag of the latest version
   * @param releases those that were parsed, in order, each with its object
   * @param head what was read there but for the files, its notes among it
   * @param headReading what was read of its files
   * @param moves of any of its tags
   * @param madeOf what the stored assessment was made of
   */
  record FactsRow(
      long id,
      CoopId coop,
      RecipeName name,
      @Nullable String tag,
      @Nullable String releases,
      @Nullable String head,
      @Nullable String headReading,
      int moves,
      boolean followed,
      @Nullable String madeOf,
      boolean failed) {

    RecipeId recipe() {
      return new RecipeId(coop, name);
    }

    String madeOf(String rules) {
      return new Digest()
          .add(rules)
          .add(tag)
          .add(releases)
          .add(head)
          .add(headReading)
          .add(moves + " " + followed)
          .hex();
    }

    /** What failed is tried again each time. */
    boolean isOutdated(String rules) {
      return failed || !madeOf(rules).equals(madeOf);
    }
  }

  /** An assessment as it is stored; without bytes where it could not be made. */
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  record AssessmentRow(
      String madeOf, String tag, byte @Nullable [] assessment, @Nullable String failure) {
    boolean saysTheSameAs(AssessmentRow other) {
      return tag.equals(other.tag)
          && Arrays.equals(assessment, other.assessment)
          && java.util.Objects.equals(failure, other.failure);
    }
  }

  /** A recipe's row in the list of all. */
  record LintRow(
      CoopId coop,
      RecipeName name,
      String tag,
      int computedStatus,
      int errors,
      int warnings,
      @Nullable String failed) {
    RecipeLint lint() {
      return new RecipeLint(
          new RecipeId(coop, name),
          tag,
          computedStatus,
          errors,
          warnings,
          failed == null ? List.of() : List.of(failed.split(" ", -1)));
    }
  }

  String FACTS =
      """
      SELECT r.id, c.alias AS coop, r.name, l.tag,
        (SELECT group_concat(v.id || ':' || g.object_id, ' ' ORDER BY v.order_key)
         FROM versions v JOIN readings g ON g.id = v.reading_id
         WHERE v.recipe_id = r.id AND v.served = 1 AND g.object_id IS NOT NULL) AS releases,
        h.digest AS head, g.digest AS head_reading,
        (SELECT count(*) FROM moves m WHERE m.recipe_id = r.id) AS moves,
        r.public_url IS NOT NULL AND r.missing_since IS NULL AS followed,
        a.made_of, a.failure IS NOT NULL AS failed
      FROM recipes r JOIN coops c ON c.id = r.coop_id
        LEFT JOIN versions l ON l.id = r.latest_id
        LEFT JOIN heads h ON h.recipe_id = r.id LEFT JOIN readings g ON g.id = h.reading_id
        LEFT JOIN assessments a ON a.recipe_id = r.id
      WHERE r.served = 1
      """;

  @SqlQuery(FACTS + "AND r.id > :after ORDER BY r.id LIMIT :limit")
  @RegisterConstructorMapper(FactsRow.class)
  List<FactsRow> listFacts(long after, int limit);

  @SqlQuery(FACTS + "AND c.alias = :coop AND r.name = :name")
  @RegisterConstructorMapper(FactsRow.class)
  Optional<FactsRow> findFacts(String coop, String name);

  @SqlQuery(
      """
      WITH releases AS (
        SELECT v.order_key, g.object_id AS above,
          lag(g.object_id) OVER (ORDER BY v.order_key) AS below
        FROM versions v JOIN readings g ON g.id = v.reading_id
        WHERE v.recipe_id = :recipe AND v.served = 1 AND g.object_id IS NOT NULL
      )
      SELECT b.sha256 AS below, a.sha256 AS above
      FROM releases e JOIN objects b ON b.id = e.below JOIN objects a ON a.id = e.above
      WHERE NOT EXISTS (SELECT 1 FROM comparisons c
        WHERE c.old_object = e.below AND c.new_object = e.above AND c.schema = :schema)
      ORDER BY e.order_key
      """)
  @RegisterConstructorMapper(Neighbours.class)
  List<Neighbours> listMissing(long recipe, int schema);

  @SqlQuery("SELECT made_of, tag, assessment, failure FROM assessments WHERE recipe_id = :recipe")
  @RegisterConstructorMapper(AssessmentRow.class)
  Optional<AssessmentRow> find(long recipe);

  @SqlUpdate(
      """
      INSERT INTO assessments (recipe_id, made_of, tag, errors, warnings, assessment, failure)
      VALUES (:recipe, :madeOf, :tag, :errors, :warnings, :assessment, :failure)
      ON CONFLICT (recipe_id) DO UPDATE SET made_of = excluded.made_of, tag = excluded.tag,
        errors = excluded.errors, warnings = excluded.warnings, assessment = excluded.assessment,
        failure = excluded.failure
      """)
  void put(
      long recipe,
      String madeOf,
      String tag,
      int errors,
      int warnings,
      byte @Nullable [] assessment,
      @Nullable String failure);

  @SqlUpdate("UPDATE assessments SET made_of = :madeOf WHERE recipe_id = :recipe")
  void setMadeOf(long recipe, String madeOf);

  @SqlUpdate("DELETE FROM lint_outcomes WHERE recipe_id = :recipe")
  void deleteOutcomes(long recipe);

  @SqlUpdate(
      """
      UPDATE recipes SET computed_status = :status
      WHERE id = :recipe AND computed_status IS NOT :status
      """)
  int setStatus(long recipe, @Nullable Integer status);

  /** Takes away what a recipe does not run any more; {@code values} is a JSON list. */
  @SqlUpdate(
      """
      DELETE FROM recipe_facts WHERE recipe_id = :recipe AND kind = 'end_of_life'
        AND value NOT IN (SELECT value FROM json_each(:values))
      """)
  int deleteOldEnds(long recipe, String values);

  @SqlUpdate(
      """
      INSERT INTO recipe_facts (kind, value, recipe_id)
      SELECT 'end_of_life', value, :recipe FROM json_each(:values) WHERE true
      ON CONFLICT DO NOTHING
      """)
  int insertNewEnds(long recipe, String values);

  String ASSESSED =
      """
      FROM assessments a JOIN recipes r ON r.id = a.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE r.served = 1 AND a.assessment IS NOT NULL AND (:coop IS NULL OR c.alias = :coop)
      """;

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, a.tag, r.computed_status, a.errors, a.warnings,
        (SELECT group_concat(o.rule, ' ' ORDER BY o.rule) FROM lint_outcomes o
         WHERE o.recipe_id = r.id AND o.outcome = 'fail') AS failed
      """
          + ASSESSED
          + "ORDER BY c.alias, r.name LIMIT :limit OFFSET :offset")
  @RegisterConstructorMapper(LintRow.class)
  List<LintRow> list(@Nullable String coop, long offset, int limit);

  @SqlQuery("SELECT count(*) " + ASSESSED)
  long count(@Nullable String coop);

  @SqlQuery(
      """
      SELECT o.rule, count(*) FILTER (WHERE o.outcome = 'pass') AS passed,
        count(*) FILTER (WHERE o.outcome = 'fail') AS failed,
        count(*) FILTER (WHERE o.outcome = 'not_applicable') AS not_applicable
      FROM lint_outcomes o JOIN recipes r ON r.id = o.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE r.served = 1 AND (:coop IS NULL OR c.alias = :coop)
      GROUP BY o.rule ORDER BY o.rule
      """)
  @RegisterConstructorMapper(RuleCount.class)
  List<RuleCount> countRules(@Nullable String coop);

  default Page<RecipeLint> page(@Nullable CoopId coop, long offset, int limit) {
    var alias = coop == null ? null : coop.value();
    var rows = list(alias, offset, limit);
    return new Page<>(rows.stream().map(LintRow::lint).toList(), count(alias));
  }
}
