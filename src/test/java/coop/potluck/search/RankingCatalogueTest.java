package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.ComputedFeature;
import coop.potluck.recipe.Need;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is written of a recipe is what the parser reads of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankingCatalogueTest {

  private final List<CatalogueText.Block> blocks = CatalogueText.read(RankingCatalogue.TEXT);
  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);
  private final Map<RecipeId, RecipeContent> contents = new HashMap<>();

  @Test
  void there_are_many_recipes_of_each_co_op_and_no_two_of_one_id() {
    assertThat(blocks).extracting(CatalogueText.Block::id).doesNotHaveDuplicates();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(170);
    for (var coop : RankingCatalogue.COOPS) {
      assertThat(blocks)
          .filteredOn(it -> it.id().coop().value().equals(coop))
          .hasSizeGreaterThan(40);
    }
  }

  @Test
  void the_words_of_a_block_are_those_of_the_recipe() {
    for (var block : blocks) {
      var content = content(block);
      var said = block.description() == null ? block.summary() : block.description();
      assertThat(content.title()).isEqualTo(block.title());
      if (said != null) {
        assertThat(content.summary()).isEqualTo(said);
      }
      assertThat(content.claimed().category()).isEqualTo(block.category());
      assertThat(content.claimed().status())
          .isEqualTo(block.status() == null ? null : Integer.valueOf(block.status()));
      assertThat(content.environment().stream().map(it -> it.key()))
          .containsAll(block.environment());
    }
  }

  @Test
  void the_services_and_overlays_of_a_block_are_those_of_the_recipe() {
    for (var block : blocks) {
      var content = content(block);
      assertThat(content.composition().services().stream().map(Service::name))
          .containsExactlyInAnyOrderElementsOf(block.images().keySet());
      assertThat(images(content.composition().services()))
          .containsExactlyInAnyOrderElementsOf(block.images().values());
      assertThat(content.overlays().stream().map(Overlay::name))
          .containsExactlyInAnyOrderElementsOf(block.overlays().keySet());
      assertThat(content.overlays().stream().flatMap(it -> images(it.additions().services())))
          .containsAll(block.overlays().values().stream().filter(it -> !it.isEmpty()).toList());
      assertThat(content.composition().services()).noneMatch(service -> service.image() == null);
      assertThat(Version.parse(WrittenRecipe.tag(block))).isPresent();
    }
  }

  @Test
  void the_powers_and_needs_of_a_block_are_those_of_the_recipe() {
    for (var block : blocks) {
      var content = content(block);
      assertThat(content.privileges().stream().map(it -> it.kind().text()).distinct())
          .as(block.id().toString())
          .containsExactlyInAnyOrderElementsOf(block.privileges());
      assertThat(content.needs().stream().map(Need::name).anyMatch("traefik"::equals))
          .isEqualTo(block.environment().contains("DOMAIN"));
      assertThat(
              content.computed().stream()
                  .filter(ComputedFeature::present)
                  .map(ComputedFeature::name))
          .containsAll(
              block.features().stream().filter(it -> !it.matches("tests|sso|email")).toList());
    }
  }

  private RecipeContent content(CatalogueText.Block block) {
    return contents.computeIfAbsent(
        block.id(),
        id -> ((Reading.Parsed) parser.parse(id.name(), WrittenRecipe.files(block))).content());
  }

  private static Stream<String> images(List<Service> services) {
    return services.stream().map(Service::imageText);
  }
}
