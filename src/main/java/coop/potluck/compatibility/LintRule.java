package coop.potluck.compatibility;

import coop.potluck.compatibility.LintReport.Finding;
import coop.potluck.compatibility.LintReport.Outcome;
import coop.potluck.compatibility.LintReport.Rule;
import coop.potluck.compatibility.LintReport.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what holds a recipe against it.
 *
 * @param needsContent whether nothing can be said of files that could not be read
 */
record LintRule(Rule rule, boolean needsContent, Check check) {

  static final int MAX_FINDINGS = 50;
  private static final int MAX_TEXT = 300;

  /** The line in {@code compose.yml:12 services.app}. */
  private static final Pattern PLACE = Pattern.compile(":([0-9]{1,9})(?: .*)?$");

  /** By file, then by line. */
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding it) -> PLACE.matcher(it.where()).replaceFirst(""))
          .thenComparingInt(LintRule::line);

  /** Looks for what breaks a rule. */
  interface Check {
    Answer of(LintFacts facts);
  }

  /**
   * What a check says.
   *
   * @param findings where the rule is broken; none where it holds
   * @param reason why it does not apply; absent where it does
   */
  record Answer(List<Finding> findings, @Nullable String reason) {

    /** It applies, and these are the places where it is broken. */
    static Answer found(List<Finding> findings) {
      return new Answer(findings, null);
    }

    /** It applies, and these are the places where it is broken. */
    static Answer found(Stream<Finding> findings) {
      return found(findings.toList());
    }

    /** There is nothing that it could be about, or what it would take is not known. */
    static Answer absent(String reason) {
      return new Answer(List.of(), reason);
    }
  }

  /** A place where a rule is broken; strangers' text in it stays short and on one line. */
  static Finding finding(String where, String found, String mend) {
    return new Finding(oneLine(where), oneLine(found), mend);
  }

  Verdict verdict(LintFacts facts) {
    var unread = needsContent ? facts.unread() : null;
    var answer = unread == null ? check.of(facts) : Answer.absent(unread);
    if (answer.reason() != null) {
      return new Verdict(rule, Outcome.NOT_APPLICABLE, List.of(), oneLine(answer.reason()));
    }
    var findings = answer.findings().stream().sorted(BY_PLACE).toList();
    if (findings.isEmpty()) {
      return new Verdict(rule, Outcome.PASS, List.of(), null);
    }
    return new Verdict(rule, Outcome.FAIL, first(findings), null);
  }

  private static List<Finding> first(List<Finding> findings) {
    var more = findings.size() - MAX_FINDINGS;
    return more <= 0
        ? findings
        : Stream.concat(
                findings.stream().limit(MAX_FINDINGS),
                Stream.of(
                    new Finding(
                        findings.get(MAX_FINDINGS).where(),
                        "Here and further on are " + more + " more.",
                        findings.get(MAX_FINDINGS).mend())))
            .toList();
  }

  private static int line(Finding finding) {
    var place = PLACE.matcher(finding.where());
    return place.find() ? Integer.parseInt(place.group(1)) : 0;
  }

  private static String oneLine(String text) {
    var cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    return cut.codePoints()
        .map(it -> Character.isISOControl(it) ? ' ' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
