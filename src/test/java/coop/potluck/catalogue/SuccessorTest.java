package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recipe goes on as once it is gone or put to rest. */
class SuccessorTest {

  private static final RecipeId BOOK = RecipeId.of("harvest", "book");
  private static final RecipeId TIDAL_WIKI = RecipeId.of("tidal", "wiki");

  private CatalogueFixture it;

  @BeforeEach
  void open(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.catalogue.follow(List.of(SampleRecipes.coop("harvest"), SampleRecipes.coop("tidal")));
    list("harvest", "wiki", "book", "chat");
    it.store(WIKI, "1.0.0+1.2.0", "1.1.0+1.3.0", "2.0.0+1.3.0");
  }

  @AfterEach
  void close() {
    it.close();
  }

  private void list(String coop, String... names) {
    it.catalogue.recordListing(coop + "-source", SampleRecipes.listing(names));
  }

  private void withdraw(String... left) {
    list("harvest", left);
    it.pass(Duration.ofDays(2));
    list("harvest", left);
  }

  @Test
  void a_recipe_that_is_gone_goes_on_as_the_one_that_has_most_of_its_tags() {
    it.store(BOOK, "1.1.0+1.3.0", "2.0.0+1.3.0", "3.0.0+1.4.0");
    it.store(CHAT, "2.0.0+1.3.0");
    assertThat(it.reader.successor(WIKI)).as("while it is there").isEmpty();

    list("harvest", "book", "chat");
    assertThat(it.reader.successor(WIKI)).as("while it is missing").contains(BOOK);
    withdraw("book", "chat");

    assertThat(it.reader.recipe(WIKI).found()).isEmpty();
    assertThat(it.reader.successor(WIKI)).contains(BOOK);
    assertThat(it.reader.successor(BOOK)).isEmpty();
    assertThat(it.reader.successor(RecipeId.of("harvest", "never"))).isEmpty();
  }

  @Test
  void half_of_the_tags_are_not_enough_nor_are_tags_at_other_objects() {
    var others =
        List.of(
            SampleRecipes.tag("1.0.0+1.2.0"),
            SampleRecipes.tag("1.1.0+1.3.0", "rewritten", SampleRecipes.DAY),
            SampleRecipes.tag("2.0.0+1.3.0", "rewritten", SampleRecipes.DAY));
    it.catalogue.store(CatalogueFixture.sync(BOOK, others));
    withdraw("book", "chat");

    assertThat(it.reader.successor(WIKI)).isEmpty();
  }

  @Test
  void tags_of_an_older_scheme_alone_are_no_sign() {
    it.store(CHAT, "1.0", "1.1");
    it.store(BOOK, "1.0", "1.1");
    withdraw("wiki", "book");

    assertThat(it.reader.successor(CHAT)).isEmpty();
  }

  @Test
  void what_is_blocked_neither_has_a_successor_nor_is_one() {
    it.store(BOOK, "1.0.0+1.2.0", "1.1.0+1.3.0", "2.0.0+1.3.0");
    withdraw("book", "chat");
    it.catalogue.block(BOOK, null, "spam");
    assertThat(it.reader.successor(WIKI)).isEmpty();

    it.catalogue.unblock(BOOK, null);
    it.catalogue.block(WIKI, null, "spam");
    assertThat(it.reader.successor(WIKI)).isEmpty();
  }

  @Test
  void another_co_op_with_the_same_tags_is_no_successor_unless_it_is_named() {
    list("tidal", "wiki");
    it.store(TIDAL_WIKI, "1.0.0+1.2.0", "1.1.0+1.3.0", "2.0.0+1.3.0");
    withdraw("book", "chat");
    assertThat(it.reader.successor(WIKI)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>This recipe moved to <a href=\"https://git.harvest.example/recipes/book\">a home</a>.</p>",
        "<p>Old.</p><ul><li>Renamed: https://GIT.harvest.example/recipes/book.git.</li></ul>",
        "<h1>Deprecated in favour of https://git.harvest.example/recipes/book/</h1>",
      })
  void an_archived_recipe_goes_on_as_the_one_that_its_readme_names(String readme) {
    it.store(BOOK, "5.0.0+1.2.0");
    archive("The app wiki", readme);

    assertThat(it.reader.successor(WIKI)).contains(BOOK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Deploy <a href=\"https://git.harvest.example/recipes/book\">book</a> first.</p>",
        "<p>This recipe moved.</p><p>See https://git.harvest.example/recipes/book for another.</p>",
        "<p>Moved to https://git.harvest.example/recipes/books</p>",
        "<p>Moved to https://git.harvest.example/recipes/wiki</p>",
      })
  void a_link_that_is_no_word_of_moving_is_no_sign(String readme) {
    it.store(BOOK, "5.0.0+1.2.0");
    archive("The app wiki", readme);

    assertThat(it.reader.successor(WIKI)).isEmpty();
  }

  @Test
  void an_archived_recipe_goes_on_as_the_one_that_its_description_names() {
    it.store(BOOK, "5.0.0+1.2.0");
    archive("see https://git.harvest.example/recipes/book.git", "<p>Nothing.</p>");

    assertThat(it.reader.successor(WIKI)).contains(BOOK);
  }

  private void archive(String description, String readme) {
    var listed = new ArrayList<Listing.Listed>();
    for (var name : List.of("wiki", "book", "chat")) {
      var repository = SampleRecipes.repository(name, description);
      var url = repository.publicUrl();
      listed.add(
          new Listing.Listed(
              new RecipeName(name),
              new Repository(url, null, description, null, null, name.equals("wiki")),
              "print " + name));
    }
    it.catalogue.recordListing("harvest-source", new Listing(listed, List.of()));
    var head = SampleRecipes.head("wiki", "moved");
    it.catalogue.store(
        new RecipeSync(
            WIKI,
            new RecipeSync.HeadSync(
                head.head(), head.reading(), readme, "", List.of(), null, head.files()),
            List.of(SampleRecipes.tag("1.0.0+1.2.0")),
            Map.of(),
            List.of(),
            1));
  }
}
