package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Who runs which image. */
interface ImageSql {

  /** A service of a served version. */
  record UseRow(
      CoopId coop,
      RecipeName name,
      String tag,
      boolean latest,
      String service,
      String overlay,
      String registry,
      String path,
      @Nullable String imageTag,
      @Nullable String digest) {
    ImageUse use() {
      return new ImageUse(
          new RecipeId(coop, name),
          tag,
          latest,
          service,
          overlay.isEmpty() ? null : overlay,
          new ImageReference(registry, path, imageTag, digest));
    }
  }

  String USES =
      """
      FROM services i JOIN versions v ON v.reading_id = i.reading_id
        JOIN recipes r ON r.id = v.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE i.short_name = :shortName AND v.served = 1 AND r.served = 1
        AND (:registry IS NULL OR i.registry = :registry)
        AND (:tag IS NULL OR i.image_tag = :tag)
      """;

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, v.tag, v.id = r.latest_id AS latest, i.name AS service,
        i.overlay, i.registry, i.path, i.image_tag, i.digest
      """
          + USES
          + """
          ORDER BY r.name COLLATE NOCASE, r.name, c.rank, v.order_key DESC, i.position
          LIMIT :limit OFFSET :offset
          """)
  @RegisterConstructorMapper(UseRow.class)
  List<UseRow> list(
      String shortName, @Nullable String registry, @Nullable String tag, long offset, int limit);

  @SqlQuery("SELECT count(*) " + USES)
  long count(String shortName, @Nullable String registry, @Nullable String tag);

  /** Who uses an image, as {@link CatalogueReader#images} answers it. */
  default Page<ImageUse> page(String name, @Nullable String tag, long offset, int limit) {
    var image = ImageReference.parse(name).orElse(null);
    if (image == null) {
      return new Page<>(List.of(), 0);
    }
    var registry = name.startsWith(image.registry() + "/") ? image.registry() : null;
    var wanted = tag == null ? image.tag() : tag;
    var uses = list(image.shortName(), registry, wanted, offset, limit);
    return new Page<>(
        uses.stream().map(UseRow::use).toList(), count(image.shortName(), registry, wanted));
  }
}
