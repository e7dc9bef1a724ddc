package coop.potluck.search;

import java.util.Locale;

/** What people call the values of {@link Facet#END_OF_LIFE}, such as {@code postgresql 9.6}. */
final class Ended {

  private static final String ANY = "any";

  private Ended() {}

  /**
   * Whether a value is what somebody asks for: that very cycle, its product, or {@code any}.
   *
   * @param value a product and its cycle
   * @param wanted with other signs between the words as one likes: {@code postgresql-9.6}
   */
  static boolean isMeant(String value, String wanted) {
    var known = folded(value);
    var asked = folded(wanted);
    var cycle = known.lastIndexOf(' ');
    return asked.equals(ANY)
        || asked.equals(known)
        || (cycle > 0 && asked.equals(known.substring(0, cycle)));
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_:-]+", " ");
  }
}
