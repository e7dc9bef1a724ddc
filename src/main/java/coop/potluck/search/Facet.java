package coop.potluck.search;

import java.util.Locale;
import java.util.Optional;

/** A property that recipes are counted and filtered by. */
public enum Facet {
  /** The alias of its co-op. */
  COOP(false),
  /** As claimed, whatever its case. */
  CATEGORY(false),
  /** 0 to 5, as claimed. */
  STATUS(false),
  /** 0 to 5, as its files show. */
  COMPUTED_STATUS(false),
  /** A feature that its README claims. */
  CLAIMED(true),
  /** A feature that was found in its files. */
  COMPUTED(true),
  /** Another recipe that it needs. */
  NEEDS(true),
  /** A power over the host that it asks for. */
  PRIVILEGE(true),
  /** A processor that its files name. */
  ARCHITECTURE(true),
  /** A release cycle that its images run past the end of, after its product. */
  END_OF_LIFE(true),
  /** What its README says of it: {@code stable}, {@code testing} or {@code unstable}. */
  DESIGNATION(false);

  private final boolean several;

  Facet(boolean several) {
    this.several = several;
  }

  /** The name in JSON and queries: {@code claimed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The set of this one: sets of facets are bits of a number. */
  @SuppressWarnings("EnumOrdinal")
  int bit() {
    return 1 << ordinal();
  }

  /** Whether a recipe can have several values, so that a filter for two of them wants both. */
  public boolean several() {
    return several;
  }

  /** The facet that {@code text} names. */
  public static Optional<Facet> parse(String text) {
    for (var facet : values()) {
      if (facet.text().equals(text)) {
        return Optional.of(facet);
      }
    }
    return Optional.empty();
  }
}
