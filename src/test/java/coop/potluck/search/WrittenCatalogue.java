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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recipes that a test writes down, in a catalogue: their files are read by the parser and stored as
 * a look at their repositories would.
 */
final class WrittenCatalogue implements AutoCloseable {

  /** In their order of precedence. */
  static final List<String> COOPS = List.of("harvest", "tidal", "lantern");

  private final CatalogueFixture fixture;
  private final RecipeSearch search;
  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);
  private final Map<RecipeId, CatalogueText.Block> blocks = new LinkedHashMap<>();

  WrittenCatalogue(Path folder, List<CatalogueText.Block> blocks) {
    fixture = new CatalogueFixture(folder);
    fixture.pass(Duration.ofDays(500));
    follow(COOPS);
    write(blocks);
    search = new RecipeSearch(fixture.database);
  }

  /** With the recipes of a text as {@link CatalogueText} reads it. */
  WrittenCatalogue(Path folder, String text) {
    this(folder, CatalogueText.read(text));
  }

  Database database() {
    return fixture.database;
  }

  /** Every recipe, in the order in which they were first written. */
  List<RecipeId> ids() {
    return List.copyOf(blocks.keySet());
  }

  /** Adds recipes, or puts others in the places of those of their ids. */
  void write(String text) {
    write(CatalogueText.read(text));
  }

  private void write(List<CatalogueText.Block> written) {
    written.forEach(block -> blocks.put(block.id(), block));
    written.stream().map(it -> it.id().coop().value()).distinct().forEach(this::list);
    written.forEach(block -> fixture.catalogue.store(sync(block)));
  }

  private void list(String coop) {
    var listed = blocks.values().stream().filter(it -> it.id().coop().value().equals(coop));
    fixture.catalogue.recordListing(
        coop + "-source", new Listing(listed.map(WrittenCatalogue::listed).toList(), List.of()));
  }

  /** Lists a co-op's recipes without this one until its source is believed. */
  void withdraw(String id) {
    var coop = id(id).coop().value();
    var block = blocks.remove(id(id));
    list(coop);
    fixture.catalogue.confirm(coop + "-source");
    if (block == null) {
      throw new IllegalArgumentException("no recipe is named " + id);
    }
  }

  /**
   * Puts down what was worked out of a recipe.
   *
   * @param facts each a kind and a value: {@code end_of_life postgresql 9.6}
   */
  void assess(String id, @Nullable Integer computedStatus, String... facts) {
    var recipe =
        "(SELECT r.id FROM recipes r JOIN coops c ON c.id = r.coop_id"
            + " WHERE c.alias || '/' || r.name = :id)";
    fixture.database.write(
        handle -> {
          handle
              .createUpdate("UPDATE recipes SET computed_status = :status WHERE id = " + recipe)
              .bind("status", computedStatus)
              .bind("id", id)
              .execute();
          for (var fact : facts) {
            handle
                .createUpdate("INSERT INTO recipe_facts VALUES (:kind, :value, " + recipe + ")")
                .bind("kind", fact.substring(0, fact.indexOf(' ')))
                .bind("value", fact.substring(fact.indexOf(' ') + 1))
                .bind("id", id)
                .execute();
          }
          return facts.length;
        });
  }

  void block(String id) {
    fixture.catalogue.block(id(id), null, "spam");
  }

  void unblock(String id) {
    fixture.catalogue.unblock(id(id), null);
  }

  /** Follows these co-ops, the first before the others. */
  void follow(List<String> coops) {
    fixture.catalogue.follow(coops.stream().map(SampleRecipes::coop).toList());
  }

  RecipeSearch search() {
    return search;
  }

  /** The first page of what a person who types this gets, the best first. */
  SearchResult.Found typed(String text) {
    return found(RecipeQuery.ALL.text(text).sort(RecipeQuery.Sort.RELEVANCE));
  }

  SearchResult.Found found(RecipeQuery query) {
    if (search.find(query) instanceof SearchResult.Found found) {
      return found;
    }
    throw new IllegalArgumentException("a cursor that is none: " + query);
  }

  /** The names of the recipes that this finds, the best first. */
  List<String> names(String text) {
    return names(typed(text)).toList();
  }

  static Stream<String> names(SearchResult.Found found) {
    return found.items().stream().map(it -> it.row().id().name().value());
  }

  /** The same as {@code co-op/name}. */
  List<String> ids(String text) {
    return typed(text).items().stream().map(it -> it.row().id().toString()).toList();
  }

  private static RecipeId id(String text) {
    var parts = text.split("/", -1);
    return RecipeId.of(parts[0], parts[1]);
  }

  private static Listing.Listed listed(CatalogueText.Block block) {
    var name = block.id().name();
    var at = "git." + block.id().coop() + ".example/recipes/" + name + ".git";
    var description = block.description() == null ? "" : block.description();
    var repository =
        new Repository("https://" + at, "ssh://git@" + at, description, null, null, false);
    return new Listing.Listed(name, repository, "print " + block.id());
  }

  private RecipeSync sync(CatalogueText.Block block) {
    var files = WrittenRecipe.files(block);
    var reading = parser.parse(block.id().name(), files);
    if (!(reading instanceof Reading.Parsed)) {
      throw new IllegalArgumentException(block.id() + " is no recipe: " + reading);
    }
    var documents = parser.head(files, LinkBase.NONE);
    var time = block.updated();
    // Another text is another commit.
    var tag = SampleRecipes.tag(WrittenRecipe.tag(block), block.toString(), time);
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
