package coop.potluck.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sentences of a release note that say what must not be passed over.
 *
 * <p>English only, and by phrases: a note is for people, and what is not recognised here is still
 * there for them to read.
 */
final class NoteWarnings {

  /** What a sentence is about. */
  enum About {
    /** The release that the note is of must run before any later one. */
    THIS_RELEASE,
    /** A release before it must run first. */
    AN_EARLIER_ONE
  }

  /**
   * A sentence that says so.
   *
   * @param sentence as written, on one line, cut where it is long
   * @param versions what in it looks like a version, in order
   */
  record Warning(About about, String sentence, List<String> versions) {
    Warning {
      versions = List.copyOf(versions);
    }
  }

  private static final int MAX_TEXT = 65_536;
  private static final int MAX_MATCHED = 2_000;
  private static final int MAX_SENTENCE = 300;
  private static final int MAX_WARNINGS = 20;

  private static final String NOT =
      "(?:do not|don't|never|must not|mustn't|should not|shouldn't|may not|cannot|can't|can not"
          + "|not possible to|not supported to|not allowed to|impossible to|unable to)";
  private static final String SKIP = "(?:skip|leave out|jump over|pass over)";
  private static final String SKIPPED = "(?:skipped|left out|jumped over|passed over)";
  private static final String RELEASE =
      "(?:versions?|releases?|upgrades?|updates?|majors?|minors?|hops?)";
  private static final String OF_RELEASES =
      "(?: (?!before|after|when|while|during|for|to|backup)[a-z]+){0,3} "
          + "(?:versions?|releases?|majors?|minors?)";
  private static final String VERSION = "v?[0-9]+(?:\\.[0-9x]+)*[a-z0-9_.+-]*";
  private static final String SOME_VERSION =
      "(?:at least |the )?(?:version |release )?"
          + VERSION
          + "(?: or (?:later|newer|higher|above))?";

  private static final Pattern THIS =
      any(
          NOT + " " + SKIP + " (?:this|it)(?: " + RELEASE + ")?(?![a-z ]*[a-z])",
          NOT + " " + SKIP + " this " + RELEASE,
          "this " + RELEASE + " " + NOT + " be " + SKIPPED,
          "this (?:"
              + RELEASE
              + " )?is (?:a |an )?(?:required|mandatory|obligatory|compulsory) "
              + "(?:upgrade |update |intermediate )*(?:stop|step|version|release|stopover)",
          "(?:upgrade|update|go|deploy) to this " + RELEASE + " (?:first|before)",
          "this "
              + RELEASE
              + " must (?:run|be (?:deployed|running|installed)) "
              + "(?:first|before|once)");

  private static final Pattern EARLIER =
      any(
          NOT + " " + SKIP + OF_RELEASES,
          "skipping"
              + OF_RELEASES
              + " (?:is|are) (?:not (?:supported|possible|allowed)|unsupported|impossible)",
          RELEASE + " " + NOT + " be " + SKIPPED,
          NOT
              + "(?: be)? (?:upgraded?|updated?|go|jump|migrated?|move)(?: [a-z0-9.+-]+){0,4} "
              + "(?:directly|straight)",
          "(?:direct|straight) (?:upgrades?|updates?)\\b.* (?:is|are) "
              + "(?:not (?:supported|possible|allowed)|unsupported|impossible)",
          "not (?:be )?(?:possible|supported|allowed) to (?:upgrade|update|go|jump)"
              + "(?: [a-z0-9.+-]+){0,4} (?:directly|straight)",
          "one (?:major |minor )?(?:version|release|major|step) (?:at a time|after the other"
              + "|after another)",
          "(?:major|version|release) by (?:major|version|release)",
          "(?:upgrade|update|go|move|deploy|migrate)(?: first)? (?:to )?"
              + SOME_VERSION
              + ",? (?:first|before)",
          "first,? (?:upgrade|update|go|move|deploy|migrate)(?: to)? " + SOME_VERSION,
          "(?:must|need to|have to|should) (?:be (?:on|at|running)|run|have run) "
              + SOME_VERSION
              + ",? (?:first|before)");

  /** What turns any of these round. */
  private static final Pattern TAKEN_BACK =
      any(
          "no longer (?:need|have|necessary|required|an? )",
          "no need",
          "not? (?:need|have) to",
          "[a-z]+n't (?:need|have) to",
          "not necessary",
          "not required",
          "before you (?:upgrade|update|go|move|deploy|migrate) (?:to )?"
              + SOME_VERSION
              + ",? first");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?:;])\\s+|\\n\\s*\\n|\\n(?=\\s*(?:[-*+#>]|[0-9]+[.)])\\s)");
  private static final Pattern VERSION_IN_TEXT =
      Pattern.compile("(?<![A-Za-z0-9._+-])" + VERSION, Pattern.CASE_INSENSITIVE);

  private NoteWarnings() {}

  private static Pattern any(String... phrases) {
    var all = new ArrayList<String>();
    for (var phrase : phrases) {
      all.add("(?:" + phrase + ")");
    }
    return Pattern.compile("(?<![a-z0-9])(?:" + String.join("|", all) + ")(?![a-z0-9])");
  }

  /** The sentences of a note's text that say what must not be passed over, in order. */
  static List<Warning> of(String note) {
    var warnings = new ArrayList<Warning>();
    var text = note.length() > MAX_TEXT ? note.substring(0, MAX_TEXT) : note;
    for (var part : SENTENCE_END.split(text, -1)) {
      var whole = cut(part.replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), MAX_MATCHED);
      var sentence = cut(whole, MAX_SENTENCE);
      var plain = plain(whole);
      if (warnings.size() < MAX_WARNINGS && !TAKEN_BACK.matcher(plain).find()) {
        if (THIS.matcher(plain).find()) {
          warnings.add(new Warning(About.THIS_RELEASE, sentence, List.of()));
        } else if (EARLIER.matcher(plain).find()) {
          warnings.add(new Warning(About.AN_EARLIER_ONE, sentence, versions(whole)));
        }
      }
    }
    return warnings;
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }

  private static String plain(String sentence) {
    return sentence
        .toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replaceAll("[*_`\"“”()\\[\\]]", "")
        .replaceAll("\\s+", " ");
  }

  private static List<String> versions(String sentence) {
    return VERSION_IN_TEXT
        .matcher(sentence)
        .results()
        .map(match -> match.group().replaceAll("(?:\\.x|[.+_-])+$", ""))
        .toList();
  }
}
