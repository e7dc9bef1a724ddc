package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintReport.Finding;
import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.ComputedFeature;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.RecipeContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules about the README's feature block: that it is there, reads well, and says what is so. */
final class ReadmeLint {

  private static final String README = "README.md";
  private static final String NO_README = "no README was read";
  private static final String NO_FILE = "there is no README";
  private static final String NO_BLOCK = "the README has no feature block";

  /** What says nothing of itself. */
  private static final Pattern BLANK = Pattern.compile("[\\s?.…-]*");

  private static final Pattern RATED = Pattern.compile("[1-3](?![0-9]).*");

  private ReadmeLint() {}

  private static Optional<RecipeContent> read(LintFacts facts) {
    return Optional.ofNullable(facts.subject().readme()).filter(it -> !it.composeFiles().isEmpty());
  }

  static Answer filled(LintFacts facts) {
    return read(facts)
        .map(
            content -> {
              var readme = LintFacts.readme(content);
              if (readme.isEmpty()) {
                return missing(README, "There is no README.");
              }
              return LintFacts.hasBlock(content)
                  ? Answer.found(
                      empty(content.claimed()).stream()
                          .map(
                              key ->
                                  finding(
                                      readme.get(),
                                      "The feature block does not say " + key + ".",
                                      "Fill in * **"
                                          + key
                                          + "**: with what is so; N/A where it"
                                          + " does not apply.")))
                  : missing(readme.get(), "The README has no feature block.");
            })
        .orElseGet(() -> Answer.absent(NO_README));
  }

  private static Answer missing(String where, String found) {
    return Answer.found(
        List.of(
            finding(
                where,
                found,
                "Write its eight lines between <!-- metadata --> and <!-- endmetadata -->.")));
  }

  private static List<String> empty(Features claimed) {
    var claims = new LinkedHashMap<String, @Nullable String>();
    claims.put("Category", claimed.category());
    claims.put("Status", claimed.status() == null ? null : claimed.status().toString());
    claims.put("Image", claimed.image() == null ? null : claimed.image().toString());
    claims.put("Healthcheck", claimed.healthcheck());
    claims.put("Backups", claimed.backups());
    claims.put("Email", claimed.email());
    claims.put("Tests", claimed.tests());
    claims.put("SSO", claimed.sso());
    var empty = new ArrayList<String>();
    claims.forEach(
        (key, claim) -> {
          if (claim == null || BLANK.matcher(claim).matches()) {
            empty.add(key);
          }
        });
    return empty;
  }

  static Answer wellFormed(LintFacts facts) {
    var content = read(facts).orElse(null);
    if (content == null) {
      return Answer.absent(NO_README);
    }
    if (!LintFacts.hasBlock(content)) {
      return Answer.absent(LintFacts.readme(content).isEmpty() ? NO_FILE : NO_BLOCK);
    }
    var readme = LintFacts.readme(content).orElse(README);
    return Answer.found(
        content.warnings().stream()
            .filter(it -> it.where().equals(readme) || it.where().startsWith(readme + ":"))
            .map(
                it ->
                    finding(
                        it.where(),
                        "Expected " + it.expected() + ".",
                        "Write it so, or clients read something else there, or nothing.")));
  }

  static Answer truthful(LintFacts facts) {
    var content = read(facts).orElse(null);
    if (content == null) {
      return Answer.absent(NO_README);
    }
    if (!LintFacts.hasBlock(content)) {
      return Answer.absent(LintFacts.readme(content).isEmpty() ? NO_FILE : NO_BLOCK);
    }
    var readme = LintFacts.readme(content).orElse(README);
    var claimed = content.claimed();
    var findings = new ArrayList<Finding>();
    var claims = new LinkedHashMap<String, Boolean>();
    claims.put("backups", isYes(claimed.backups()));
    claims.put("healthcheck", isYes(claimed.healthcheck()));
    claims.put("email", isRated(claimed.email()));
    claims.put("sso", isRated(claimed.sso()));
    for (var shown : facts.content().computed()) {
      if (!shown.present() && claims.getOrDefault(shown.name(), false)) {
        findings.add(overclaim(readme, shown));
      }
    }
    var status = ComputedStatus.shown(facts.subject());
    if (claimed.status() != null && claimed.status() > status) {
      findings.add(
          finding(
              readme,
              "The README claims status %d, and the files come to %d even with no error here."
                  .formatted(claimed.status(), status),
              "Claim what is so; the evidence for each step is in the computed status."));
    }
    return Answer.found(findings);
  }

  private static Finding overclaim(String readme, ComputedFeature shown) {
    return finding(
        readme,
        "The README claims %s, but the files do not show it: %s."
            .formatted(NAMES.getOrDefault(shown.name(), shown.name()), shown.because()),
        "Correct the claim, or add what it speaks of.");
  }

  private static final Map<String, String> NAMES =
      Map.of("healthcheck", "healthchecks", "sso", "single sign-on");

  private static boolean isYes(@Nullable String claim) {
    return claim != null && claim.strip().toLowerCase(Locale.ROOT).startsWith("yes");
  }

  private static boolean isRated(@Nullable String claim) {
    return claim != null && RATED.matcher(claim.strip()).matches();
  }
}
