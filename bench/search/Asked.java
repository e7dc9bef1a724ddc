import coop.potluck.search.Facet;
import coop.potluck.search.RecipeQuery;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query of the mix.
 *
 * @param kind {@code rare}, {@code common}, …
 * @param text the parameter {@code q}
 * @param filters further parameters
 */
record Asked(String kind, String text, Map<String, String> filters) {

  /** How many recipes a page has where nobody says: the interface's own number. */
  static final int PAGE = 50;

  private static final List<Facet> FILTERS =
      List.of(Facet.COOP, Facet.CATEGORY, Facet.NEEDS, Facet.PRIVILEGE);

  static void write(Path file, List<Asked> queries) throws IOException {
    Files.write(file, queries.stream().map(Asked::line).toList());
  }

  static List<Asked> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Asked::parse).toList();
  }

  private String line() {
    var line = new StringBuilder(kind + "\t" + text);
    filters.forEach((key, value) -> line.append('\t').append(key).append('=').append(value));
    return line.toString();
  }

  private static Asked parse(String line) {
    String[] parts = line.split("\t");
    Map<String, String> filters = new LinkedHashMap<>();
    for (int i = 2; i < parts.length; i++) {
      filters.put(parts[i].substring(0, parts[i].indexOf('=')), parts[i].substring(parts[i].indexOf('=') + 1));
    }
    return new Asked(kind(parts[0]), parts[1], filters);
  }

  private static String kind(String text) {
    return text.intern();
  }

  /** The query that nobody asked before: what it leaves out as well is in no recipe. */
  Asked leavingOut(long number) {
    return new Asked(kind, "-zzz" + number + " " + text, filters);
  }

  /** The target of its request. */
  String target() {
    var target = new StringBuilder("/api/v1/recipes?q=" + encoded(text));
    filters.forEach((key, value) -> target.append('&').append(key).append('=').append(encoded(value)));
    return target.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The same as the node's interface would ask the engine, all facets counted. */
  RecipeQuery query() {
    var values = new EnumMap<Facet, List<String>>(Facet.class);
    for (Facet facet : FILTERS) {
      if (filters.containsKey(facet.text())) {
        values.put(facet, List.of(filters.get(facet.text())));
      }
    }
    return new RecipeQuery(
        text,
        values,
        filters.containsKey("feature") ? List.of(filters.get("feature")) : List.of(),
        filters.containsKey("min_status") ? Integer.valueOf(filters.get("min_status")) : null,
        null,
        null,
        RecipeQuery.Sort.RELEVANCE,
        EnumSet.allOf(Facet.class),
        PAGE,
        null);
  }
}
