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
}
