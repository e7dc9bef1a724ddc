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
 * @param base {@code compose.yml} alone; absent where {@link #composition} is just that
 * @param labelVersion what {@code coop-cloud.${STACK_NAME}.version} says; absent without the label
 * @param maintainers as the README names them
 * @param designation {@code stable}, {@code testing} or {@code unstable}, if the README says so
 * @param architectures the processors that its Compose files name, as Docker does and in that
 *     order: {@code amd64}, {@code arm/v7}; empty where they name none
 * @param composeFiles all that were read, in order of paths
 * @param variables that the Compose files take from their surroundings, in order of names and paths
 * @param unusedKeys keys of {@code .env.sample} that no other file of the recipe names, in order;
 *     those that clients read themselves are not among them
 * @param landmarks what there is of {@code .env.sample}, {@code abra.sh}, the README, its feature
 *     block ({@code README.md#metadata}) and of files that test the recipe, by their paths in order
 * @param warnings what is odd but kept nobody from reading the rest
 */
public record RecipeContent(
    @Nullable String type,
    @Nullable String title,
    @Nullable String summary,
    Composition composition,
    @Nullable Composition base,
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
    @Nullable String designation,
    List<String> architectures,
    List<ComposeFile> composeFiles,
    List<Variable> variables,
    List<String> unusedKeys,
    List<String> landmarks,
    List<Problem> warnings) {

  /** An {@code export <CONFIG>_VERSION=…} of {@code abra.sh}. */
  public record ConfigVersion(String key, String value, String where) {}

  /**
   * A Compose file at the root or of an overlay.
   *
   * @param version what its {@code version:} says; absent where it has none
   * @param tagged whether it uses {@code !reset} or {@code !override}, so that what it declares is
   *     not all that it does
   */
  public record ComposeFile(String path, @Nullable String version, boolean tagged) {}

  /**
   * A variable of one Compose file.
   *
   * @param where its first use in that file, or the first that has nothing to fall back on
   * @param fallback what the file falls back on, as it is written; absent if any of its uses has
   *     nothing
   * @param required whether deploying fails without it, as {@code ${NAME:?}} asks for
   */
  public record Variable(String name, String where, @Nullable String fallback, boolean required) {}

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
    composeFiles = List.copyOf(composeFiles);
    variables = List.copyOf(variables);
    unusedKeys = List.copyOf(unusedKeys);
    landmarks = List.copyOf(landmarks);
    warnings = List.copyOf(warnings);
  }
}
