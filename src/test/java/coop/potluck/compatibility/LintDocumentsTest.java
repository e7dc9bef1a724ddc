package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/lint} says what the rules are. */
class LintDocumentsTest {

  private static final Path PAGES = Path.of("docs/lint");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  @Test
  void every_rule_has_a_page_of_its_title_and_severity() throws IOException {
    for (var rule : Linter.rules()) {
      assertThat(Files.readAllLines(PAGES.resolve(rule.id() + ".md")))
          .as(rule.id())
          .startsWith("# " + rule.id() + ": " + rule.what(), "", "Severity: " + severity(rule), "")
          .anyMatch(line -> line.startsWith("**Why.** "))
          .anyMatch(line -> line.startsWith("```") || line.startsWith("**Fails.** "))
          .anyMatch(line -> line.startsWith("**Mend.** "));
    }
  }

  @Test
  void the_index_lists_all_rules_in_order() throws IOException {
    assertThat(Files.readAllLines(PAGES.resolve("README.md")).stream())
        .filteredOn(line -> line.startsWith("| ["))
        .containsExactlyElementsOf(
            Linter.rules().stream()
                .map(
                    rule ->
                        "| [%1$s](%1$s.md) | %2$s | %3$s |"
                            .formatted(rule.id(), severity(rule), rule.what()))
                .toList());
  }

  @Test
  void no_page_is_of_a_rule_that_is_not() throws IOException {
    try (var pages = Files.list(PAGES)) {
      assertThat(pages.map(it -> it.getFileName().toString()))
          .hasSize(Linter.rules().size() + 1)
          .contains("README.md");
    }
  }

  @Test
  void links_lead_to_files() throws IOException {
    try (var pages = Files.list(PAGES)) {
      for (var page : pages.toList()) {
        for (var link :
            LINK.matcher(Files.readString(page))
                .results()
                .map(LintDocumentsTest::target)
                .toList()) {
          if (!link.startsWith("http")) {
            assertThat(PAGES.resolve(link)).as(page.toString()).exists();
          }
        }
      }
    }
  }

  private static String target(MatchResult link) {
    return link.group(1);
  }

  private static String severity(LintReport.Rule rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }
}
