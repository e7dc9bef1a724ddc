import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query as FTS5 and SQL understand it.
 *
 * @param match the expression of FTS5; empty where no text is sought
 * @param facts kind and value of each that must hold
 * @param leastStatus 0 for any
 * @param since the first day, as {@link InventedRecipe#days} counts; 0 for any
 * @param byParameter kinds whose facts came as parameters, and so are counted without those
 * @param words that may be mistyped
 */
record FullTextQuery(
    String match, List<String[]> facts, int leastStatus, int since, List<String> byParameter, List<String> words) {

  private static final Pattern UNIT = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Map<String, String> COLUMNS =
      Map.of("image", "images", "service", "services", "env", "env", "name", "name");

  static FullTextQuery of(Asked asked) {
    return of(asked.text(), asked.filters());
  }

  static FullTextQuery of(String text, Map<String, String> filters) {
    List<String> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    List<String[]> facts = new ArrayList<>();
    List<String> byParameter = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int status = Integer.parseInt(filters.getOrDefault("min_status", "0"));
    int since = 0;
    Matcher units = UNIT.matcher(text);
    while (units.find()) {
      String phrase = units.group(1);
      String unit = phrase == null ? units.group(2) : "";
      int colon = unit.indexOf(':');
      String key = colon < 0 ? "" : unit.substring(0, colon);
      String rest = unit.substring(colon + 1);
      if (phrase != null) {
        wanted.add(quoted(phrase));
      } else if (unit.startsWith("-")) {
        unwanted.add(quoted(unit));
      } else if (key.equals("status")) {
        status = Integer.parseInt(rest.replace(">=", ""));
      } else if (key.equals("updated")) {
        since = 3 * 365; // from 2024 on
      } else if (key.equals("feature")) {
        facts.add(new String[] {"computed", rest});
      } else if (COLUMNS.containsKey(key)) {
        wanted.add("{" + COLUMNS.get(key) + "} : " + quoted(rest));
      } else if (!key.isEmpty()) {
        facts.add(new String[] {key, rest.toLowerCase(Locale.ROOT)});
      } else {
        wanted.add(quoted(unit) + (units.hitEnd() || units.end() == text.length() ? "*" : ""));
        words.add(unit.toLowerCase(Locale.ROOT));
      }
    }
    filters.forEach((name, value) -> {
      if (!name.equals("min_status")) {
        facts.add(new String[] {name.equals("feature") ? "computed" : name, value.toLowerCase(Locale.ROOT)});
        byParameter.add(name);
      }
    });
    String match = String.join(" AND ", wanted);
    if (!match.isEmpty() && !unwanted.isEmpty()) {
      match = "(" + match + ") NOT (" + String.join(" OR ", unwanted) + ")";
    }
    return new FullTextQuery(match, facts, status, since, byParameter, words);
  }

  /** The same for the words alone, of which one at least is to be in the name. */
  String nameMatch() {
    return words.stream().map(FullTextQuery::quoted).collect(Collectors.joining(" OR ", "", "*"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "") + '"';
  }
}
