package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the words that were found in bold. */
final class Emphasis {

  /** Leaves every text as it is. */
  static final Emphasis NONE = new Emphasis(null);

  private static final int MAX_WORDS = 32;
  private static final int MAX_LENGTH = 200;
  private static final String BOLD = "\u001b[1m";
  private static final String NORMAL = "\u001b[22m";

  private final @Nullable Pattern words;

  private Emphasis(@Nullable Pattern words) {
    this.words = words;
  }

  /**
   * Of the words that a match highlights.
   *
   * @param match as the interface answers it, or null
   */
  static Emphasis of(JsonNode match) {
    var snippet = match.path("snippet");
    var text = snippet.path("text").asText("");
    var words = new LinkedHashSet<String>();
    for (var one : snippet.path("highlights")) {
      var start = one.path("start").asInt(-1);
      var end = one.path("end").asInt(-1);
      if (start >= 0
          && start < end
          && end <= text.length()
          && end - start <= MAX_LENGTH
          && words.size() < MAX_WORDS) {
        words.add(text.substring(start, end));
      }
    }
    if (words.isEmpty()) {
      return NONE;
    }
    var any = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return new Emphasis(
        Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:" + any + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  /** The text with these words in bold, wherever one begins. */
  String in(String text) {
    return words == null ? text : words.matcher(text).replaceAll(BOLD + "$0" + NORMAL);
  }
}
