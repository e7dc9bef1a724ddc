package coop.potluck.search;

import java.util.Locale;
import java.util.Optional;

/** A part of a recipe that words are sought in, the weightiest first. */
enum Field {
  NAME,
  /** The README's heading. */
  TITLE,
  /** The names of images, and their tags. */
  IMAGE,
  CATEGORY,
  DESCRIPTION,
  SERVICE,
  OVERLAY,
  COOP,
  /** The keys of {@code .env.sample}. */
  ENV,
  README;

  /** A set of none of them. */
  static final int NONE = 0;

  /** A set of all of them. */
  static final int ALL = (1 << values().length) - 1;

  /** The set of this one: sets of fields are bits of a number. */
  @SuppressWarnings("EnumOrdinal")
  int bit() {
    return 1 << ordinal();
  }

  /** The name in JSON and queries: {@code readme}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field that {@code text} names. */
  static Optional<Field> parse(String text) {
    for (var field : values()) {
      if (field.text().equals(text)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
