package coop.potluck.mirror;

import coop.potluck.recipe.RecipeId;

/** Is told how far a fetch has come; called often, from the thread that fetches. */
@FunctionalInterface
public interface Progress {

  /** Ignores it all. */
  Progress NONE = (id, bytes, objects) -> {};

  /**
   * What was received so far.
   *
   * @param bytes of the pack
   * @param objects read out of it
   */
  void received(RecipeId id, long bytes, int objects);
}
