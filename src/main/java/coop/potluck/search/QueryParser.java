package coop.potluck.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person typed as a query: any text is one. What looks like the query language and is
 * not is read as words, with a warning.
 */
final class QueryParser {

  /** How many clauses a query has at most; the rest of the text is left out, with a warning. */
  static final int MAX_CLAUSES = 32;

  /** How many words a phrase, or what is typed without a blank, has at most; likewise. */
  static final int MAX_PARTS = 16;

  /** How many UTF-16 code units of the text a warning repeats. */
  static final int MAX_REPEATED = 80;

  private static final String NAMES =
      "one of these names before the colon: name, title, category, image, description, service,"
          + " overlay, env, readme, coop, needs, privilege, architecture, feature, status, updated";

  private static final String QUOTES = "\"“”„‟«»";

  private final String text;
  private final List<Clause> clauses = new ArrayList<>();
  private final List<SearchResult.Warning> warnings = new ArrayList<>();
  private int at;
  private boolean full;

  private QueryParser(String text) {
    this.text = text;
  }

  /** The query that a text says. */
  static Query parse(String text) {
    var parser = new QueryParser(text);
    while (parser.hasMore()) {
      parser.readUnit();
    }
    return new Query(withOptional(parser.clauses), parser.warnings);
  }

  private boolean hasMore() {
    while (at < text.length() && isBlank(at)) {
      at++;
    }
    return at < text.length() && !full;
  }

