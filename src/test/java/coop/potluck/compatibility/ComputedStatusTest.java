package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.ComputedStatus.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/status.md} says how it is computed. */
class ComputedStatusTest {

  private static final Path TABLE = Path.of("docs/status.md");
  private static final Linter LINTER = new Linter(EndOfLife.standard());

  @Test
  void the_table_decides_every_case_once_and_as_the_code_does() throws IOException {
    var rows = rows("| 0 |", "| 1 |", "| 2 |", "| 3 |", "| 4 |", "| 5 |");
    assertThat(rows).hasSizeGreaterThan(5);
    for (var readable : List.of(true, false)) {
      for (var clean : List.of(true, false)) {
        for (var upstream : List.of(true, false)) {
          for (var missing = 0; missing <= 4; missing++) {
            for (var sso : List.of(true, false)) {
              var facts = List.of(is(readable), is(clean), is(upstream), "" + missing, is(sso));
              assertThat(rows.stream().filter(row -> fits(row, facts)))
                  .as(facts.toString())
                  .extracting(row -> Integer.valueOf(row.get(0)))
                  .containsExactly(ComputedStatus.status(readable, clean, upstream, missing, sso));
            }
          }
        }
      }
    }
  }

  @Test
  void the_evidence_is_what_the_document_names_in_its_order() throws IOException {
    assertThat(status(COMPOSE + SAMPLE).evidence())
        .extracting(it -> "`" + it.name() + "`")
        .containsExactlyElementsOf(rows("| `").stream().map(row -> row.get(0)).toList());
  }

  @Test
  void a_recipe_with_everything_has_a_five_and_loses_it_step_by_step() {
    var all = COMPOSE + SAMPLE + "-- tests/run.sh --\ntrue\n";
    assertThat(status(all).status()).isEqualTo(5);
    assertThat(status(all.replace("OIDC_ISSUER", "ISSUER")).status()).isEqualTo(4);
    assertThat(status(all.replace("SMTP_HOST", "HOST")).status()).isEqualTo(3);
    assertThat(status(all.replace("tests/run.sh", "run.sh")).status()).isEqualTo(3);
    assertThat(status(all.replace("backupbot.backup=true", "backupbot.backup=false")).status())
        .isEqualTo(3);
    assertThat(status(all.replace("healthcheck: {test: \"true\"}", "init: true")).status())
        .isEqualTo(3);
    assertThat(status(COMPOSE + SAMPLE.replace("SMTP_HOST", "HOST")).status()).isEqualTo(3);
    assertThat(
            status(COMPOSE.replace("backupbot", "bot") + SAMPLE.replace("SMTP_HOST", "HOST"))
                .status())
        .isEqualTo(2);
    assertThat(status(all.replace("org/wiki", "stranger/thing")).status()).isEqualTo(2);
    assertThat(status(all.replace("  app:", "  web:")).status()).isEqualTo(1);
    assertThat(status(all.replace("  app:", "  app: [")).status()).isZero();
  }

  @Test
  void what_broke_a_rule_is_named() {
    assertThat(status(COMPOSE.replace("  app:", "  web:") + SAMPLE).evidence())
        .contains(new Evidence("lint", false, "broken: R009"));
  }

  @Test
  void an_image_is_upstreams_by_its_place_its_owner_or_the_readmes_rating() {
    assertThat(upstream("nginx:1.27.1", "wiki").holds()).isTrue();
    assertThat(upstream("ghcr.io/library/nginx:1.27.1", "wiki").holds()).isFalse();
    assertThat(upstream("gitea/gitea:1.20", "forge").holds()).isTrue();
    assertThat(upstream("quay.io/uptime-kuma/server:1.20", "uptimekuma").holds()).isTrue();
    assertThat(upstream("louislam/kuma:1.20", "uptime-kuma").holds()).isFalse();
    var rated = readme("* **Image**: [`louislam/kuma`](https://example.org), 4, upstream");
    assertThat(upstream("louislam/kuma:1.20", "uptime-kuma", rated).holds()).isTrue();
    assertThat(upstream("ghcr.io/louislam/kuma:1.20", "uptime-kuma", rated).holds()).isTrue();
    assertThat(upstream("another/kuma:1.20", "uptime-kuma", rated).holds()).isFalse();
    assertThat(upstream("louislam/kuma:1.20", "uptime-kuma", rated.replace(", 4,", ", 3,")).holds())
        .isFalse();
  }

  @Test
  void an_app_that_sends_no_mail_is_not_short_of_it() {
    var silent = COMPOSE + SAMPLE.replace("SMTP_HOST", "HOST") + "-- tests/run.sh --\ntrue\n";
    assertThat(status(silent).status()).isEqualTo(3);
    assertThat(status(silent + readme("* **Email**: N/A")).status()).isEqualTo(5);
    assertThat(status(silent + readme("* **Email**: 3")).status()).isEqualTo(3);
  }

  private static final String COMPOSE =
      """
      -- compose.yml --
      version: "3.8"
      services:
        app:
          image: org/wiki:1.2.3
          healthcheck: {test: "true"}
          deploy:
            labels: ["backupbot.backup=true"]
      """;

  private static final String SAMPLE =
      """
      -- .env.sample --
      TYPE=org
      SMTP_HOST=
      OIDC_ISSUER=
      """;

  private static String readme(String line) {
    return "-- README.md --\n# Wiki\n<!-- metadata -->\n" + line + "\n<!-- endmetadata -->\n";
  }

  private static Evidence upstream(String image, String recipe) {
    return upstream(image, recipe, "");
  }

  private static Evidence upstream(String image, String recipe, String readme) {
    var text =
        "recipe: "
            + recipe
            + "\n"
            + COMPOSE.replace("org/wiki:1.2.3", image)
            + SAMPLE.replace("TYPE=org", "TYPE=" + recipe)
            + readme;
    return status(text).evidence().get(2);
  }

  private static ComputedStatus status(String recipe) {
    var subject = LintCase.of(recipe).subject();
    return ComputedStatus.of(subject, LINTER.lint(subject, LocalDate.parse("2026-01-15")));
  }

  private static String is(boolean fact) {
    return fact ? "yes" : "no";
  }

  private static boolean fits(List<String> row, List<String> facts) {
    for (var i = 0; i < facts.size(); i++) {
      var wanted = row.get(i + 1);
      var between = wanted.split(" to ", -1);
      var fits =
          wanted.equals("–")
              || wanted.equals(facts.get(i))
              || (between.length == 2
                  && Integer.parseInt(between[0]) <= Integer.parseInt(facts.get(i))
                  && Integer.parseInt(facts.get(i)) <= Integer.parseInt(between[1]));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static List<List<String>> rows(String... beginnings) throws IOException {
    var rows = new ArrayList<List<String>>();
    for (var line : Files.readAllLines(TABLE)) {
      for (var beginning : beginnings) {
        if (line.startsWith(beginning)) {
          var cells = List.of(line.split("\\|", -1));
          rows.add(cells.subList(1, cells.size() - 1).stream().map(String::strip).toList());
        }
      }
    }
    return rows;
  }
}
