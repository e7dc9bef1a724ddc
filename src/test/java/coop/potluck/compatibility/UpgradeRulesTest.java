package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.ImageReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeRulesTest {

  private static final UpgradeRules RULES = UpgradeRules.standard();

  @ParameterizedTest
  @CsvSource({
    "postgres:13, postgres:15, PostgreSQL",
    "postgres:9.5, postgres:9.6, PostgreSQL",
    "postgres:9.6.24-alpine, postgres:10-alpine, PostgreSQL",
    "docker.io/library/postgres:13, docker.io/postgres:14.2, PostgreSQL",
    "postgres:15, postgis/postgis:16-3.4, PostgreSQL",
    "postgres:15, pgvector/pgvector:pg16, PostgreSQL",
    "pgvector/pgvector:pg15, pgvector/pgvector:0.7.0-pg16, PostgreSQL",
    "timescale/timescaledb:2.11.0-pg14, timescale/timescaledb:2.14.2-pg15, PostgreSQL",
    "timescale/timescaledb-ha:pg14.6-ts2.9.0, timescale/timescaledb-ha:pg15.1-ts2.9.1, PostgreSQL",
    "pgautoupgrade/pgautoupgrade:15-alpine, postgres:16-alpine, PostgreSQL",
    "mariadb:10.6, mariadb:10.11, MariaDB",
    "mariadb:10.11.2, mariadb:11.4, MariaDB",
    "mysql:5.7, mysql:8.0.36, MySQL",
    "mongo:4.4, mongo:5.0, MongoDB",
    "docker.elastic.co/elasticsearch/elasticsearch:7.17.1, docker.elastic.co/elasticsearch/elasticsearch:8.1.0, Elasticsearch",
    "nextcloud:26.0.1-fpm, nextcloud:27.0.0-fpm, Nextcloud",
    "nextcloud:26.0.1-fpm, nextcloud:28.0.0-apache, Nextcloud",
    "lscr.io/linuxserver/nextcloud:27.1.0, lscr.io/linuxserver/nextcloud:28.0.1, Nextcloud",
    "ghcr.io/goauthentik/server:2024.2.1, ghcr.io/goauthentik/server:2024.4.0, authentik"
  })
  void a_step_that_takes_more_than_deploying_has_a_rule(String was, String is, String name) {
    assertThat(RULES.step(image(was), image(is), UpgradeRulesTest::isNever))
        .map(UpgradeRules.Rule::name)
        .contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:15, postgres:15.4",
    "postgres:15.2, postgres:15.4-alpine",
    "postgres:15, postgres:14",
    "postgres:13, pgautoupgrade/pgautoupgrade:16-alpine",
    "postgres:latest, postgres:16",
    "postgres:15, postgres:latest",
    "timescale/timescaledb:2.11.0-pg14, timescale/timescaledb:2.14.2-pg14",
    "pgvector/pgvector:0.6.0, pgvector/pgvector:0.7.0",
    "mariadb:10.6.1, mariadb:10.6.20",
    "mariadb:10, mariadb:10.11",
    "mysql:8.0.1, mysql:8.0.36",
    "mysql:5.7, mariadb:10.6",
    "redis:6, redis:7",
    "nextcloud:27.0.1-fpm, nextcloud:27.1.3-fpm",
    "nextcloud:28, nextcloud:27",
    "nginx:1.25, nginx:2.0",
    "someone/postgres-exporter:1, someone/postgres-exporter:2"
  })
  void a_step_within_a_series_or_down_or_unknown_has_none(String was, String is) {
    assertThat(RULES.step(image(was), image(is), UpgradeRulesTest::isNever)).isEmpty();
  }

  @Test
  void a_key_of_the_environment_may_see_to_the_step() {
    var step =
        RULES.step(image("mariadb:10.6"), image("mariadb:11.4"), "MARIADB_AUTO_UPGRADE"::equals);
    assertThat(step).isEmpty();
  }

  @Test
  void by_hand_is_told_from_one_by_one() {
    assertThat(RULES.step(image("postgres:15"), image("postgres:16"), UpgradeRulesTest::isNever))
        .hasValueSatisfying(rule -> assertThat(rule.manual()).isTrue());
    assertThat(RULES.step(image("nextcloud:27"), image("nextcloud:28"), UpgradeRulesTest::isNever))
        .hasValueSatisfying(rule -> assertThat(rule.manual()).isFalse());
  }

  @Test
  void a_series_that_nothing_ran_in_is_skipped() {
    assertThat(RULES.skips(image("nextcloud:26"), image("nextcloud:28"))).isTrue();
    assertThat(RULES.skips(image("nextcloud:26"), image("nextcloud:27"))).isFalse();
    assertThat(RULES.skips(image("nextcloud:28"), image("nextcloud:26"))).isFalse();
    assertThat(RULES.skips(image("mysql:5.7"), image("mysql:8.0"))).isFalse();
    assertThat(RULES.skips(image("nginx:1"), image("nginx:9"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres",
        "mariadb:10.6",
        "redis:7-alpine",
        "valkey/valkey:8",
        "pgautoupgrade/pgautoupgrade"
      })
  void a_database_is_one_whatever_its_tag(String image) {
    assertThat(RULES.isDatabase(image(image))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nextcloud:27", "nginx", "rabbitmq:3.12", "someone/postgres:15"})
  void an_app_is_no_database(String image) {
    assertThat(RULES.isDatabase(image(image))).isFalse();
  }

  @Test
  void every_rule_tells_why_in_a_sentence_and_where_it_is_from() {
    assertThat(RULES.rules())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            rule -> {
              assertThat(rule.because()).endsWith(".").hasSizeBetween(20, 140);
              assertThat(rule.source()).startsWith("https://");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "X | app | by hand | first number | x | Why.; 7 columns",
        "X | thing | by hand | first number | x | Why. | https://a.example; one of app, database",
        "X | app | somehow | first number | x | Why. | https://a.example; one of by hand",
        "X | app | by hand unless no | first number | x | Why. | https://a.example; one of by hand",
        "X | app | by hand | last | x | Why. | https://a.example; one of first number",
        "X | app | by hand | first number | x x | Why. | https://a.example; x on one line only",
        "X | app | by hand | first number | library/x | Why. | https://a.example; without registry",
        "X | app | by hand | first number | x:1 | Why. | https://a.example; without registry",
        "X | app | by hand | first number | x | | https://a.example; none of them empty",
        "X | app | by hand | first number | x | Why. | http://a.example; an https address"
      })
  void a_line_that_says_something_else_is_named(String line, String expected) {
    assertThatThrownBy(() -> UpgradeRules.parse("rules", "# a comment\n\n" + line))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("rules, line 3: expected ")
        .hasMessageContaining(expected);
  }

  /** A service that gets no variables. */
  private static boolean isNever(String variable) {
    return false;
  }

  private static ImageReference image(String text) {
    return ImageReference.parse(text).orElseThrow();
  }
}
