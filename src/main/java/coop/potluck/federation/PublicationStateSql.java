package coop.potluck.federation;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of how far each recipe's changes are in our own log, and of what cannot be stated. */
interface PublicationStateSql {

  /** A recipe's state; without a row none of its changes was passed over. */
  record StateRow(@Nullable String coop, long through, boolean pending) {}

  @SqlQuery("SELECT coop, through, pending FROM publications WHERE recipe_id = :recipe")
  @RegisterConstructorMapper(StateRow.class)
  Optional<StateRow> find(long recipe);

  @SqlUpdate(
      """
      INSERT INTO publications (recipe_id, coop, through, pending)
      VALUES (:recipe, :coop, :through, :pending)
      ON CONFLICT (recipe_id) DO UPDATE SET coop = excluded.coop, through = excluded.through,
        pending = excluded.pending
      WHERE (coop, through, pending) IS NOT (excluded.coop, excluded.through, excluded.pending)
      """)
  void put(long recipe, @Nullable String coop, long through, boolean pending);

  @SqlQuery("SELECT recipe_id FROM publications WHERE pending = 1 ORDER BY recipe_id LIMIT 1")
  Optional<Long> findPending();

  /** Asks for a look at those recipes of a co-op that are stated otherwise than they should be. */
  @SqlUpdate(
      """
      UPDATE publications SET pending = 1
      WHERE pending = 0
        AND recipe_id IN (SELECT r.id FROM recipes r JOIN coops c ON c.id = r.coop_id
          WHERE c.alias = :coop)
        AND coop IS NOT (SELECT p.coop FROM publishable p
          WHERE p.recipe_id = publications.recipe_id)
      """)
  void markPending(CoopId coop);

  /** Remembers of what a copy of our log states that it is stated. */
  @SqlUpdate(
      """
      UPDATE publications SET coop = (SELECT c.domain FROM recipes r JOIN coops c
          ON c.id = r.coop_id WHERE r.id = publications.recipe_id)
      WHERE coop IS NULL AND EXISTS (SELECT 1 FROM recipes r JOIN coops c ON c.id = r.coop_id
          JOIN sightings s ON s.coop = c.domain AND s.recipe = r.name
        WHERE r.id = publications.recipe_id AND s.log_id = :log AND s.state <> 'withdrawn')
      """)
  void markStated(long log);

  @SqlUpdate(
      """
      INSERT INTO unpublished (recipe_id, tag, reason) VALUES (:recipe, :tag, :reason)
      ON CONFLICT (recipe_id, tag) DO UPDATE SET reason = excluded.reason
      """)
  void putUnpublished(long recipe, String tag, String reason);

  @SqlUpdate("DELETE FROM unpublished WHERE recipe_id = :recipe AND tag = :tag")
  void deleteUnpublished(long recipe, String tag);

  /** What cannot be stated, as it is stored. */
  record UnpublishedRow(CoopId coop, RecipeName name, String tag, String reason) {
    Unpublished unpublished() {
      return new Unpublished(new RecipeId(coop, name), tag.isEmpty() ? null : tag, reason);
    }
  }

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, u.tag, u.reason
      FROM unpublished u JOIN recipes r ON r.id = u.recipe_id JOIN coops c ON c.id = r.coop_id
      ORDER BY c.alias, r.name, u.tag LIMIT :limit
      """)
  @RegisterConstructorMapper(UnpublishedRow.class)
  List<UnpublishedRow> listUnpublished(int limit);
}
