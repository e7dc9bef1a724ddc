package coop.potluck.search;

import coop.potluck.search.SearchResult.Highlight;
import coop.potluck.search.SearchResult.Snippet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Passages of texts that show the words that were sought. */
final class Snippets {

  private static final int MAX_LENGTH = 200;

  /** What is shown before the first word that was sought. */
  private static final int LEAD = 60;

  /** Words written apart that may be one of those sought. */
  private static final int MAX_JOINED = 4;

  private static final String CUT = "…";

  private Snippets() {}

  /** The passage of {@code text} with the most of the words; empty if it has none. */
  static Optional<Snippet> of(Field field, String text, Set<String> words) {
    var hits = highlights(text, words);
    if (hits.isEmpty()) {
      return Optional.empty();
    }
    var first = hits.get(best(hits));
    var start = text.length() <= MAX_LENGTH ? 0 : start(text, first.start());
    var end = text.length() <= MAX_LENGTH ? text.length() : end(text, start, first.end());
    var before = start == 0 ? "" : CUT;
    var passage = before + text.substring(start, end) + (end == text.length() ? "" : CUT);
    var shift = before.length() - start;
    return Optional.of(
        new Snippet(
            field.text(),
            passage,
            hits.stream()
                .filter(hit -> hit.start() >= start && hit.end() <= end)
                .map(hit -> new Highlight(hit.start() + shift, hit.end() + shift))
                .toList()));
  }

  /** Where the words stand in a text; each place once, the longest first. */
  private static List<Highlight> highlights(String text, Set<String> sought) {
    var words = Words.of(text);
    var hits = new ArrayList<Highlight>();
    var letters = new BitSet();
    sought.forEach(word -> letters.set(word.charAt(0)));
    for (var i = 0; i < words.size(); ) {
      var length = length(words, i, sought, letters, text);
      if (length > 0) {
        hits.add(new Highlight(words.get(i).start(), words.get(i + length - 1).end()));
      }
      i += Math.max(1, length);
    }
    return hits;
  }

  /**
   * How many words from {@code at} on are, written as one, a word that is sought; 0 for none.
   *
   * @param letters that words begin with that are sought
   */
  private static int length(
      List<Words.Word> words, int at, Set<String> sought, BitSet letters, String text) {
    var word = words.get(at);
    if (!letters.get(word.text().charAt(0))) {
      return hasPart(text, word, sought) ? 1 : 0;
    }
    var longest = sought.contains(word.text()) ? 1 : 0;
    if (begins(word.text(), sought)) {
      var joined = new StringBuilder(word.text());
      for (var i = at + 1; i < Math.min(words.size(), at + MAX_JOINED); i++) {
        joined.append(words.get(i).text());
        if (sought.contains(joined.toString())) {
          longest = i - at + 1;
        }
      }
    }
    return longest == 0 && hasPart(text, word, sought) ? 1 : longest;
  }

  /** Whether a longer word that is sought begins so. */
  private static boolean begins(String word, Set<String> sought) {
    for (var one : sought) {
      if (one.length() > word.length() && one.startsWith(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a part of a word in camel case is sought. */
  private static boolean hasPart(String text, Words.Word word, Set<String> sought) {
    for (var at = word.start() + 1; at < word.end(); at++) {
      if (!Character.isLowerCase(text.charAt(at))) {
        return Words.camel(text.substring(word.start(), word.end())).stream()
            .anyMatch(sought::contains);
      }
    }
    return false;
  }

  /** The first of the hits that have the most others close behind them. */
  private static int best(List<Highlight> hits) {
    var best = 0;
    var most = 0;
    for (int i = 0, end = 0; i < hits.size(); i++) {
      while (end < hits.size() && hits.get(end).end() - hits.get(i).start() <= MAX_LENGTH - LEAD) {
        end++;
      }
      if (end - i > most) {
        most = end - i;
        best = i;
      }
    }
    return best;
  }

  private static int start(String text, int hit) {
    if (hit <= LEAD) {
      return 0;
    }
    var blank = text.lastIndexOf(' ', hit - LEAD / 2);
    var from = Math.max(blank + 1, hit - LEAD);
    return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
  }

  private static int end(String text, int start, int hit) {
    var end = Math.max(start + MAX_LENGTH, hit);
    if (end >= text.length()) {
      return text.length();
    }
    var blank = text.lastIndexOf(' ', end);
    var to = blank > hit ? blank : end;
    return Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }
}
