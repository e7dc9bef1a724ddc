package coop.potluck.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a query asks of a recipe. */
sealed interface Clause {

  /** Whether recipes for which it holds are unwanted. */
  boolean excluded();

  /** The part of the text that asks for it, as it was typed. */
  String typed();

  /**
   * A word, or several that were typed without a blank between.
   *
   * @param parts folded, in order, at least one: {@code uptime-kuma} is {@code [uptime, kuma]}
   * @param prefix whether the last part may be the beginning of a longer word
   * @param optional whether a recipe need not have it, since it says little
   * @param field where it is sought; null for everywhere
   */
  record Word(
      List<String> parts,
      boolean prefix,
      boolean optional,
      @Nullable Field field,
      boolean excluded,
      String typed)
      implements Clause {
    public Word {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Words that stand one after the other, as they are.
   *
   * @param words folded, at least one
   * @param field where they are sought; null for everywhere
   */
  record Phrase(List<String> words, @Nullable Field field, boolean excluded, String typed)
      implements Clause {
    public Phrase {
      words = List.copyOf(words);
    }
  }

  /**
   * A value of a facet.
   *
   * @param value folded
   */
  record HasValue(Facet facet, String value, boolean excluded, String typed) implements Clause {}

  /**
   * A feature, claimed or found.
   *
   * @param feature folded
   */
  record HasFeature(String feature, boolean excluded, String typed) implements Clause {}

  /**
   * A status; what has none matches no comparison.
   *
   * @param scale whose: {@link Facet#STATUS} or {@link Facet#COMPUTED_STATUS}
   * @param status 0 to 5
   */
  record StatusIs(Facet scale, Comparison comparison, int status, boolean excluded, String typed)
      implements Clause {

    /** Whether a recipe with this status, -1 for none, is meant. */
    boolean holds(int value) {
      return value >= 0 && comparison.holds(value, status);
    }
  }

  /**
   * When it was updated, in days of UTC.
   *
   * @param day to compare with; for {@link Comparison#EQUAL} the first of the days that are meant
   * @param last the last of them: of {@code updated:2026}, New Year's Eve; else the same as {@code
   *     day}
   */
  record Updated(
      Comparison comparison, LocalDate day, LocalDate last, boolean excluded, String typed)
      implements Clause {

    Updated(Comparison comparison, LocalDate day, boolean excluded, String typed) {
      this(comparison, day, day, excluded, typed);
    }

    /** Whether a recipe that was updated then is meant. */
    boolean holds(Instant updated) {
      var then = updated.atOffset(ZoneOffset.UTC).toLocalDate();
      return comparison == Comparison.EQUAL
          ? !then.isBefore(day) && !then.isAfter(last)
          : comparison.holds(then.toEpochDay(), day.toEpochDay());
    }
  }
}
