package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of outcomes, blocks and requests, as the writer sees them. */
interface OperatorSql {

  /** An outcome as it is stored. */
  record OutcomeRow(long id, String outcome, @Nullable String outcomeReason) {}

  /** A request as it is stored, with empty texts for what it does not name. */
  record RequestRow(String coop, String recipe, Instant since) {
    SyncRequest request() {
      return new SyncRequest(
          coop.isEmpty() ? null : new CoopId(coop),
          recipe.isEmpty() ? null : new RecipeName(recipe),
          since);
    }
  }

  @SqlQuery(
      """
      SELECT r.id, r.outcome, r.outcome_reason
      FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE c.alias = :coop AND r.name = :name
      """)
  @RegisterConstructorMapper(OutcomeRow.class)
  Optional<OutcomeRow> findOutcome(String coop, String name);

  @SqlUpdate(
      """
      UPDATE recipes SET outcome = :kind, outcome_reason = :reason, failures = :failures,
        next_attempt = :nextAttempt
      WHERE id = :id AND (outcome, outcome_reason, failures, next_attempt)
        IS NOT (:kind, :reason, :failures, :nextAttempt)
      """)
  void setOutcome(
      long id, String kind, @Nullable String reason, int failures, @Nullable Instant nextAttempt);

  @SqlQuery("SELECT reason FROM blocks WHERE (coop, recipe, tag) = (:coop, :recipe, :tag)")
  Optional<String> findBlock(String coop, String recipe, String tag);

  @SqlUpdate(
      """
      INSERT INTO blocks (coop, recipe, tag, reason, since)
      VALUES (:coop, :recipe, :tag, :reason, :now)
      ON CONFLICT (coop, recipe, tag) DO UPDATE SET reason = excluded.reason
      """)
  void block(String coop, String recipe, String tag, String reason, Instant now);

  @SqlUpdate("DELETE FROM blocks WHERE (coop, recipe, tag) = (:coop, :recipe, :tag)")
  int unblock(String coop, String recipe, String tag);

  @SqlUpdate("UPDATE recipes SET blocked = :reason WHERE id = :recipe")
  void markRecipe(long recipe, @Nullable String reason);

  @SqlUpdate("UPDATE versions SET blocked = :reason WHERE recipe_id = :recipe AND tag = :tag")
  void markVersions(long recipe, String tag, @Nullable String reason);

  @SqlUpdate(
      """
      INSERT INTO requests (coop, recipe, since) VALUES (:coop, :recipe, :now)
      ON CONFLICT DO NOTHING
      """)
  void request(String coop, String recipe, Instant now);

  @SqlQuery("SELECT coop, recipe, since FROM requests ORDER BY id")
  @RegisterConstructorMapper(RequestRow.class)
  List<RequestRow> listRequests();

  @SqlUpdate("DELETE FROM requests")
  void deleteRequests();
}
