package coop.potluck.compatibility;

import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeContent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** When versions of widely used software stop getting fixes from those who make it. */
public final class EndOfLife {

  private EndOfLife() {}

  /** The dates that come with the program. */
  public static EndOfLife standard() {
    throw new UnsupportedOperationException();
  }

  /** What came of reading a file of dates. */
  public sealed interface Read {
    record Dates(EndOfLife dates) implements Read {}

    record Rejected(List<Problem> problems) implements Read {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  /** The dates that a file's text names. */
  public static Read parse(String file, String text) {
    throw new UnsupportedOperationException();
  }

  /**
   * A release cycle of a product.
   *
   * @param product {@code PostgreSQL}
   * @param cycle {@code 9.6}
   * @param ends the last day with fixes
   */
  public record Cycle(String product, String cycle, LocalDate ends) {

    /** As a facet's value: {@code postgresql 9.6}. */
    public String text() {
      return product.toLowerCase(java.util.Locale.ROOT) + " " + cycle;
    }
  }

  /**
   * An image that runs what is past its end.
   *
   * @param image as abra writes it, with its tag
   */
  public record Past(String service, String where, String image, Cycle cycle) {}

  /** The cycle that an image's version belongs to, if it is known. */
  public Optional<Cycle> cycle(ImageReference image) {
    throw new UnsupportedOperationException();
  }

  /** What a recipe runs that ended before a day; overlays included, in order of services. */
  public List<Past> past(RecipeContent content, LocalDate today) {
    throw new UnsupportedOperationException();
  }

  /** The last end before a day: while it stays the same, so does what is past. */
  public LocalDate lastEnd(LocalDate today) {
    throw new UnsupportedOperationException();
  }

  /** Tells these dates from any others. */
  public String fingerprint() {
    throw new UnsupportedOperationException();
  }
}
