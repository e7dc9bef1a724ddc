package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class QueryParserTest {

  private static final Path TABLE = Path.of("src/test/resources/search/queries.txt");

  @TestFactory
  Stream<DynamicTest> a_text_is_read_as_the_table_says() throws IOException {
    return cases().stream().map(it -> DynamicTest.dynamicTest(it.get(0), () -> assertReadAs(it)));
  }

  /** The cases of the table: a line with the query in brackets, then what it is read as. */
  private static List<List<String>> cases() throws IOException {
    var cases = new ArrayList<List<String>>();
    for (var line : Files.readAllLines(TABLE)) {
      if (line.startsWith("[")) {
        cases.add(new ArrayList<>(List.of(line)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.get(cases.size() - 1).add(line);
      }
    }
    return cases;
  }

  private static void assertReadAs(List<String> wanted) {
    var line = wanted.get(0);
    var query = QueryParser.parse(line.substring(1, line.length() - 1));
    assertThat(
            Stream.concat(
                query.clauses().stream().map(QueryParserTest::shown),
                query.warnings().stream().map(it -> "! " + it.at())))
        .containsExactlyElementsOf(wanted.subList(1, wanted.size()));
  }

  private static String shown(Clause clause) {
    return (clause.excluded() ? "not " : "") + what(clause);
  }

  private static String what(Clause clause) {
    if (clause instanceof Clause.Word word) {
      return "word "
          + String.join("+", word.parts())
          + (word.prefix() ? "..." : "")
          + (word.optional() ? " (optional)" : "")
          + (word.field() == null ? "" : " in " + word.field().text());
    } else if (clause instanceof Clause.Phrase phrase) {
      return "phrase "
          + String.join(" ", phrase.words())
          + (phrase.field() == null ? "" : " in " + phrase.field().text());
    } else if (clause instanceof Clause.HasValue value) {
      return value.facet().text() + " = " + value.value();
    } else if (clause instanceof Clause.HasFeature feature) {
      return "feature " + feature.feature();
    } else if (clause instanceof Clause.StatusIs status) {
      return status.scale().text() + " " + status.comparison() + " " + status.status();
    } else {
      var updated = (Clause.Updated) clause;
      var until = updated.last().equals(updated.day()) ? "" : " to " + updated.last();
      return "updated " + updated.comparison() + " " + updated.day() + until;
    }
  }

  @Test
  void a_warning_says_what_would_have_been_understood() {
    assertThat(QueryParser.parse("needs: status:x foo:bar name:").warnings())
        .extracting(SearchResult.Warning::expected)
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("a value right after the colon, as in needs:traefik"),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "a status from 0 to 5 right after the colon, as in status:3 or"
                            + " status:>=3"),
            it -> assertThat(it).contains("category, image"),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "a word or a phrase right after the colon, as in name:wiki or"
                            + " name:\"mind map\""));
  }

  @Test
  void what_is_typed_goes_with_its_clause() {
    assertThat(QueryParser.parse("a Wiki -\"mind map\" name:Git status:>=3 foo:bar").clauses())
        .extracting(Clause::typed)
        .containsExactly("a", "Wiki", "-\"mind map\"", "name:Git", "status:>=3", "foo", "bar");
  }

  @Test
  void what_is_beyond_the_limits_is_left_out_with_a_warning() {
    var words = IntStream.rangeClosed(1, 40).mapToObj(it -> "word" + it).toList();

    var many = QueryParser.parse(String.join(" ", words));
    assertThat(many.clauses()).hasSize(QueryParser.MAX_CLAUSES);
    assertThat(many.warnings())
        .extracting(SearchResult.Warning::at)
        .containsExactly("word" + (QueryParser.MAX_CLAUSES + 1));

    var together = QueryParser.parse(String.join("-", words));
    assertThat(together.clauses())
        .satisfiesExactly(
            it -> {
              var word = (Clause.Word) it;
              assertThat(word.parts()).isEqualTo(words.subList(0, QueryParser.MAX_PARTS));
              assertThat(word.prefix()).isFalse();
            });
    assertThat(together.warnings()).hasSize(1);

    var phrase = QueryParser.parse("\"" + String.join(" ", words) + "\"");
    assertThat(((Clause.Phrase) phrase.clauses().get(0)).words()).hasSize(QueryParser.MAX_PARTS);
    assertThat(phrase.warnings()).hasSize(1);
  }

  @Test
  void a_day_of_updates_ends_at_midnight_in_utc() {
    assertThat(updated("updated:2026-01-31").holds(Instant.parse("2026-01-31T23:59:59Z"))).isTrue();
    assertThat(updated("updated:2026-01-31").holds(Instant.parse("2026-02-01T00:00:00Z")))
        .isFalse();
    assertThat(updated("updated:>2026-01-31").holds(Instant.parse("2026-01-31T23:59:59Z")))
        .isFalse();
    assertThat(updated("updated:>2026-01-31").holds(Instant.parse("2026-02-01T00:00:00Z")))
        .isTrue();
    assertThat(updated("updated:2026").holds(Instant.parse("2026-07-01T12:00:00Z"))).isTrue();
    assertThat(updated("updated:2026").holds(Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
  }

  private static Clause.Updated updated(String text) {
    return (Clause.Updated) QueryParser.parse(text).clauses().get(0);
  }

  @Test
  void what_has_no_status_has_none_below_another() {
    var below = (Clause.StatusIs) QueryParser.parse("status:<3").clauses().get(0);
    assertThat(below.holds(2)).isTrue();
    assertThat(below.holds(3)).isFalse();
    assertThat(below.holds(-1)).isFalse();
  }

  @Property
  void any_text_is_a_query(@ForAll("texts") String text) {
    var query = QueryParser.parse(text);

    assertThat(query).isEqualTo(QueryParser.parse(text));
    assertThat(query.clauses()).hasSizeLessThanOrEqualTo(QueryParser.MAX_CLAUSES);
    assertThat(query.clauses()).allSatisfy(it -> assertThat(text).contains(it.typed()));
    assertThat(query.warnings())
        .allSatisfy(
            it -> {
              assertThat(text).contains(it.at());
              assertThat(it.at().length()).isLessThanOrEqualTo(QueryParser.MAX_REPEATED);
              assertThat(it.expected()).isNotBlank();
            });
  }

  @Provide
  Arbitrary<String> texts() {
    var pieces =
        Arbitraries.of(
            "wiki",
            "a",
            "Uptime-Kuma",
            " ",
            " ",
            "-",
            "\"",
            "“",
            ":",
            "name:",
            "status:>=",
            "updated:",
            "2026-02",
            "3",
            "coop:",
            "foo:",
            "//",
            "é",
            "ß",
            "\u0301",
            "\ud83d",
            "漢字");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(60).map(it -> String.join("", it)),
        Arbitraries.strings().ofMaxLength(200));
  }

  @TestFactory
  Stream<DynamicTest> a_long_text_takes_no_longer_than_its_length() {
    return Stream.of(
            "a", "a ", "é", "-", "- ", "\"", "\" ", "\"\"", "!! ", "name:", "name: ", "name:\"",
            "coop:\"", "foo:\" ", "foo:!", "a-", "\u0301", "y", "漢")
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it,
                    () -> {
                      var text = it.repeat(100_000 / it.length());
                      Assertions.assertTimeout(
                          Duration.ofSeconds(2), () -> QueryParser.parse(text));
                    }));
  }
}
