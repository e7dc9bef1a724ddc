package coop.potluck.search;

import java.util.Locale;
import java.util.Map;

/** What people call the values of {@link Facet#END_OF_LIFE}, such as {@code postgresql 9.6}. */
final class Ended {

  private static final String ANY = "any";

  /** What images are called otherwise than the product in them. */
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "postgres", "postgresql",
          "mongo", "mongodb",
          "node", "node.js",
          "nodejs", "node.js",
          "golang", "go",
          "apache", "apache http server",
          "httpd", "apache http server");

  private Ended() {}

  /**
   * Whether a value is what somebody asks for: that very cycle, its product, or {@code any}.
   *
   * @param value a product and its cycle
   * @param wanted with other signs between the words as one likes, and the product called as its
   *     image may be: {@code postgres-9.6}
   */
  static boolean isMeant(String value, String wanted) {
    var known = folded(value);
    var asked = folded(wanted);
    var cycle = known.lastIndexOf(' ');
    var product = known.substring(0, Math.max(0, cycle));
    return asked.equals(ANY)
        || asked.equals(known)
        || named(asked).equals(product)
        || calledAsImage(asked).equals(known);
  }

  private static String named(String product) {
    return PRODUCTS.getOrDefault(product, product);
  }

  private static String calledAsImage(String asked) {
    var cycle = asked.lastIndexOf(' ');
    return cycle < 0 ? asked : named(asked.substring(0, cycle)) + asked.substring(cycle);
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_:-]+", " ");
  }
}
