package coop.potluck.catalogue;

import coop.potluck.recipe.AbraImage;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** All recipes with all their versions, for clients that want everything at once. */
interface FlatSql {

  /** A recipe that is served. */
  @SuppressWarnings("ArrayRecordComponent") // on its way from a column, never compared
  record RecipeRow(
      long id,
      CoopId coop,
      RecipeName name,
      @Nested Repository repository,
      @Nullable String branch,
      @Nullable String summary,
      byte @Nullable [] bytes) {}

  /** A version with one of its images; with none where it has none. */
  record VersionRow(
      long recipeId,
      String tag,
      @Nullable String service,
      @Nullable String image,
      @Nullable String imageTag) {
    @Nullable AbraImage abraImage() {
      return service == null || image == null || imageTag == null
          ? null
          : new AbraImage(service, image, imageTag);
    }
  }

  @SqlQuery(
      """
      SELECT r.id, c.alias AS coop, r.name, r.public_url, r.ssh_url, r.description, r.website,
        r.icon, r.archived, h.branch, r.summary, o.bytes
      FROM recipes r JOIN coops c ON c.id = r.coop_id LEFT JOIN heads h ON h.recipe_id = r.id
        LEFT JOIN readings g ON g.id = r.claims_id LEFT JOIN objects o ON o.id = g.object_id
      WHERE r.served = 1 AND (:coop IS NULL OR c.alias = :coop)
      ORDER BY r.name COLLATE NOCASE, r.name, c.rank
      """)
  @RegisterConstructorMapper(RecipeRow.class)
  List<RecipeRow> listRecipes(@Nullable String coop);

  @SqlQuery(
      """
      SELECT v.recipe_id, v.tag, i.service, i.image, i.tag AS image_tag
      FROM recipes r JOIN coops c ON c.id = r.coop_id
        JOIN versions v ON v.recipe_id = r.id AND v.served = 1
        JOIN readings g ON g.id = v.reading_id AND g.state = 'parsed'
        LEFT JOIN abra_images i ON i.reading_id = g.id
      WHERE r.served = 1 AND (:coop IS NULL OR c.alias = :coop)
      ORDER BY v.recipe_id, v.order_key, i.position
      """)
  @RegisterConstructorMapper(VersionRow.class)
  List<VersionRow> listVersions(@Nullable String coop);
}
