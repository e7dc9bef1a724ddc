package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The rows that statements to other nodes are made of. */
interface PublicationSql {

  /** A recipe as it is stored, and under which DNS name it is stated. */
  record RecipeRow(
      long id,
      CoopId alias,
      RecipeName name,
      @Nullable String domain,
      @Nullable String coop,
      @Nullable Long latestId,
      @Nested Repository repository) {}

  /** A tag as it is stored, with what was parsed there. */
  record VersionRow(
      long id,
      String tag,
      ObjectName object,
      boolean annotated,
      ObjectName commitName,
      ObjectName tree,
      Instant claimed,
      long readingId,
      boolean blocked,
      @Nullable String sha256,
      @Nullable Long size,
      @Nullable Integer schema) {}

  /** A head as it is stored, with what was parsed there. */
  record HeadRow(
      String branch,
      ObjectName commitName,
      ObjectName tree,
      Instant claimed,
      long readingId,
      @Nullable String sha256,
      @Nullable Long size,
      @Nullable Integer schema) {}

  String RECIPE =
      """
      SELECT r.id, c.alias, r.name, c.domain, p.coop, r.latest_id, r.public_url, r.ssh_url,
        r.description, r.website, r.icon, r.archived
      FROM recipes r JOIN coops c ON c.id = r.coop_id JOIN publishable p ON p.recipe_id = r.id
      """;

  String VERSION =
      """
      SELECT v.id, v.tag, v.object, v.annotated, v.commit_name, v.tree, v.claimed, v.reading_id,
        v.blocked IS NOT NULL AS blocked, o.sha256, length(o.bytes) AS size, o.schema
      FROM versions v JOIN readings g ON g.id = v.reading_id
        LEFT JOIN objects o ON o.id = g.object_id
      """;

  @SqlQuery(RECIPE + "WHERE c.alias = :coop AND r.name = :name")
  @RegisterConstructorMapper(RecipeRow.class)
  Optional<RecipeRow> find(CoopId coop, RecipeName name);

  @SqlQuery(RECIPE + "WHERE r.id = :id")
  @RegisterConstructorMapper(RecipeRow.class)
  RecipeRow get(long id);

  @SqlQuery(VERSION + "WHERE v.recipe_id = :recipe AND v.tag = :tag AND v.object = :object")
  @RegisterConstructorMapper(VersionRow.class)
  Optional<VersionRow> findVersion(long recipe, String tag, ObjectName object);

  /** In the order in which they were seen. */
  @SqlQuery(VERSION + "WHERE v.recipe_id = :recipe AND v.gone_at IS NULL ORDER BY v.id")
  @RegisterConstructorMapper(VersionRow.class)
  List<VersionRow> listPresent(long recipe);

  @SqlQuery(
      """
      SELECT count(*) FROM versions
      WHERE recipe_id = :recipe AND tag = :tag AND object = :object AND gone_at IS NOT NULL
      """)
  boolean isGone(long recipe, String tag, ObjectName object);

  @SqlQuery(
      """
      SELECT h.branch, h.commit_name, h.tree, h.claimed, h.reading_id, o.sha256,
        length(o.bytes) AS size, o.schema
      FROM heads h JOIN readings g ON g.id = h.reading_id
        LEFT JOIN objects o ON o.id = g.object_id
      WHERE h.recipe_id = :recipe
      """)
  @RegisterConstructorMapper(HeadRow.class)
  Optional<HeadRow> findHead(long recipe);
}
