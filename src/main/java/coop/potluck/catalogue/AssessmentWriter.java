package coop.potluck.catalogue;

import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.LintReport.Severity;
import coop.potluck.database.Rows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what was worked out of a recipe, within one transaction: only what differs. */
final class AssessmentWriter {

  private final Handle handle;
  private final AssessmentSql sql;

  AssessmentWriter(Handle handle) {
    this.handle = handle;
    this.sql = handle.attach(AssessmentSql.class);
  }

  /** An assessment as it goes into its columns, made before the writers' turn is taken. */
  @SuppressWarnings("ArrayRecordComponent") // on its way to a column, never compared
  record Prepared(
      Assessed assessed,
      Map<Neighbours, byte[]> comparisons,
      byte @Nullable [] assessment,
      String ends) {

    static Prepared of(Assessed assessed) {
      var assessment = assessed.assessment();
      var ends =
          assessment == null
              ? List.<String>of()
              : assessment.past().stream().map(it -> it.cycle().text()).distinct().toList();
      return new Prepared(
          assessed,
          bytes(assessed.comparisons()),
          assessment == null ? null : AssessmentJson.bytes(assessment),
          StoredJson.text(ends));
    }

    static Map<Neighbours, byte[]> bytes(Map<Neighbours, List<Difference>> comparisons) {
      var bytes = new LinkedHashMap<Neighbours, byte[]>();
      comparisons.forEach((pair, differences) -> bytes.put(pair, StoredJson.bytes(differences)));
      return bytes;
    }
  }

  void compare(Map<Neighbours, byte[]> comparisons) {
    var rows =
        new Rows(
            """
            INSERT INTO comparisons (old_object, new_object, schema, differences)
            SELECT b.id, a.id, ?3, ?4 FROM objects b, objects a WHERE b.sha256 = ?1 AND a.sha256 = ?2
            ON CONFLICT (old_object, new_object) DO UPDATE SET
              schema = excluded.schema, differences = excluded.differences
            """);
    comparisons.forEach(
        (pair, bytes) -> rows.add(pair.below(), pair.above(), Comparer.SCHEMA, bytes));
    rows.write(handle);
  }

  /** Whether the recipe is still what was assessed. */
  boolean assess(Prepared prepared, Instant now) {
    var recipe = prepared.assessed().recipe();
    var row = sql.findFacts(recipe.id().coop().value(), recipe.id().name().value()).orElse(null);
    if (row == null || !row.madeOf(recipe.rules()).equals(recipe.madeOf())) {
      return false;
    }
    compare(prepared.comparisons());
    if (write(row.id(), prepared)) {
      new ChangeLog(handle, now).recipe(Change.Kind.RECIPE, recipe.id());
    }
    return true;
  }

  /** Whether anything that is served differs. */
  private boolean write(long recipe, Prepared prepared) {
    var assessed = prepared.assessed();
    var madeOf = assessed.recipe().madeOf();
    var is =
        new AssessmentSql.AssessmentRow(
            madeOf, assessed.recipe().tag(), prepared.assessment(), assessed.failure());
    var was = sql.find(recipe).orElse(null);
    if (was != null && was.saysTheSameAs(is)) {
      if (!was.madeOf().equals(madeOf)) {
        sql.setMadeOf(recipe, madeOf);
      }
      return false;
    }
    var assessment = assessed.assessment();
    sql.put(
        recipe,
        madeOf,
        is.tag(),
        assessment == null ? 0 : assessment.lint().failed(Severity.ERROR),
        assessment == null ? 0 : assessment.lint().failed(Severity.WARNING),
        is.assessment(),
        is.failure());
    sql.setStatus(recipe, assessment == null ? null : assessment.status().status());
    sql.deleteOldEnds(recipe, prepared.ends());
    sql.insertNewEnds(recipe, prepared.ends());
    writeOutcomes(recipe, assessment);
    return true;
  }

  private void writeOutcomes(long recipe, @Nullable Assessment assessment) {
    sql.deleteOutcomes(recipe);
    var rows = new Rows("INSERT INTO lint_outcomes (recipe_id, rule, outcome) VALUES (?, ?, ?)");
    if (assessment != null) {
      for (var verdict : assessment.lint().rules()) {
        rows.add(recipe, verdict.rule().id(), verdict.outcome().name().toLowerCase(Locale.ROOT));
      }
    }
    rows.write(handle);
  }
}
