package coop.potluck.search;

import coop.potluck.database.Database;
import coop.potluck.recipe.RecipeId;
import java.nio.file.Path;
import java.util.List;

/** The recipes of {@code src/test/resources/search/catalogue.txt} in a catalogue. */
final class RankingCatalogue implements AutoCloseable {

  /** In their order of precedence. */
  static final List<String> COOPS = WrittenCatalogue.COOPS;

  static final Path TEXT = Path.of("src/test/resources/search/catalogue.txt");

  private final WrittenCatalogue catalogue;

  RankingCatalogue(Path folder) {
    catalogue = new WrittenCatalogue(folder, CatalogueText.read(TEXT));
  }

  Database database() {
    return catalogue.database();
  }

  /** Every recipe, in the order of the text. */
  List<RecipeId> ids() {
    return catalogue.ids();
  }

  @Override
  public void close() {
    catalogue.close();
  }
}
