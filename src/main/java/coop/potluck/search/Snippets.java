package coop.potluck.search;

import coop.potluck.search.SearchResult.Highlight;
import coop.potluck.search.SearchResult.Snippet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Passages of texts that show the words that were sought. */
final class Snippets {

  private static final int MAX_LENGTH = 200;

  /** What is shown before the first word that was sought. */
  private static final int LEAD = 60;

  /** Words written apart that may be one of those sought. */
  private static final int MAX_JOINED = 4;

  /** Longer texts are not looked through word by word. */
  private static final int LONG = 800;

  private static final String CUT = "…";

  private Snippets() {}

  /** The passage of {@code text} with the most of the words; empty if it has none. */
  static Optional<Snippet> of(Field field, String text, Set<String> words) {
    if (text.length() > LONG) {
      var from = likely(text, words);
      if (from >= 0) {
        return passage(field, text, from, Math.min(text.length(), from + LONG), words);
      }
    }
    return passage(field, text, 0, text.length(), words);
  }

  /** The passage of what lies between two places of a text. */
  private static Optional<Snippet> passage(
      Field field, String text, int from, int to, Set<String> words) {
    var part = text.substring(from, to);
    var hits = highlights(part, words);
    if (hits.isEmpty()) {
      return Optional.empty();
    }
    var first = hits.get(best(hits));
    var start = part.length() <= MAX_LENGTH ? 0 : start(part, first.start());
    var end = part.length() <= MAX_LENGTH ? part.length() : end(part, start, first.end());
    var before = from + start == 0 ? "" : CUT;
    var passage = before + part.substring(start, end) + (from + end == text.length() ? "" : CUT);
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

  /**
   * Where to look in a long text, all of which would take too long: before the word that has the
   * most others behind it. -1 if no word stands there as it was folded.
   */
  private static int likely(String text, Set<String> words) {
    var lower = text.toLowerCase(Locale.ROOT);
    // Some letters are more or fewer in small: places would not be those of the text.
    if (lower.length() != text.length()) {
      return -1;
    }
    var best = -1;
    var most = 0;
    for (var word : words) {
      var at = lower.indexOf(word);
      var count = at < 0 ? 0 : count(lower, Math.max(0, at - LEAD), words);
      if (count > most) {
        most = count;
        best = Math.max(0, at - LONG / 2);
      }
    }
    return best <= 0 ? best : text.lastIndexOf(' ', best) + 1;
  }

  /** How many of the words a passage from here has. */
  private static int count(String lower, int from, Set<String> words) {
    var passage = lower.substring(from, Math.min(lower.length(), from + MAX_LENGTH));
    var count = 0;
    for (var word : words) {
      count += passage.contains(word) ? 1 : 0;
    }
    return count;
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
