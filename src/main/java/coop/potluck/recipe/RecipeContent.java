package coop.potluck.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was understood of the files of one commit.
 *
 * @param type {@code TYPE} of {@code .env.sample} without a version; absent where it names none
 * @param title the README's first heading
 * @param summary the README's first paragraph, as plain text
 * @param composition {@code compose.yml} with the overlays that are on by default
 * @param labelVersion what {@code coop-cloud.${STACK_NAME}.version} says; absent without the label
 * @param maintainers as the README names them
 * @param architectures the processors that its Compose files name, as Docker does and in that
 *     order: {@code amd64}, {@code arm/v7}; empty where they name none
 * @param warnings what is odd but kept nobody from reading the rest
 */
public record RecipeContent(
    @Nullable String type,
    @Nullable String title,
    @Nullable String summary,
    Composition composition,
    List<Overlay> overlays,
    List<AbraImage> abraImages,
    List<EnvironmentKey> environment,
    List<ConfigVersion> configVersions,
    @Nullable String labelVersion,
    List<Need> needs,
    List<Privilege> privileges,
    Features claimed,
    List<ComputedFeature> computed,
    List<String> maintainers,
    List<String> architectures,
    List<Problem> warnings) {

  /** An {@code export <CONFIG>_VERSION=…} of {@code abra.sh}. */
  public record ConfigVersion(String key, String value, String where) {}

  public RecipeContent {
    overlays = List.copyOf(overlays);
    abraImages = List.copyOf(abraImages);
    environment = List.copyOf(environment);
    configVersions = List.copyOf(configVersions);
    needs = List.copyOf(needs);
    privileges = List.copyOf(privileges);
    computed = List.copyOf(computed);
    maintainers = List.copyOf(maintainers);
    architectures = List.copyOf(architectures);
    warnings = List.copyOf(warnings);
  }
}
