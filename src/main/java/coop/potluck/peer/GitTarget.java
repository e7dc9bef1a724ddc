package coop.potluck.peer;

import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;

/**
 * A recipe whose repository is mirrored, since a followed log speaks for it.
 *
 * @param coop its DNS name
 * @param log the number of that log
 * @param position of its newest statement of the recipe
 */
record GitTarget(PeerSettings peer, long log, String coop, RecipeId id, long position) {

  RecipeName name() {
    return id.name();
  }

  String origin() {
    return peer.origin();
  }
}
