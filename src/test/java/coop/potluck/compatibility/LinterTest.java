package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.LintReport.Outcome;
import coop.potluck.compatibility.LintReport.Rule;
import coop.potluck.compatibility.LintReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case in {@code src/test/resources/lint}; {@link LintCase} says how they are written. */
class LinterTest {

  private static final Path CASES = Path.of("src/test/resources/lint");

  private static final LocalDate DAY = LocalDate.parse("2026-01-15");
  private static final String APP =
      "version: \"3.8\"\nservices:\n  app:\n    image: org/wiki:1.2.3\n";
  private static final String SAMPLE = "-- .env.sample --\nTYPE=wiki\n";

  private final Linter linter = new Linter(EndOfLife.standard());

  @TestFactory
  Stream<DynamicTest> a_rule_judges_as_its_case_says() throws IOException {
    return cases().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.title(),
                    () -> {
                      var verdict = verdict(it);
                      assertThat(text(verdict)).isEqualTo(it.verdict());
                      assertThat(verdict.outcome()).isEqualTo(it.kind());
                    }));
  }

  @Test
  void every_rule_has_a_case_that_holds_and_one_that_fails() throws IOException {
    var kinds =
        cases().stream()
            .collect(
                Collectors.groupingBy(
                    LintCase::rule,
                    Collectors.mapping(
                        LintCase::kind,
                        Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class)))));
    assertThat(kinds)
        .containsOnlyKeys(Linter.rules().stream().map(Rule::id).toArray(String[]::new));
    assertThat(kinds)
        .allSatisfy((rule, found) -> assertThat(found).contains(Outcome.PASS, Outcome.FAIL));
  }

  @Test
  void rules_are_in_the_order_of_their_ids() {
    assertThat(Linter.rules()).extracting(Rule::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void every_rule_answers_every_case() throws IOException {
    for (var lintCase : cases()) {
      var report = linter.lint(lintCase.subject(), lintCase.today());
      assertThat(report.rules()).extracting(Verdict::rule).isEqualTo(Linter.rules());
      assertThat(report.rules())
          .allSatisfy(
              it -> {
                assertThat(it.findings().isEmpty()).isEqualTo(it.outcome() != Outcome.FAIL);
                assertThat(it.reason() != null).isEqualTo(it.outcome() == Outcome.NOT_APPLICABLE);
              });
      assertThat(linter.lint(lintCase.subject(), lintCase.today())).isEqualTo(report);
    }
  }

  @Test
  void of_files_that_cannot_be_read_nothing_is_said() {
    assertThat(outcomes("-- compose.yml --\nservices: [\n")).containsOnly(Outcome.NOT_APPLICABLE);
  }

  @Test
  void what_an_older_program_read_is_not_judged() {
    assertThat(outcomes("older program\n-- compose.yml --\n" + APP))
        .containsOnly(Outcome.NOT_APPLICABLE);
  }

  @Test
  void a_working_copy_is_not_judged_by_what_only_a_catalogue_knows() {
    var subject = LintCase.of("-- compose.yml --\n" + APP).subject();
    assertThat(linter.lint(subject, DAY).rules())
        .filteredOn(it -> it.outcome() == Outcome.NOT_APPLICABLE)
        .extracting(it -> it.rule().id())
        .contains("P001", "P002", "P010", "P011", "P022", "R006", "R013", "R014");
  }

  @Test
  void findings_are_bounded_in_number_and_length_and_stay_on_one_line() {
    var services = new StringBuilder("-- compose.yml --\n" + APP);
    for (var i = 0; i < 100; i++) {
      services.append("  \"s").append(i).append("\\n\\e[31m").append("x".repeat(400));
      services.append("\": {image: \"org/a:1.2\"}\n");
    }
    var report = linter.lint(LintCase.of(services + SAMPLE).subject(), DAY);
    assertThat(report.rules())
        .allSatisfy(it -> assertThat(it.findings()).hasSizeLessThan(LintRule.MAX_FINDINGS + 2))
        .flatExtracting(Verdict::findings)
        .hasSizeGreaterThan(LintRule.MAX_FINDINGS)
        .allSatisfy(
            it -> assertThat(it.found()).hasSizeLessThan(310).doesNotContainPattern("\\p{Cntrl}"));
    assertThat(report.rules())
        .filteredOn(it -> it.rule().id().equals("R002"))
        .flatExtracting(Verdict::findings)
        .last()
        .extracting(LintReport.Finding::found)
        .isEqualTo("Here and further on are 51 more.");
  }

  private List<Outcome> outcomes(String recipe) {
    return linter.lint(LintCase.of(recipe + SAMPLE).subject(), DAY).rules().stream()
        .map(Verdict::outcome)
        .toList();
  }

  private Verdict verdict(LintCase lintCase) {
    return linter.lint(lintCase.subject(), lintCase.today()).rules().stream()
        .filter(it -> it.rule().id().equals(lintCase.rule()))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Verdict verdict) {
    return switch (verdict.outcome()) {
      case PASS -> "pass";
      case NOT_APPLICABLE -> "not applicable: " + verdict.reason();
      case FAIL ->
          verdict.findings().stream()
              .map(it -> it.where() + " | " + it.found() + " | " + it.mend())
              .collect(Collectors.joining("\n"));
    };
  }

  private static List<LintCase> cases() throws IOException {
    try (var files = Files.list(CASES)) {
      return files.sorted().flatMap(it -> LintCase.read(it).stream()).toList();
    }
  }
}
