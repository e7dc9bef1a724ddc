package coop.potluck.compatibility;

import coop.potluck.compatibility.LintReport.Outcome;
import coop.potluck.compatibility.LintReport.Severity;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.RecipeContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a recipe stands on the README's scale from 0 to 5, by what its files show; {@code
 * docs/status.md} has the table of it.
 *
 * @param evidence what each step of the scale rests on, in the scale's order
 */
public record ComputedStatus(int status, List<Evidence> evidence) {

  static final String READABLE = "readable";
  static final String LINT = "lint";
  static final String SSO = "sso";
  static final int OPTIONAL_STEPS = 4;

  public ComputedStatus {
    evidence = List.copyOf(evidence);
  }

  /**
   * One thing that the scale asks for.
   *
   * @param name {@code readable}, {@code lint}, {@code upstream_image}, {@code backups}, {@code
   *     email}, {@code healthcheck}, {@code tests} or {@code sso}
   * @param because what shows it, or what was looked for in vain
   */
  public record Evidence(String name, boolean holds, String because) {}

  /** What the files of a subject come to, given what lint says of it. */
  public static ComputedStatus of(LintSubject subject, LintReport report) {
    var failed =
        report.rules().stream()
            .filter(it -> it.outcome() == Outcome.FAIL)
            .filter(it -> it.rule().severity() == Severity.ERROR)
            .map(it -> it.rule().id())
            .toList();
    return of(
        subject,
        failed.isEmpty()
            ? new Evidence(LINT, true, "no rule of severity error is broken")
            : new Evidence(LINT, false, "broken: " + String.join(", ", failed)));
  }

  /** What the files of a subject come to if lint has nothing against it. */
  static int shown(LintSubject subject) {
    return of(subject, new Evidence(LINT, true, "not looked at")).status();
  }

  private static ComputedStatus of(LintSubject subject, Evidence lint) {
    var content = subject.content();
    if (content == null) {
      var why = subject.problems().isEmpty() ? "" : ": " + subject.problems().get(0);
      return new ComputedStatus(
          0, List.of(new Evidence(READABLE, false, "the files cannot be read as a recipe" + why)));
    }
    var readme = subject.readme();
    var claimed = readme == null ? Features.NONE : readme.claimed();
    var upstream = UpstreamImage.of(subject.name(), content, claimed.image());
    var steps =
        List.of(
            shown("backups", content),
            email(content, claimed),
            shown("healthcheck", content),
            tests(content));
    var sso = shown(SSO, content);
    var missing = (int) steps.stream().filter(it -> !it.holds()).count();
    var evidence = new ArrayList<Evidence>();
    evidence.add(new Evidence(READABLE, true, "the files can be read as a recipe"));
    evidence.add(lint);
    evidence.add(upstream);
    evidence.addAll(steps);
    evidence.add(sso);
    return new ComputedStatus(
        status(true, lint.holds(), upstream.holds(), missing, sso.holds()), evidence);
  }

  /**
   * The table of {@code docs/status.md}.
   *
   * @param missing how many there are not of backups, email, healthcheck and tests
   */
  static int status(boolean readable, boolean clean, boolean upstream, int missing, boolean sso) {
    if (!readable) {
      return 0;
    }
    if (!clean) {
      return 1;
    }
    if (!upstream || missing > 2) {
      return 2;
    }
    if (missing > 0) {
      return 3;
    }
    return sso ? 5 : 4;
  }

  private static Evidence shown(String feature, RecipeContent content) {
    return content.computed().stream()
        .filter(it -> it.name().equals(feature))
        .map(it -> new Evidence(feature, it.present(), it.because()))
        .findFirst()
        .orElseGet(() -> new Evidence(feature, false, "nothing was looked for"));
  }

  /** An app that sends no mail cannot be short of it. */
  private static Evidence email(RecipeContent content, Features claimed) {
    var shown = shown("email", content);
    return !shown.holds() && isNotApplicable(claimed.email())
        ? new Evidence("email", true, "the README says that it does not apply")
        : shown;
  }

  private static boolean isNotApplicable(@Nullable String claim) {
    return claim != null && claim.strip().toUpperCase(Locale.ROOT).startsWith("N/A");
  }

  private static Evidence tests(RecipeContent content) {
    var tests = LintFacts.tests(content);
    return tests.isEmpty()
        ? new Evidence("tests", false, "no file that tests the recipe")
        : new Evidence("tests", true, tests.get(0));
  }
}
