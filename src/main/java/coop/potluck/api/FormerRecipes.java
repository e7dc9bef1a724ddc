package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.CoopEntry;
import coop.potluck.http.Elsewhere;
import coop.potluck.http.Handler;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.Map;
import java.util.Optional;

/** Sends those who ask for a recipe under a former name or place to what it goes on as. */
final class FormerRecipes {

  private final ApiContext context;
  private final CatalogueReader reader;

  FormerRecipes(ApiContext context) {
    this.context = context;
    this.reader = context.reader();
  }

  /** The same handler of a recipe's addresses for those that are no longer, too. */
  Handler followed(Handler handler) {
    return request -> {
      try {
        return handler.answer(request);
      } catch (Refusal refusal) {
        if (refusal.type().equals(ApiProblem.RECIPE_NOT_FOUND)) {
          reader
              .successor(Lookups.recipe(request))
              .ifPresent(
                  it -> {
                    throw to(request, it);
                  });
        }
        throw refusal;
      }
    };
  }

  private Elsewhere to(Request request, RecipeId successor) {
    var there = Map.of("coop", successor.coop().value(), "name", successor.name().value());
    return new Elsewhere(context.baseUrl().get(), request.addressAt(there));
  }

  /** What a bare name that no recipe has any more goes on as, by the order of precedence. */
  Optional<RecipeId> find(RecipeName name) {
    return reader.coops().stream()
        .map(CoopEntry::coop)
        .flatMap(coop -> reader.successor(new RecipeId(coop.id(), name)).stream())
        .findFirst();
  }

  /** The way there. */
  Optional<Elsewhere> named(RecipeName name) {
    return find(name)
        .map(it -> new Elsewhere(context.baseUrl().get(), new Addresses("").recipe(it)));
  }
}
