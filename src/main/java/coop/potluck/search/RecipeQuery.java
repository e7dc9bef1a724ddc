package coop.potluck.search;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Privilege.Kind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which recipes are wanted; null stands for any.
 *
 * @param text contained in the name, title, description, summary or category, whatever its case or
 *     accents; each word by itself
 * @param category whatever its case
 * @param feature {@code backups}, {@code healthcheck}, {@code email}, {@code sso} or {@code tests},
 *     claimed or found
 * @param minStatus 0 to 5
 * @param image that the latest version uses, with or without registry and {@code library/}
 * @param needs {@code traefik}, {@code backup-bot}, …
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param cursor from the page before
 */
public record RecipeQuery(
    @Nullable String text,
    @Nullable CoopId coop,
    @Nullable String category,
    @Nullable String feature,
    @Nullable Integer minStatus,
    @Nullable String image,
    @Nullable String needs,
    @Nullable Kind privilege,
    Sort sort,
    int limit,
    @Nullable String cursor) {

  public static final int MAX_LIMIT = 1000;

  /** Every recipe, by name. */
  public static final RecipeQuery ALL =
      new RecipeQuery(null, null, null, null, null, null, null, null, Sort.NAME, 100, null);

  /** The order of the list; what is alike is in the order of names, then of precedence. */
  public enum Sort {
    /** From a to z. */
    NAME,
    /** Newest first. */
    UPDATED,
    /** Best first, those without a status last. */
    STATUS;

    /** The name in queries. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The order that {@code text} names. */
    public static Optional<Sort> parse(String text) {
      for (var sort : values()) {
        if (sort.text().equals(text)) {
          return Optional.of(sort);
        }
      }
      return Optional.empty();
    }
  }

  public RecipeQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT);
    }
  }
}
