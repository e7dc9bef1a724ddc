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
          + " overlay, env, readme, coop, needs, privilege, architecture, feature, status,"
          + " computed_status, end_of_life, designation, updated";

  private final TypedText text;
  private final List<Clause> clauses = new ArrayList<>();
  private final List<SearchResult.Warning> warnings = new ArrayList<>();
  private int at;
  private boolean full;

  private QueryParser(String text) {
    this.text = new TypedText(text);
  }

  /** The query that a text says. */
  static Query parse(String text) {
    var parser = new QueryParser(text);
    while (parser.hasMore()) {
      parser.readUnit();
    }
    return new Query(StopWords.standard().optionalIn(parser.clauses), parser.warnings);
  }

  private boolean hasMore() {
    at = text.skipBlanks(at);
    return at < text.length() && !full;
  }

  private void readUnit() {
    var start = at;
    var excluded = text.isMinus(at);
    if (excluded) {
      at++;
    }
    var colon = text.colon(at);
    if (text.isQuote(at)) {
      readPhrase(start, at, null, excluded);
    } else if (colon >= 0) {
      readField(start, colon, excluded);
    } else {
      readWord(start, at, null, excluded);
    }
  }

  private void readPhrase(int start, int open, @Nullable Field field, boolean excluded) {
    var close = text.closingQuote(open);
    if (close < 0) {
      readOpen(start, open, excluded);
      return;
    }
    at = close + 1;
    var from = field == Field.IMAGE ? text.imageName(open + 1, close) : open;
    var words = limited(Words.of(text.part(from, close)), start, at);
    if (!words.isEmpty()) {
      add(new Clause.Phrase(texts(words), field, excluded, text.part(start, at)));
    }
  }

  /** A quotation mark that none follows: what is before it and after it are words. */
  private void readOpen(int start, int open, boolean excluded) {
    warn(start, text.length(), "a quotation mark at both ends of the phrase");
    addWords(at, open, excluded);
    at = open + 1;
  }

  private void readField(int start, int colon, boolean excluded) {
    var name = text.part(at, colon).toLowerCase(Locale.ROOT);
    var from = colon + 1;
    var quoted = text.isQuote(from);
    var field = Field.parse(name).orElse(null);
    if (!Conditions.has(name) && field == null) {
      readUnknown(start, colon, excluded);
      return;
    }
    var close = quoted ? text.closingQuote(from) : text.unitEnd(from);
    if (close < 0) {
      readOpen(start, from, excluded);
    } else if (Conditions.has(name)) {
      readCondition(name, start, from, close, excluded);
    } else if (Words.of(text.part(from, close)).isEmpty()) {
      readMalformed(start, quoted ? close + 1 : close, excluded, expected(name));
    } else if (quoted) {
      readPhrase(start, from, field, excluded);
    } else {
      readWord(start, from, field, excluded);
    }
  }

  private void readCondition(String name, int start, int from, int close, boolean excluded) {
    var quoted = text.isQuote(from);
    var value = text.part(quoted ? from + 1 : from, close);
    var end = quoted ? close + 1 : close;
    var clause = Conditions.read(name, value, excluded, text.part(start, end));
    if (clause == null) {
      readMalformed(start, end, excluded, Conditions.expected(name));
    } else {
      add(clause);
      at = end;
    }
  }

  /** An image with its tag, or {@code needed:} before a list, is no mistake. */
  private void readUnknown(int start, int colon, boolean excluded) {
    var from = colon + 1;
    if (text.isEnd(from) || text.isDigit(from)) {
      readWord(start, at, null, excluded);
    } else if (text.isQuote(from)) {
      warn(start, from, NAMES);
      addWords(at, colon, excluded);
      at = from;
      readPhrase(from, from, null, excluded);
    } else {
      readMalformed(start, text.unitEnd(from), excluded, NAMES);
    }
  }

  private void readMalformed(int start, int end, boolean excluded, String expected) {
    warn(start, end, expected);
    addWords(at, end, excluded);
    at = end;
  }

  /** What stands from {@code first} to the next blank, as the parts of one word. */
  private void readWord(int start, int first, @Nullable Field field, boolean excluded) {
    at = text.unitEnd(first);
    var isImage = field == Field.IMAGE || (field == null && text.isWholeImage(first, at));
    var from = isImage ? text.imageName(first, at) : first;
    var all = Words.of(text.part(from, at));
    var words = limited(all, start, at);
    if (!words.isEmpty()) {
      var end = from + all.get(all.size() - 1).end();
      var prefix = words.size() == all.size() && !excluded && isTyping(end);
      add(new Clause.Word(texts(words), prefix, false, field, excluded, text.part(start, at)));
    }
  }

  /** Each word by itself. */
  private void addWords(int from, int to, boolean excluded) {
    for (var word : limited(Words.of(text.part(from, to)), from, to)) {
      var end = from + word.end();
      add(
          new Clause.Word(
              List.of(word.text()),
              !excluded && isTyping(end),
              false,
              null,
              excluded,
              text.part(from + word.start(), end)));
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

  private void warn(int start, int end, String expected) {
    warn(text.part(start, end), expected);
  }

  private void warn(String part, String expected) {
    var repeated = part.substring(0, Math.min(part.length(), MAX_REPEATED));
    warnings.add(new SearchResult.Warning(repeated, expected));
  }

  private static String expected(String field) {
    return "a word or a phrase right after the colon, as in %1$s:wiki or %1$s:\"mind map\""
        .formatted(field);
  }

  private static List<String> texts(List<Words.Word> words) {
    return words.stream().map(Words.Word::text).toList();
  }
}
