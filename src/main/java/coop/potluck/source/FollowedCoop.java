package coop.potluck.source;

import coop.potluck.recipe.Coop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A co-op with the places where its recipes are found.
 *
 * @param hookSecret what its forge signs webhooks with; absent where none are taken
 */
public record FollowedCoop(Coop coop, List<Source> sources, @Nullable Secret hookSecret) {

  public FollowedCoop {
    sources = List.copyOf(sources);
  }

  public FollowedCoop(Coop coop, List<Source> sources) {
    this(coop, sources, null);
  }
}
