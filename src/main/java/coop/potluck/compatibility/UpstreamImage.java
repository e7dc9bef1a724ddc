package coop.potluck.compatibility;

import coop.potluck.compatibility.ComputedStatus.Evidence;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Service;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether those who make an app make the image that a recipe runs it from. */
final class UpstreamImage {

  private static final String NAME = "upstream_image";
  private static final String OFFICIAL = "4";

  private UpstreamImage() {}

  static Evidence of(RecipeName recipe, RecipeContent content, Features.@Nullable Image claimed) {
    var image = main(content).map(Service::image);
    if (image.isEmpty()) {
      return new Evidence(NAME, false, "no service app with an image that can be read");
    }
    var name = image.get().shortName();
    if (image.get().registry().equals(ImageReference.DEFAULT_REGISTRY)
        && image.get().path().startsWith("library/")) {
      return new Evidence(NAME, true, name + " is one of Docker's official images");
    }
    var owner = image.get().path().split("/", -1)[0];
    var last = image.get().path().substring(image.get().path().lastIndexOf('/') + 1);
    var names =
        Stream.of(recipe.value(), Optional.ofNullable(content.type()).orElse(""), last)
            .map(UpstreamImage::folded);
    if (names.anyMatch(folded(owner)::equals)) {
      return new Evidence(NAME, true, name + " is published under the app's own name");
    }
    if (claimed != null
        && OFFICIAL.equals(claimed.rating())
        && isSame(image.get(), claimed.image())) {
      return new Evidence(NAME, true, "the README says that " + name + " is upstream's");
    }
    return new Evidence(NAME, false, name + " is published by " + owner);
  }

  /** The service {@code app}, or the only one. */
  private static Optional<Service> main(RecipeContent content) {
    var services = content.composition().services();
    return services.stream()
        .filter(it -> it.name().equals(LintFacts.APP) || services.size() == 1)
        .filter(it -> it.image() != null)
        .findFirst();
  }

  private static boolean isSame(ImageReference image, @Nullable String claimed) {
    return claimed != null
        && ImageReference.parse(claimed.strip())
            .filter(
                it ->
                    it.path().equals(image.path())
                        && (it.registry().equals(image.registry())
                            || it.registry().equals(ImageReference.DEFAULT_REGISTRY)))
            .isPresent();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
