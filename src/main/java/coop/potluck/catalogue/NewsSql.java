package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The releases that were seen last. */
interface NewsSql {

  /** A release, and whose it is. */
  record NewsRow(
      long id,
      long recipeId,
      CoopId coop,
      RecipeName recipe,
      @Nullable String title,
      @Nullable String publicUrl,
      Instant firstSeen,
      @Nested ReleaseSql.ReleaseRow release) {}

  String NEWS =
      """
      SELECT v.id, r.id AS recipe_id, c.alias AS coop, r.name AS recipe, r.title, r.public_url,
        v.first_seen, v.tag, v.object, v.annotated, v.commit_name, v.tree, v.claimed, v.time,
        n.path, n.text
      FROM versions v JOIN readings g ON g.id = v.reading_id
        JOIN recipes r ON r.id = v.recipe_id JOIN coops c ON c.id = r.coop_id
        LEFT JOIN notes n ON n.recipe_id = v.recipe_id AND n.tag = v.tag AND n.draft = 0
      WHERE v.served = 1 AND g.state = 'parsed' AND r.served = 1
      """;

  String LATEST =
      """
      ORDER BY v.first_seen DESC, v.order_key DESC, v.id LIMIT :limit
      """;

  @SqlQuery(NEWS + "AND (:coop IS NULL OR c.alias = :coop)" + LATEST)
  @RegisterConstructorMapper(NewsRow.class)
  List<NewsRow> list(@Nullable String coop, int limit);

  @SqlQuery(NEWS + "AND c.alias = :coop AND r.name = :recipe " + LATEST)
  @RegisterConstructorMapper(NewsRow.class)
  List<NewsRow> listOf(String coop, String recipe, int limit);
}
