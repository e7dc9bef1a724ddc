package coop.potluck.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.RecipeContent;

/**
 * What was parsed, decoded. Those that were asked for last are kept, since one page of answers asks
 * for the same ones several times and to decode one takes longer than to read it.
 */
final class Contents {

  /** A decoded content, and how many bytes it was made of. */
  private record Decoded(RecipeContent content, int bytes) {}

  private final Cache<String, Decoded> kept;

  /**
   * No contents yet.
   *
   * @param maxBytes of those that are kept, as they are stored
   */
  Contents(long maxBytes) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String sha256, Decoded it) -> it.bytes())
            .executor(Runnable::run)
            .build();
  }

  RecipeContent get(ReleaseSql sql, ReleaseSql.ObjectRow object) {
    var known = kept.getIfPresent(object.sha256());
    if (known != null) {
      return known.content();
    }
    var bytes = sql.getBytes(object.id());
    var content =
        RecipeObject.decodeOwn(bytes)
            .orElseThrow(
                () -> new IllegalStateException("object " + object.sha256() + " is not sound"));
    kept.put(object.sha256(), new Decoded(content, bytes.length));
    return content;
  }
}
