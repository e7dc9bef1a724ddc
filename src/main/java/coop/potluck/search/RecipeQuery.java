package coop.potluck.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which recipes are wanted.
 *
 * @param text what a person typed, in the query language; absent for every recipe
 * @param filters by facet, the values wanted: any of them where a recipe has one value, all of them
 *     where it can have several; folded before they are compared
 * @param features {@code backups}, {@code sso}, …: each claimed or found
 * @param minStatus 0 to 5, as claimed
 * @param minComputedStatus 0 to 5, as its files show
 * @param image that the latest version uses, with or without registry, {@code library/} and tag
 * @param facets those to count
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param cursor from the page before
 */
public record RecipeQuery(
    @Nullable String text,
    Map<Facet, List<String>> filters,
    List<String> features,
    @Nullable Integer minStatus,
    @Nullable Integer minComputedStatus,
    @Nullable String image,
    Sort sort,
    Set<Facet> facets,
    int limit,
    @Nullable String cursor) {

  public static final int MAX_LIMIT = 1000;

  /** Every recipe, by name. */
  public static final RecipeQuery ALL =
      new RecipeQuery(null, Map.of(), List.of(), null, null, null, Sort.NAME, Set.of(), 100, null);

  /** The order of the list; what is alike is in the order of names, then of precedence. */
  public enum Sort {
    /** Best match first; by name where no text is sought. */
    RELEVANCE,
    /** From a to z. */
    NAME,
    /** Newest first. */
    UPDATED,
    /** Best first, those without a status last. */
    STATUS,
    /** The same by what the files show. */
    COMPUTED_STATUS;

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
    var copies = new EnumMap<Facet, List<String>>(Facet.class);
    filters.forEach((facet, values) -> copies.put(facet, List.copyOf(values)));
    filters = Map.copyOf(copies);
    features = List.copyOf(features);
    facets = Set.copyOf(facets);
  }

  /** The same with another text. */
  public RecipeQuery text(@Nullable String other) {
    return new RecipeQuery(
        other, filters, features, minStatus, minComputedStatus, image, sort, facets, limit, cursor);
  }

  /** The same in another order. */
  public RecipeQuery sort(Sort other) {
    return new RecipeQuery(
        text, filters, features, minStatus, minComputedStatus, image, other, facets, limit, cursor);
  }

  /** The same with facets counted. */
  public RecipeQuery facets(Set<Facet> others) {
    return new RecipeQuery(
        text, filters, features, minStatus, minComputedStatus, image, sort, others, limit, cursor);
  }

  /** The same with these values of a facet wanted. */
  public RecipeQuery filter(Facet facet, String... values) {
    var more = new EnumMap<Facet, List<String>>(Facet.class);
    more.putAll(filters);
    more.put(facet, List.of(values));
    return new RecipeQuery(
        text, more, features, minStatus, minComputedStatus, image, sort, facets, limit, cursor);
  }

  /** The same, only what has these features. */
  public RecipeQuery features(String... others) {
    return new RecipeQuery(
        text,
        filters,
        List.of(others),
        minStatus,
        minComputedStatus,
        image,
        sort,
        facets,
        limit,
        cursor);
  }

  /** The same, only of this status or better, as claimed. */
  public RecipeQuery minStatus(@Nullable Integer other) {
    return new RecipeQuery(
        text, filters, features, other, minComputedStatus, image, sort, facets, limit, cursor);
  }

  /** The same, only of this status or better, as the files show. */
  public RecipeQuery minComputedStatus(@Nullable Integer other) {
    return new RecipeQuery(
        text, filters, features, minStatus, other, image, sort, facets, limit, cursor);
  }

  /** The same, only what uses this image. */
  public RecipeQuery image(@Nullable String other) {
    return new RecipeQuery(
        text, filters, features, minStatus, minComputedStatus, other, sort, facets, limit, cursor);
  }

  /** Another page of the same. */
  public RecipeQuery page(int size, @Nullable String from) {
    return new RecipeQuery(
        text, filters, features, minStatus, minComputedStatus, image, sort, facets, size, from);
  }
}
