package coop.potluck.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words that say little beside others: those of grammar, and those that every recipe could say. */
final class StopWords {

  private static final StopWords STANDARD = of(WordFile.read("stop-words.txt"));

  private final Set<String> words;

  private StopWords(Set<String> words) {
    this.words = Set.copyOf(words);
  }

  /** Those that come with the software. */
  static StopWords standard() {
    return STANDARD;
  }

  /**
   * Those of a file, with blanks between.
   *
   * @throws IllegalStateException if one stands twice, or is not one folded word
   */
  static StopWords of(List<WordFile.Line> lines) {
    var words = new HashSet<String>();
    for (var line : lines) {
      for (var word : line.text().split("\\s+", -1)) {
        if (!Words.fold(word).equals(word)) {
          throw line.malformed("small letters and digits, where it has " + word);
        }
        if (!words.add(word)) {
          throw line.malformed("each word once, where it repeats " + word);
        }
      }
    }
    return new StopWords(words);
  }

  /** Whether a folded word is one of them. */
  boolean contains(String word) {
    return words.contains(word);
  }

  /** The clauses of a query with stop words made optional, where a word or phrase says more. */
  List<Clause> optionalIn(List<Clause> clauses) {
    var saysMore = clauses.stream().anyMatch(it -> !it.excluded() && isText(it) && !isStopWord(it));
    return saysMore ? clauses.stream().map(this::optional).toList() : clauses;
  }

  private Clause optional(Clause clause) {
    return clause instanceof Clause.Word word && isStopWord(word)
        ? new Clause.Word(word.parts(), word.prefix(), true, null, false, word.typed())
        : clause;
  }

  private static boolean isText(Clause clause) {
    return clause instanceof Clause.Word || clause instanceof Clause.Phrase;
  }

  private boolean isStopWord(Clause clause) {
    return clause instanceof Clause.Word word
        && word.field() == null
        && !word.excluded()
        && words.containsAll(word.parts());
  }
}
