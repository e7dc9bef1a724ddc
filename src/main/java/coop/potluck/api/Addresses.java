package coop.potluck.api;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where things are, as absolute addresses for those who read them elsewhere. */
record Addresses(String baseUrl) {

  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git");

  /** The recipes of a co-op. */
  String recipes(CoopId coop) {
    return baseUrl + "/api/v1/recipes?coop=" + encode(coop.value());
  }

  /** What a co-op could mend. */
  String problems(CoopId coop) {
    return baseUrl + "/api/v1/coops/" + encode(coop.value()) + "/problems";
  }

  String recipe(RecipeId recipe) {
    return baseUrl
        + "/api/v1/recipes/"
        + encode(recipe.coop().value())
        + "/"
        + encode(recipe.name().value());
  }

  String version(RecipeId recipe, String tag) {
    return recipe(recipe) + "/versions/" + encode(tag);
  }

  String comparison(RecipeId recipe, String from, String to) {
    return recipe(recipe) + "/compare?from=" + encode(from) + "&to=" + encode(to);
  }

  /** Where a recipe is cloned from: this node's mirror where its own address is none. */
  String repository(RecipeId recipe, @Nullable String publicUrl) {
    return publicUrl != null && isAddress(publicUrl)
        ? publicUrl
        : RepositoryAddress.mirror(recipe, baseUrl);
  }

  private static boolean isAddress(String text) {
    try {
      var uri = new URI(text);
      return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
