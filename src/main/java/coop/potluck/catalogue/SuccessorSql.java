package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What a recipe may go on as. */
interface SuccessorSql {

  /** A recipe that its source no longer lists, or that was put to rest. */
  record FormerRow(
      long id,
      long coopId,
      boolean archived,
      @Nullable String description,
      @Nullable String readme) {}

  /** A recipe that is served, and where people clone it. */
  record ServedRow(CoopId coop, RecipeName name, @Nullable String publicUrl) {}

  @SqlQuery(
      """
      SELECT r.id, r.coop_id, r.archived, r.description, h.readme
      FROM recipes r JOIN coops c ON c.id = r.coop_id LEFT JOIN heads h ON h.recipe_id = r.id
      WHERE c.alias = :coop AND r.name = :name AND r.kind = 'recipe' AND r.blocked IS NULL
        AND (r.withdrawn_at IS NOT NULL OR r.missing_since IS NOT NULL OR r.archived)
      """)
  @RegisterConstructorMapper(FormerRow.class)
  Optional<FormerRow> findFormer(String coop, String name);

  /**
   * The recipe of the same co-op that has most of another one's tags at the same objects, if that
   * is more than half of them and one of today's scheme is among them.
   */
  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, r.public_url
      FROM versions f JOIN versions v ON v.object = f.object AND v.tag = f.tag
        JOIN recipes r ON r.id = v.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE f.recipe_id = :recipe AND f.gone_at IS NULL AND f.order_key IS NOT NULL
        AND v.served = 1 AND r.id <> :recipe AND r.coop_id = :coop
        AND r.served = 1 AND r.missing_since IS NULL AND NOT r.archived
      GROUP BY r.id
      HAVING max(v.release) = 1
        AND 2 * count(*) > (SELECT count(*) FROM versions
          WHERE recipe_id = :recipe AND gone_at IS NULL AND order_key IS NOT NULL)
      ORDER BY count(*) DESC, r.name LIMIT 1
      """)
  @RegisterConstructorMapper(ServedRow.class)
  Optional<ServedRow> findWithTagsOf(long recipe, long coop);

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, r.public_url
      FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE r.served = 1 AND r.id <> :recipe AND r.public_url IS NOT NULL
        AND r.missing_since IS NULL AND NOT r.archived AND c.rank IS NOT NULL
      ORDER BY c.rank, r.name
      """)
  @RegisterConstructorMapper(ServedRow.class)
  List<ServedRow> listOthers(long recipe);
}
