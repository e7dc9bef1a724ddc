package coop.potluck.api;

import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Repository;

/** Where a recipe can be cloned: at its co-op's own address, or else from this node's mirror. */
final class RepositoryAddress {

  private RepositoryAddress() {}

  static String of(RecipeId id, Repository repository, String baseUrl) {
    return repository.publicUrl() != null ? repository.publicUrl() : mirror(id, baseUrl);
  }

  static String mirror(RecipeId id, String baseUrl) {
    return baseUrl + "/git/" + id + ".git";
  }
}
