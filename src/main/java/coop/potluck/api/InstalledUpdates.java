package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.Updates;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is newer, for one thing after the other that is installed. What was read of a recipe for one
 * of them is remembered for the next.
 */
final class InstalledUpdates {

  private static final String EXPECTED = "coop/name@version or name@version is expected";

  private final CatalogueReader reader;
  private final FormerRecipes former;
  private final Map<RecipeName, RecipeId> named = new HashMap<>();
  private final Map<RecipeId, Releases> recipes = new HashMap<>();
  private final Map<Installed, Updates> known = new HashMap<>();

  private record Installed(RecipeId recipe, Release release) {}

  InstalledUpdates(CatalogueReader reader, FormerRecipes former) {
    this.reader = reader;
    this.former = former;
  }

  /** Of {@code coop/name@version}, or {@code name@version} for whoever has the bare name. */
  UpdateView of(String asked) {
    RecipeId recipe = null;
    try {
      var at = asked.indexOf('@');
      if (at < 0) {
        throw malformed();
      }
      recipe = recipe(asked.substring(0, at).strip());
      var releases = releases(recipe);
      recipe = releases.recipe();
      var release = releases.get(asked.substring(at + 1).strip().replace(' ', '+'));
      var updates =
          known.computeIfAbsent(
              new Installed(recipe, release), missing -> releases.upgrades().updates(release));
      return UpdateView.of(asked, recipe, release, updates);
    } catch (Refusal e) {
      return UpdateView.of(asked, recipe, e);
    }
  }

  private Releases releases(RecipeId recipe) {
    var seen = recipes.get(recipe);
    if (seen == null) {
      seen = found(recipe);
      recipes.put(recipe, seen);
    }
    return seen;
  }

  /** Of the recipe, or of what it goes on as. */
  private Releases found(RecipeId recipe) {
    try {
      return Releases.of(reader, recipe);
    } catch (Refusal refusal) {
      if (!refusal.type().equals(ApiProblem.RECIPE_NOT_FOUND)) {
        throw refusal;
      }
      return Releases.of(reader, reader.successor(recipe).orElseThrow(() -> refusal));
    }
  }

  private RecipeId recipe(String text) {
    var slash = text.indexOf('/');
    var name = RecipeName.parse(text.substring(slash + 1)).orElseThrow(InstalledUpdates::malformed);
    if (slash < 0) {
      return winner(name);
    }
    var coop = CoopId.parse(text.substring(0, slash)).orElseThrow(InstalledUpdates::malformed);
    return new RecipeId(coop, name);
  }

  private RecipeId winner(RecipeName name) {
    @Nullable RecipeId seen = named.get(name);
    if (seen == null) {
      seen =
          reader.named(name).stream()
              .findFirst()
              .or(() -> former.find(name))
              .orElseThrow(
                  () -> new Refusal(ApiProblem.RECIPE_NOT_FOUND, "No recipe is called " + name));
      named.put(name, seen);
    }
    return seen;
  }

  private static Refusal malformed() {
    return new Refusal(ProblemType.MALFORMED_PARAMETER, EXPECTED);
  }
}
