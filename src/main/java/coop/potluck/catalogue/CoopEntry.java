package coop.potluck.catalogue;

import coop.potluck.recipe.Coop;
import java.util.List;

/**
 * A co-op that this node follows.
 *
 * @param rank its place in the order of precedence, from 1
 * @param recipes how many are served
 */
public record CoopEntry(Coop coop, int rank, int recipes, List<SourceEntry> sources) {
  public CoopEntry {
    sources = List.copyOf(sources);
  }
}
