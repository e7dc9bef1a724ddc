package coop.potluck.api;

import coop.potluck.catalogue.Block;
import coop.potluck.catalogue.Lookup;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;

/** From what an address says to the value that is meant, or the problem that there is none. */
final class Lookups {

  private Lookups() {}

  /** The co-op of a path; a malformed alias cannot exist, so it too is not found. */
  static CoopId coop(Request request) {
    var text = request.path("coop");
    return CoopId.parse(text)
        .orElseThrow(() -> new Refusal(ApiProblem.COOP_NOT_FOUND, "No co-op is called " + text));
  }

  static RecipeName name(Request request) {
    var text = request.path("name");
    return RecipeName.parse(text)
        .orElseThrow(() -> new Refusal(ApiProblem.RECIPE_NOT_FOUND, "No recipe is called " + text));
  }

  static RecipeId recipe(Request request) {
    return new RecipeId(coop(request), name(request));
  }

  static <T> T found(Lookup<T> lookup, ProblemType absent, String what) {
    if (lookup instanceof Lookup.Blocked<T> blocked) {
      throw blocked(blocked.block());
    }
    return lookup
        .found()
        .orElseThrow(() -> new Refusal(absent, what + " is not in this node's catalogue"));
  }

  static Refusal blocked(Block block) {
    return new Refusal(ApiProblem.BLOCKED, block.reason()).with("since", Json.time(block.since()));
  }

  /** What a version is called: its tag, or the commit or tag object that it is. */
  static String version(Request request) {
    return request.path("version").replace(' ', '+');
  }
}
