package coop.potluck.mirror;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of the two that git's smart protocol needs; any other does not exist.
 *
 * @param recipe absent for the catalogue's own repository
 * @param isPack whether a pack is asked for, not the list of refs
 */
record GitPath(@Nullable RecipeId recipe, boolean isPack) {

  private static final Pattern SHAPE =
      Pattern.compile("/(?:catalogue|([^/]+)/([^/]+))\\.git/(info/refs|git-upload-pack)");

  /**
   * Reads a path.
   *
   * @param aliases of co-ops by their DNS names, which do for them as well
   */
  static Optional<GitPath> parse(
      @Nullable String path, Function<String, Optional<CoopId>> aliases) {
    var matcher = SHAPE.matcher(path == null ? "" : path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var isPack = matcher.group(3).equals("git-upload-pack");
    if (matcher.group(1) == null) {
      return Optional.of(new GitPath(null, isPack));
    }
    var coop = matcher.group(1);
    return CoopId.parse(coop)
        .or(() -> aliases.apply(coop))
        .flatMap(id -> RecipeName.parse(matcher.group(2)).map(name -> new RecipeId(id, name)))
        .map(id -> new GitPath(id, isPack));
  }
}