  private void readUnit() {
    var start = at;
    var excluded = text.charAt(at) == '-' && !isEnd(at + 1) && text.charAt(at + 1) != '-';
    if (excluded) {
      at++;
    }
    if (isQuote(at)) {
      readPhrase(start, null, excluded);
      return;
    }
    var nameEnd = at;
    while (nameEnd < text.length() && Character.isLetter(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd - at > 1 && text.startsWith(":", nameEnd) && !text.startsWith("//", nameEnd + 1)) {
      readField(start, nameEnd, excluded);
    } else {
      readWord(start, at, null, excluded);
    }
  }

  private void readPhrase(int start, @Nullable Field field, boolean excluded) {
    var open = at;
    var close = closingQuote(open);
    if (close < 0) {
      warnOpen(start);
      at = open + 1;
      return;
    }
    at = close + 1;
    var words = limited(Words.of(text.substring(open + 1, close)), start, at);
    if (!words.isEmpty()) {
      add(new Clause.Phrase(texts(words), field, excluded, text.substring(start, at)));
    }
  }

  private void readField(int start, int nameEnd, boolean excluded) {
    var name = text.substring(at, nameEnd).toLowerCase(Locale.ROOT);
    var valueStart = nameEnd + 1;
    if (Conditions.has(name)) {
      readCondition(name, start, valueStart, excluded);
      return;
    }
    var field = Field.parse(name);
    if (field.isEmpty()) {
      readUnknown(start, nameEnd, excluded);
    } else if (isQuote(valueStart)) {
      readFieldPhrase(field.get(), start, valueStart, excluded);
    } else if (Words.of(text.substring(valueStart, unitEnd(valueStart))).isEmpty()) {
      readMalformed(start, unitEnd(valueStart), excluded, expectedOf(field.get()));
    } else {
      readWord(start, valueStart, field.get(), excluded);
    }
  }

  private void readFieldPhrase(Field field, int start, int valueStart, boolean excluded) {
    var close = closingQuote(valueStart);
    if (close < 0) {
      warnOpen(start);
      addWords(at, valueStart, excluded);
      at = valueStart + 1;
    } else if (Words.of(text.substring(valueStart, close)).isEmpty()) {
      readMalformed(start, close + 1, excluded, expectedOf(field));
    } else {
      at = valueStart;
      readPhrase(start, field, excluded);
    }
  }

  private void readCondition(String name, int start, int valueStart, boolean excluded) {
    var quoted = isQuote(valueStart);
    var close = quoted ? closingQuote(valueStart) : unitEnd(valueStart);
    if (close < 0) {
      warnOpen(start);
      addWords(at, valueStart, excluded);
      at = valueStart + 1;
      return;
    }
    var value = text.substring(quoted ? valueStart + 1 : valueStart, close);
    var end = quoted ? close + 1 : close;
    var clause = Conditions.read(name, value, excluded, text.substring(start, end));
    if (clause == null) {
      readMalformed(start, end, excluded, Conditions.expected(name));
    } else {
      add(clause);
      at = end;
    }
  }

  /** An image with its tag, or {@code needed:} before a list, is no mistake. */
  private void readUnknown(int start, int nameEnd, boolean excluded) {
    var valueStart = nameEnd + 1;
    if (isQuote(valueStart)) {
      warn(start, valueStart, NAMES);
      addWords(at, nameEnd, excluded);
      at = valueStart;
      readPhrase(valueStart, null, excluded);
    } else if (isEnd(valueStart) || Character.isDigit(text.charAt(valueStart))) {
      readWord(start, at, null, excluded);
    } else {
      readMalformed(start, unitEnd(valueStart), excluded, NAMES);
    }
  }

  private void readMalformed(int start, int end, boolean excluded, String expected) {
    warn(start, end, expected);
    addWords(at, end, excluded);
    at = end;
  }

  /** What stands from {@code from} to the next blank, as the parts of one word. */
  private void readWord(int start, int from, @Nullable Field field, boolean excluded) {
    var end = unitEnd(from);
    at = end;
    var all = Words.of(text.substring(from, end));
    var words = limited(all, start, end);
    if (!words.isEmpty()) {
      var prefix = words.size() == all.size() && isTyping(from + words.get(words.size() - 1).end());
      add(
          new Clause.Word(
              texts(words), prefix, false, field, excluded, text.substring(start, end)));
    }
  }

  /** Each word by itself. */
  private void addWords(int from, int to, boolean excluded) {
    for (var word : limited(Words.of(text.substring(from, to)), from, to)) {
      var end = from + word.end();
      var typed = text.substring(from + word.start(), end);
      add(new Clause.Word(List.of(word.text()), isTyping(end), false, null, excluded, typed));
    }
  }

  /** Whether a word that ends here may not be typed to its end yet. */
  private boolean isTyping(int end) {
    return end == text.length();
  }

  private List<Words.Word> limited(List<Words.Word> words, int start, int end) {
    if (words.size() <= MAX_PARTS) {
      return words;
    }
    warn(start, end, "at most " + MAX_PARTS + " words together; the others are left out");
    return words.subList(0, MAX_PARTS);
  }

  private void add(Clause clause) {
    if (clauses.size() < MAX_CLAUSES) {
      clauses.add(clause);
    } else if (!full) {
      full = true;
      warn(
          clause.typed(),
          "at most " + MAX_CLAUSES + " words and conditions; from here on left out");
    }
  }

  private void warnOpen(int start) {
    warn(start, text.length(), "a quotation mark at both ends of the phrase");
  }

  private void warn(int start, int end, String expected) {
    warn(text.substring(start, Math.min(end, start + MAX_REPEATED)), expected);
  }

  private void warn(String part, String expected) {
    warnings.add(
        new SearchResult.Warning(
            part.substring(0, Math.min(part.length(), MAX_REPEATED)), expected));
  }

  private static String expectedOf(Field field) {
    var name = field.text();
    return name + ":word or " + name + ":\"two words\", with no blank after the colon";
  }

  private int unitEnd(int from) {
    var end = from;
    while (!isEnd(end)) {
      end++;
    }
    return end;
  }

  private boolean isEnd(int index) {
    return index >= text.length() || isBlank(index);
  }

  private boolean isBlank(int index) {
    var unit = text.charAt(index);
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }

  private boolean isQuote(int index) {
    return index < text.length() && QUOTES.indexOf(text.charAt(index)) >= 0;
  }

  /** Where the phrase that this quote opens is closed; -1 where it is not. */
  private int closingQuote(int open) {
    for (var close = open + 1; close < text.length(); close++) {
      if (isQuote(close)) {
        return close;
      }
    }
    return -1;
  }

  private static List<String> texts(List<Words.Word> words) {
    return words.stream().map(Words.Word::text).toList();
  }

  /** The clauses with stop words made optional, where a word or phrase says more. */
  private static List<Clause> withOptional(List<Clause> clauses) {
    var saysMore = clauses.stream().anyMatch(it -> !it.excluded() && isText(it) && !isStopWord(it));
    return saysMore ? clauses.stream().map(QueryParser::withOptional).toList() : clauses;
  }

  private static Clause withOptional(Clause clause) {
    return clause instanceof Clause.Word word && isStopWord(word)
        ? new Clause.Word(word.parts(), word.prefix(), true, null, false, word.typed())
        : clause;
  }

  private static boolean isText(Clause clause) {
    return clause instanceof Clause.Word || clause instanceof Clause.Phrase;
  }

  private static boolean isStopWord(Clause clause) {
    return clause instanceof Clause.Word word
        && word.field() == null
        && !word.excluded()
        && word.parts().stream().allMatch(StopWords.standard()::contains);
  }
}
