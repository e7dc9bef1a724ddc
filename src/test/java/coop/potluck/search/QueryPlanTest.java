package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Privilege;
import coop.potluck.search.RecipeQuery.Sort;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How SQLite means to answer the list's queries: through indexes, in their order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTest {

  private Database database;

  @BeforeAll
  void open(@TempDir Path folder) {
    database = Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void each_order_reads_its_own_index() {
    assertThat(plan(query(Sort.NAME, null, null, null, null))).contains("recipes_by_name");
    assertThat(plan(query(Sort.UPDATED, null, null, null, null))).contains("recipes_by_update");
    assertThat(plan(query(Sort.STATUS, null, null, null, null))).contains("recipes_by_status");
  }

  @Test
  void each_filter_reads_an_index() {
    assertThat(plan(query(Sort.NAME, "apps", null, null, null))).contains("recipes_by_category");
    for (var query :
        List.of(
            query(Sort.NAME, null, "nginx:1.3", null, null),
            query(Sort.NAME, null, null, "traefik", null),
            query(Sort.NAME, null, null, null, Privilege.Kind.CAPABILITY))) {
      assertThat(plan(query))
          .contains("recipe_facts USING PRIMARY KEY (kind=? AND value=?)")
          .doesNotContain("SCAN r")
          .doesNotContain("SCAN s");
    }
  }

  private static RecipeQuery query(
      Sort sort,
      @Nullable String category,
      @Nullable String image,
      @Nullable String needs,
      Privilege.@Nullable Kind privilege) {
    CoopId coop = null;
    return new RecipeQuery(
        null, coop, category, null, null, image, needs, privilege, sort, 10, null);
  }

  private String plan(RecipeQuery query) {
    var filters = Filters.of(query);
    return database.read(
        handle ->
            handle
                .createQuery(
                    "EXPLAIN QUERY PLAN " + RecipeListing.sql(query.sort(), filters, false))
                .bindMap(filters.values())
                .bind("limit", 10)
                .map((row, context) -> row.getString("detail"))
                .list()
                .stream()
                .collect(Collectors.joining("\n")));
  }
}
