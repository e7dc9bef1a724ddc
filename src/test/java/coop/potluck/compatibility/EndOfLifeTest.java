package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Problem;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfLifeTest {

  private static final EndOfLife DATES = EndOfLife.standard();

  private static Optional<EndOfLife.Cycle> cycle(String image) {
    return DATES.cycle(ImageReference.parse(image).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:9.6.24-alpine, postgresql 9.6",
    "postgres:13, postgresql 13",
    "docker.io/library/postgres:13.13, postgresql 13",
    "postgis/postgis:16-3.4, postgresql 16",
    "pgvector/pgvector:pg16, postgresql 16",
    "pgvector/pgvector:0.7.0-pg15-bookworm, postgresql 15",
    "timescale/timescaledb:latest-pg14, postgresql 14",
    "mariadb:10.6, mariadb 10.6",
    "mysql:8.0.36, mysql 8.0",
    "nextcloud:27.1.3-fpm, nextcloud 27",
    "traefik:v2.11.0, traefik 2.11",
    "gitlab/gitlab-ce:16.3.0-ce.0, gitlab 16.3",
    "quay.io/keycloak/keycloak:21.1, keycloak 21.1",
    "docker.elastic.co/elasticsearch/elasticsearch:7.17.9, elasticsearch 7",
    "debian:bookworm-20240110-slim, debian 12",
    "debian:12.5-slim, debian 12",
    "ubuntu:22.04, ubuntu 22.04",
    "ubuntu:jammy, ubuntu 22.04",
    "alpine:3.18.4, alpine 3.18",
  })
  void a_tag_belongs_to_the_longest_numbers_that_are_listed(String image, String text) {
    assertThat(cycle(image)).map(EndOfLife.Cycle::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres",
        "postgres:latest",
        "postgres:alpine",
        "postgres:13abcdef",
        "postgres:1234567",
        "postgres:99",
        "mariadb:10",
        "pgvector/pgvector:0.7.0",
        "ghcr.io/stranger/postgres:9.6",
        "stranger/postgres:9.6",
        "debian:sid",
        "stranger/app:1.0-bookworm",
      })
  void what_is_not_known_has_no_end(String image) {
    assertThat(cycle(image)).isEmpty();
  }

  @Test
  void the_last_end_is_that_before_the_day() {
    var dates =
        parsed(
            """
            product One
            images one
            1 2020-01-01
            2 2021-01-01
            """);
    assertThat(dates.lastEnd(LocalDate.parse("2020-01-01"))).isEqualTo(LocalDate.EPOCH);
    assertThat(dates.lastEnd(LocalDate.parse("2020-01-02"))).isEqualTo("2020-01-01");
    assertThat(dates.lastEnd(LocalDate.parse("2021-01-01"))).isEqualTo("2020-01-01");
    assertThat(dates.lastEnd(LocalDate.parse("2030-01-01"))).isEqualTo("2021-01-01");
  }

  @Test
  void a_fingerprint_tells_files_apart() {
    var one = "product One\nimages one\n1 2020-01-01\n";
    assertThat(parsed(one).fingerprint()).isEqualTo(parsed(one).fingerprint());
    assertThat(parsed(one).fingerprint()).isNotEqualTo(parsed(one + "2 2021-01-01").fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 2020-01-01                                      | dates:1 | a product first
          product A*                                        | dates:1 | a product's name
          product A;1 2020-01-01;product A                  | dates:3 | A once
          product A;images Nginx;1 2020-01-01               | dates:2 | expected images
          product A;images a:1.2;1 2020-01-01               | dates:2 | lower-case letters
          product A;images a;images b a;1 2020-01-01        | dates:3 | a once
          product A;images a;1 2020-02-30                   | dates:3 | the last day with fixes
          product A;images a;1                              | dates:3 | the last day with fixes
          product A;images a;one 2020-01-01                 | dates:3 | the last day with fixes
          product A;images a;1 2020-01-01;1 2021-01-01      | dates:4 | A 1 once
          product A;1 2020-01-01 X                          | dates:2 | names of 3 to 40
          product A;1 2020-01-01 abc;2 2020-01-01 abc       | dates:3 | the name abc once
          # nothing                                         | dates   | at least one product
          """)
  void a_file_that_is_not_as_it_should_be_is_told_by_lines(
      String text, String where, String expected) {
    assertThat(EndOfLife.parse("dates", text.replace(';', '\n')))
        .asInstanceOf(type(EndOfLife.Read.Rejected.class))
        .extracting(EndOfLife.Read.Rejected::problems, list(Problem.class))
        .anySatisfy(
            problem -> {
              assertThat(problem.where()).isEqualTo(where);
              assertThat(problem.expected()).contains(expected);
            });
  }

  @Test
  void a_file_that_is_too_long_is_not_read() {
    var line = "product A\n";
    assertThat(EndOfLife.parse("dates", line.repeat(EndOfLifeFile.MAX_LINES + 1)))
        .asInstanceOf(type(EndOfLife.Read.Rejected.class))
        .extracting(EndOfLife.Read.Rejected::problems, list(Problem.class))
        .hasSize(1);
    assertThat(EndOfLife.parse("dates", "#".repeat(EndOfLifeFile.MAX_CHARACTERS + 1)))
        .isInstanceOf(EndOfLife.Read.Rejected.class);
  }

  @Test
  void problems_are_told_up_to_a_number() {
    assertThat(EndOfLife.parse("dates", "nonsense\n".repeat(100)))
        .asInstanceOf(type(EndOfLife.Read.Rejected.class))
        .extracting(EndOfLife.Read.Rejected::problems, list(Problem.class))
        .hasSize(EndOfLifeFile.MAX_PROBLEMS);
  }

  private static EndOfLife parsed(String text) {
    return ((EndOfLife.Read.Dates) EndOfLife.parse("dates", text)).dates();
  }
}
