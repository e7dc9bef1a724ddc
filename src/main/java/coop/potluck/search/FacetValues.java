package coop.potluck.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A number for each value of a facet that was ever met, from 0 without a gap. Values that differ in
 * case alone are one, which is shown as it was met first. Many may ask it.
 */
final class FacetValues {

  private record FacetValue(Facet facet, String value) {
    FacetValue folded() {
      return new FacetValue(facet, value.toLowerCase(Locale.ROOT));
    }
  }

  private final ConcurrentHashMap<FacetValue, Integer> ordinals = new ConcurrentHashMap<>();

  /** Written before the number is given out, so that who knows the number sees its value. */
  private volatile FacetValue[] values = new FacetValue[0];

  private volatile int size;

  /** The number of a value, which it gets now if it has none. */
  int ordinal(Facet facet, String value) {
    var sought = new FacetValue(facet, value);
    var known = ordinals.get(sought.folded());
    return known == null ? add(sought) : known;
  }

  private synchronized int add(FacetValue added) {
    var known = ordinals.get(added.folded());
    if (known != null) {
      return known;
    }
    var ordinal = size;
    var grown = ordinal < values.length ? values : Arrays.copyOf(values, Math.max(16, 2 * ordinal));
    grown[ordinal] = added;
    values = grown;
    size = ordinal + 1;
    ordinals.put(added.folded(), ordinal);
    return ordinal;
  }

  /** The facet of a number that was given out. */
  Facet facet(int ordinal) {
    return values[ordinal].facet();
  }

  /** The value of a number that was given out. */
  String value(int ordinal) {
    return values[ordinal].value();
  }

  /** The number of a value, if it was ever met. */
  OptionalInt find(Facet facet, String value) {
    var ordinal = ordinals.get(new FacetValue(facet, value).folded());
    return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  /** The numbers of a facet's values that fit, in order. */
  int[] list(Facet facet, Predicate<String> fits) {
    return IntStream.range(0, size)
        .filter(it -> facet(it) == facet && fits.test(value(it)))
        .toArray();
  }

  /** How many numbers were given out. */
  int size() {
    return size;
  }
}
