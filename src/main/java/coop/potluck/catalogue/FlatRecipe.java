package coop.potluck.catalogue;

import coop.potluck.recipe.AbraImage;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Repository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as clients that know names only want it.
 *
 * @param summary the README's first paragraph
 * @param versions the parsed ones, oldest first
 */
public record FlatRecipe(
    RecipeId id,
    Repository repository,
    @Nullable String defaultBranch,
    @Nullable String summary,
    Features claimed,
    List<FlatVersion> versions) {

  /** A tag with its images in order of services. */
  public record FlatVersion(String tag, List<AbraImage> images) {
    public FlatVersion {
      images = List.copyOf(images);
    }
  }

  public FlatRecipe {
    versions = List.copyOf(versions);
  }
}
