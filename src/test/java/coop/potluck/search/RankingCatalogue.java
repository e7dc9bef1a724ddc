package coop.potluck.search;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.database.Database;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The recipes of {@code src/test/resources/search/catalogue.txt} in a catalogue: their files are
 * read by the parser and stored as a look at their repositories would.
 */
final class RankingCatalogue implements AutoCloseable {

  /** In their order of precedence. */
  static final List<String> COOPS = List.of("harvest", "tidal", "lantern");

  static final Path TEXT = Path.of("src/test/resources/search/catalogue.txt");

  private final CatalogueFixture fixture;
  private final List<CatalogueText.Block> blocks = CatalogueText.read(TEXT);

  RankingCatalogue(Path folder) {
    fixture = new CatalogueFixture(folder);
    fixture.pass(Duration.ofDays(500));
    fixture.catalogue.follow(COOPS.stream().map(SampleRecipes::coop).toList());
    for (var coop : COOPS) {
      var listed = blocks.stream().filter(it -> it.id().coop().value().equals(coop));
      fixture.catalogue.recordListing(
          coop + "-source", new Listing(listed.map(RankingCatalogue::listed).toList(), List.of()));
    }
    var parser = new RecipeParser(ParsingSettings.DEFAULT);
    blocks.forEach(block -> fixture.catalogue.store(sync(parser, block)));
  }

  Database database() {
    return fixture.database;
  }

  /** Every recipe, in the order of the text. */
  List<RecipeId> ids() {
    return blocks.stream().map(CatalogueText.Block::id).toList();
  }

  private static Listing.Listed listed(CatalogueText.Block block) {
    var name = block.id().name();
    var at = "git." + block.id().coop() + ".example/recipes/" + name + ".git";
    var description = block.description() == null ? "" : block.description();
    var repository =
        new Repository("https://" + at, "ssh://git@" + at, description, null, null, false);
    return new Listing.Listed(name, repository, "print " + block.id());
  }

  private static RecipeSync sync(RecipeParser parser, CatalogueText.Block block) {
    var files = WrittenRecipe.files(block);
    var reading = parser.parse(block.id().name(), files);
    if (!(reading instanceof Reading.Parsed)) {
      throw new IllegalArgumentException(block.id() + " is no recipe: " + reading);
    }
    var documents = parser.head(files, LinkBase.NONE);
    var time = block.updated().atTime(12, 0).toInstant(ZoneOffset.UTC);
    var tag = SampleRecipes.tag(WrittenRecipe.tag(block), block.id().toString(), time);
    var head =
        new RecipeSync.HeadSync(
            new Head("main", tag.commit(), tag.tree(), time),
            reading,
            documents.readmeHtml(),
            documents.readmeText(),
            List.of(),
            null,
            files);
    return new RecipeSync(
        block.id(),
        head,
        List.of(tag),
        Map.of(tag.name(), new RecipeSync.VersionSync(reading, files)),
        List.of(),
        RecipeParser.SCHEMA);
  }

  @Override
  public void close() {
    fixture.close();
  }
}
