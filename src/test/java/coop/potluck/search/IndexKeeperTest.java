package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.SampleRecipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {

  private IndexedCatalogue catalogue;

  @BeforeEach
  void open(@TempDir Path folder) {
    catalogue = new IndexedCatalogue(folder);
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Test
  void without_a_recipe_the_index_is_empty() {
    assertThat(catalogue.now()).isEqualTo(Index.EMPTY);
    assertThat(catalogue.keeper.rowsRead()).isZero();
  }

  @Test
  void what_is_served_is_in_the_index_as_it_is_now() {
    catalogue.fixture.list("harvest", "wiki", "chat");
    assertThat(catalogue.now().size()).isZero();

    catalogue.fixture.store(CatalogueFixture.WIKI, "1.0.0+1");
    assertThat(IndexedCatalogue.descriptions(catalogue.now())).containsExactly("The app wiki");
    catalogue.fixture.store(CatalogueFixture.CHAT, "1.0.0+1");
    assertThat(IndexedCatalogue.descriptions(catalogue.now()))
        .containsExactly("The app chat", "The app wiki");

    catalogue.fixture.catalogue.block(CatalogueFixture.WIKI, null, "spam");
    assertThat(IndexedCatalogue.descriptions(catalogue.now())).containsExactly("The app chat");
    catalogue.describe("chat", "Talk to all");
    assertThat(IndexedCatalogue.descriptions(catalogue.now())).containsExactly("Talk to all");
    catalogue.fixture.catalogue.unblock(CatalogueFixture.WIKI, null);
    assertThat(IndexedCatalogue.descriptions(catalogue.now()))
        .containsExactly("Talk to all", "The app wiki");
    assertThat(catalogue.now().size()).isEqualTo(2);

    catalogue.fixture.catalogue.block(CatalogueFixture.WIKI, null, "spam");
    catalogue.fixture.catalogue.block(CatalogueFixture.CHAT, null, "spam");
    assertThat(catalogue.now().parts()).isEmpty();
    assertThat(catalogue.now().size()).isZero();
  }

  @Test
  void a_row_has_what_the_catalogue_knows() {
    catalogue.fixture.list("harvest", "wiki");
    catalogue.fixture.store(CatalogueFixture.WIKI, "1.0.0+1");
    var rows = new ArrayList<Row>();
    var keeper =
        new IndexKeeper(
            row -> {
              rows.add(row);
              return catalogue.analysis.analyse(row);
            },
            SearchSettings.DEFAULT,
            word -> word,
            Runnable::run);
    assertThat(catalogue.at(keeper).size()).isEqualTo(1);
    assertThat(rows).hasSize(1);
    var row = rows.get(0);
    assertThat(row.id()).isEqualTo(CatalogueFixture.WIKI);
    assertThat(row.title()).isEqualTo("wiki");
    assertThat(row.description()).isEqualTo("The app wiki");
    assertThat(row.category()).isEqualTo("Apps");
    assertThat(row.status()).isEqualTo(3);
    assertThat(row.updated()).isEqualTo(SampleRecipes.DAY.toEpochMilli());
    assertThat(row.coopName()).isEqualTo("harvest co-op");
    assertThat(row.rank()).isEqualTo(1);
    assertThat(row.images()).contains("mariadb:10.6");
    assertThat(row.services().lines()).contains("app", "db", "pg");
    assertThat(row.environment().lines()).contains("KEY_0", "KEY_14");
    assertThat(row.overlays().lines()).contains("postgres");
    assertThat(row.facts())
        .contains(new Row.Fact("needs", "traefik"), new Row.Fact("computed", "backups"));

    catalogue.execute("UPDATE recipes SET description = '', summary = 'In short', status = NULL");
    catalogue.execute("UPDATE coops SET rank = NULL");
    assertThat(catalogue.at(keeper).size()).isEqualTo(1);
    var changed = rows.get(1);
    assertThat(changed.description()).isEqualTo("In short");
    assertThat(changed.status()).isNull();
    assertThat(changed.rank()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_change_of_one_recipe_reads_one_row() {
    catalogue.fill(50);
    assertThat(catalogue.now().size()).isEqualTo(50);
    assertThat(catalogue.keeper.rowsRead()).isEqualTo(50);
    for (var i = 0; i < 10; i++) {
      catalogue.describe("r" + i, "changed");
      var index = catalogue.now();
      assertThat(catalogue.keeper.rowsRead()).isEqualTo(51 + i);
      assertThat(catalogue.now()).as("asked again").isSameAs(catalogue.now());
      assertThat(index.size()).isEqualTo(50);
    }
    assertThat(catalogue.keeper.rowsRead()).isEqualTo(60);
  }

  @Test
  void whatever_changes_the_index_is_as_one_made_from_scratch() {
    catalogue.fill(30);
    var random = new Random(7);
    for (var i = 0; i < 120; i++) {
      var name = "r" + random.nextInt(30);
      switch (random.nextInt(6)) {
        case 0 ->
            catalogue.describe(name, "word" + random.nextInt(9) + " word" + random.nextInt(9));
        case 1 -> catalogue.execute("UPDATE recipes SET blocked = 'spam' WHERE name = ?", name);
        case 2 -> catalogue.execute("UPDATE recipes SET blocked = NULL WHERE name < ?", name);
        case 3 ->
            catalogue.execute(
                "INSERT OR IGNORE INTO recipe_facts"
                    + " SELECT 'needs', ?, id FROM recipes WHERE name = ?",
                "need" + random.nextInt(5),
                name);
        case 4 ->
            catalogue.execute(
                "DELETE FROM recipe_facts WHERE value = ?", "need" + random.nextInt(5));
        default -> catalogue.execute("UPDATE coops SET name = ?", "co-op " + random.nextInt(3));
      }
      if (random.nextInt(3) > 0) {
        assertThat(PlainAnalysis.contents(catalogue.now()))
            .isEqualTo(PlainAnalysis.contents(catalogue.fromScratch()));
      }
    }
  }

  @Test
  void many_small_changes_leave_few_parts() {
    catalogue.fill(300);
    for (var i = 0; i < 150; i++) {
      catalogue.describe("r" + (i * 7) % 300, "change " + i);
      assertThat(catalogue.now().parts()).hasSizeLessThanOrEqualTo(7);
    }
    var documents = catalogue.now().parts().stream().mapToInt(part -> part.segment().size()).sum();
    assertThat(documents).isLessThanOrEqualTo(600);
    assertThat(PlainAnalysis.contents(catalogue.now()))
        .isEqualTo(PlainAnalysis.contents(catalogue.fromScratch()));
  }
}
