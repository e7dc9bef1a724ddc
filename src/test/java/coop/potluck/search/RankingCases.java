package coop.potluck.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;

/** The queries of {@code ranking.txt}, and what each of them wants. */
final class RankingCases {

  static final Path TEXT = Path.of("src/test/resources/search/ranking.txt");

  private static final String UNTOUCHED = "# untouched: ";
  private static final String TUNED = "# tuned";
  private static final String WANTS = " => ";
  private static final String NOTHING = "-";

  /**
   * A line.
   *
   * @param wanted the best first: a name, or {@code coop/name}; none where nothing is to be found
   */
  record Case(String query, List<String> wanted) {

    /**
     * What was found, as this case names it: a recipe that is wanted by its name alone stands under
     * that name, at the best of the places that co-ops' recipes of the name have.
     *
     * @param found ids, the best first
     */
    List<String> named(List<String> found) {
      var names = new LinkedHashSet<String>();
      for (var id : found) {
        var name = id.substring(id.indexOf('/') + 1);
        names.add(!wanted.contains(id) && wanted.contains(name) ? name : id);
      }
      return List.copyOf(names);
    }

    /** One over the place of the name wanted most; 0 if it was not found. */
    double reciprocalRank(List<String> found) {
      if (wanted.isEmpty()) {
        return found.isEmpty() ? 1 : 0;
      }
      var place = named(found).indexOf(wanted.get(0));
      return place < 0 ? 0 : 1.0 / (place + 1);
    }

    /** One over the best place of any wanted name; 0 if none was found. */
    double reciprocalRankOfAny(List<String> found) {
      return wanted.stream()
          .mapToDouble(name -> new Case(query, List.of(name)).reciprocalRank(found))
          .max()
          .orElseGet(() -> reciprocalRank(found));
    }

    /** How much of the wanted names stands how high, 1 if they alone are on top. */
    double gain(List<String> found, int places) {
      if (wanted.isEmpty()) {
        return reciprocalRank(found);
      }
      var names = named(found);
      var gain = 0.0;
      var ideal = 0.0;
      for (var place = 0; place < places; place++) {
        var worth = Math.log(2) / Math.log(place + 2);
        gain += place < names.size() && wanted.contains(names.get(place)) ? worth : 0;
        ideal += place < wanted.size() ? worth : 0;
      }
      return gain / ideal;
    }
  }

  private final String untouched;
  private final String tuned;

  private RankingCases(String untouched, String tuned) {
    this.untouched = untouched;
    this.tuned = tuned;
  }

  static RankingCases read() {
    try {
      return of(Files.readString(TEXT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RankingCases of(String text) {
    var first = text.indexOf(UNTOUCHED);
    var second = text.indexOf("\n" + TUNED + "\n");
    if (first < 0 || second < first) {
      throw new IllegalArgumentException("no headings: " + UNTOUCHED + "…, then " + TUNED);
    }
    return new RankingCases(
        text.substring(text.indexOf('\n', first), second + 1).strip(),
        text.substring(second + TUNED.length() + 2).strip());
  }

  List<Case> untouched() {
    return cases(untouched);
  }

  List<Case> tuned() {
    return cases(tuned);
  }

  /** The SHA-256 of the lines under the first heading, blanks around them apart. */
  String hashOfUntouched() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(untouched.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Case> cases(String section) {
    var cases = new ArrayList<Case>();
    for (var line : section.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("# ")) {
        var wants = line.lastIndexOf(WANTS);
        if (wants < 0) {
          throw new IllegalArgumentException("not `query => name, name`: " + line);
        }
        var names = line.substring(wants + WANTS.length()).strip();
        cases.add(
            new Case(
                line.substring(0, wants).strip(),
                names.equals(NOTHING) ? List.of() : List.of(names.split(", *", -1))));
      }
    }
    return cases;
  }
}
