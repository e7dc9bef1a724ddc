package coop.potluck.catalogue;

import coop.potluck.database.Database;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The rows that search is fed from, by the names of recipes. */
final class SearchRows {

  private SearchRows() {}

  /** A row without its stamp. */
  public record Row(
      String images, String services, String environment, String overlays, String readme) {}

  static SortedMap<String, Long> stamps(Database database) {
    return database.read(
        handle ->
            new TreeMap<>(
                handle
                    .createQuery(
                        """
                        SELECT r.name, d.stamp FROM search_documents d
                          JOIN recipes r ON r.id = d.recipe_id
                        """)
                    .setMapKeyColumn("name")
                    .setMapValueColumn("stamp")
                    .collectInto(new GenericType<Map<String, Long>>() {})));
  }

  static Row row(Database database, String recipe) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT d.images, d.services, d.environment, d.overlays, d.readme
                    FROM search_documents d JOIN recipes r ON r.id = d.recipe_id
                    WHERE r.name = :recipe
                    """)
                .bind("recipe", recipe)
                .map(ConstructorMapper.of(Row.class))
                .one());
  }

  /** The kind and value of each fact, in order. */
  static List<String> facts(Database database, String recipe) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT f.kind || ' ' || f.value FROM recipe_facts f
                      JOIN recipes r ON r.id = f.recipe_id
                    WHERE r.name = :recipe ORDER BY 1
                    """)
                .bind("recipe", recipe)
                .mapTo(String.class)
                .list());
  }
}
