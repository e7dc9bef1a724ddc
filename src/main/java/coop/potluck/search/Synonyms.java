package coop.potluck.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What else people call what they seek. */
final class Synonyms {

  private static final Synonyms STANDARD = of(WordFile.read("synonyms.txt"));

  /** By the stems of a key, joined by blanks: what else finds it. */
  private final Map<String, List<List<String>>> alternatives;

  private final int longestKey;

  private Synonyms(Map<String, List<List<String>>> alternatives) {
    this.alternatives = Map.copyOf(alternatives);
    longestKey =
        alternatives.keySet().stream().mapToInt(it -> it.split(" ", -1).length).max().orElse(0);
  }

  /** Those that come with the software. */
  static Synonyms standard() {
    return STANDARD;
  }

  /**
   * A stretch of a query's words for which there are others.
   *
   * @param from index of its first word
   * @param to index after its last one
   * @param alternatives what else finds it, folded words each
   */
  record Span(int from, int to, List<List<String>> alternatives) {
    private boolean holds(Span other) {
      return from <= other.from && other.to <= to;
    }
  }

  /**
   * The stretches of a query's folded words for which there are others, the longest first. They may
   * overlap, but none is within another: who seeks "video calls" does not seek what "videos" finds.
   */
  List<Span> find(List<String> words) {
    var stems = words.stream().map(Stemmer::stem).toList();
    var spans = new ArrayList<Span>();
    for (var length = Math.min(longestKey, stems.size()); length > 0; length--) {
      for (var from = 0; from + length <= stems.size(); from++) {
        var found = alternatives.get(String.join(" ", stems.subList(from, from + length)));
        var span = found == null ? null : new Span(from, from + length, found);
        if (span != null && spans.stream().noneMatch(it -> it.holds(span))) {
          spans.add(span);
        }
      }
    }
    return spans;
  }

  /**
   * Those of a file. A line is a group of terms with commas between, each of which finds the
   * others; or {@code slack => team chat, chat}: what is typed, and what it also finds, but not the
   * other way round.
   *
   * @throws IllegalStateException if a line says less than that, or what another line said
   */
  static Synonyms of(List<WordFile.Line> lines) {
    var alternatives = new LinkedHashMap<String, List<List<String>>>();
    var grouped = new HashSet<String>();
    var directed = new HashSet<String>();
    for (var line : lines) {
      var sides = line.text().split("=>", -1);
      if (sides.length > 2) {
        throw line.malformed("one => at most");
      }
      var typed = terms(line, sides[0]);
      var found = sides.length == 1 ? typed : terms(line, sides[1]);
      if (sides.length == 1 && typed.size() < 2) {
        throw line.malformed("two terms at least, with a comma between");
      }
      for (var term : typed.keySet()) {
        if (!(sides.length == 1 ? grouped : directed).add(term)) {
          throw line.malformed("\"" + term + "\" on one line only");
        }
        var others = alternatives.computeIfAbsent(term, it -> new ArrayList<>());
        found.forEach((stems, words) -> addOther(others, term, stems, words));
      }
    }
    return new Synonyms(alternatives);
  }

  private static void addOther(
      List<List<String>> others, String term, String stems, List<String> words) {
    if (!stems.equals(term) && others.stream().noneMatch(it -> stems(it).equals(stems))) {
      others.add(words);
    }
  }

  /** The terms of one side of a line by their stems, in order. */
  private static Map<String, List<String>> terms(WordFile.Line line, String side) {
    var terms = new LinkedHashMap<String, List<String>>();
    for (var term : side.split(",", -1)) {
      var words = Words.of(term).stream().map(Words.Word::text).toList();
      if (words.isEmpty()) {
        throw line.malformed("a term before and after each comma and arrow");
      }
      if (terms.put(stems(words), words) != null) {
        throw line.malformed("each term once, where it repeats \"" + term.strip() + "\"");
      }
    }
    return terms;
  }

  private static String stems(List<String> words) {
    return String.join(" ", words.stream().map(Stemmer::stem).toList());
  }
}
