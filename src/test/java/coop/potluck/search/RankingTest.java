package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coop.potluck.search.RankingCases.Case;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How well queries find what is wanted, over {@code src/test/resources/search/catalogue.txt}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankingTest {

  /** Of the queries that were written before anything was tuned: they stay as they are. */
  private static final String UNTOUCHED =
      "d18e226f6fb95845b3de1280dc9e0caafcb0009b8f649d1078de6e444aa61a35";

  private static final int PLACES = 10;

  private final RankingCases cases = RankingCases.read();
  private RankingCatalogue catalogue;
  private RecipeSearch search;

  @BeforeAll
  void fill(@TempDir Path folder) {
    catalogue = new RankingCatalogue(folder);
    search = new RecipeSearch(catalogue.database());
  }

  @AfterAll
  void close() {
    catalogue.close();
  }

  @Test
  void the_untouched_queries_find_what_they_want() {
    assertThat(measured("untouched", cases.untouched())).isGreaterThanOrEqualTo(0.90);
  }

  @Test
  void the_tuned_queries_find_what_they_want() {
    assertThat(measured("tuned", cases.tuned())).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void the_untouched_queries_are_as_they_were_first_written() {
    assertThat(cases.hashOfUntouched()).isEqualTo(UNTOUCHED);
  }

  @Test
  void each_query_is_there_once_and_wants_no_name_twice() {
    assertThat(Stream.concat(cases.untouched().stream(), cases.tuned().stream()))
        .extracting(Case::query)
        .doesNotHaveDuplicates()
        .doesNotContain("");
    for (var wanted : allWanted()) {
      assertThat(wanted).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(PLACES);
    }
  }

  @Test
  void whatever_is_wanted_is_in_the_catalogue() {
    var names = new HashSet<String>();
    for (var id : catalogue.ids()) {
      names.add(id.toString());
      names.add(id.name().value());
    }
    assertThat(allWanted().stream().flatMap(List::stream)).isSubsetOf(names);
  }

  @Test
  void what_is_found_in_a_worse_place_is_worth_less() {
    var one = new Case("q", List.of("wiki"));
    assertThat(one.reciprocalRank(List.of("a/wiki", "b/wiki", "a/chat"))).isEqualTo(1);
    assertThat(one.reciprocalRank(List.of("a/chat", "b/wiki"))).isEqualTo(0.5);
    assertThat(one.reciprocalRank(List.of("a/chat"))).isZero();
    assertThat(one.gain(List.of("a/chat", "b/wiki", "a/wiki"), 10)).isCloseTo(0.63, within(0.01));
    var two = new Case("q", List.of("b/wiki", "chat"));
    assertThat(two.reciprocalRank(List.of("a/chat", "a/wiki", "b/wiki"))).isEqualTo(1.0 / 3);
    assertThat(two.reciprocalRankOfAny(List.of("a/chat", "a/wiki", "b/wiki"))).isEqualTo(1);
    assertThat(two.gain(List.of("a/chat", "b/wiki", "a/blog"), 10)).isCloseTo(1, within(1e-9));
    assertThat(two.gain(List.of("a/chat", "a/wiki", "a/blog"), 10)).isCloseTo(0.61, within(0.01));
    var none = new Case("q", List.of());
    assertThat(none.reciprocalRank(List.of())).isEqualTo(1);
    assertThat(none.gain(List.of("a/chat"), 10)).isZero();
  }

  private List<List<String>> allWanted() {
    return Stream.concat(cases.untouched().stream(), cases.tuned().stream())
        .map(Case::wanted)
        .toList();
  }

  /**
   * The mean reciprocal rank of the first name that is wanted; prints it beside that of the name
   * wanted most, and what was missed.
   */
  private double measured(String section, List<Case> queries) {
    assertThat(queries).as("queries under the heading " + section).isNotEmpty();
    var rank = 0.0;
    var any = 0.0;
    var gain = 0.0;
    var missed = new ArrayList<String>();
    for (var one : queries) {
      var found = found(one.query());
      rank += one.reciprocalRank(found);
      any += one.reciprocalRankOfAny(found);
      gain += one.gain(found, PLACES);
      if (one.reciprocalRankOfAny(found) < 1) {
        var got = one.named(found);
        missed.add(
            String.format(
                Locale.ROOT,
                "  %-34s wanted %-40s got %s",
                one.query(),
                one.wanted().isEmpty() ? "nothing" : String.join(", ", one.wanted()),
                String.join(", ", got.subList(0, Math.min(3, got.size())))));
      }
    }
    var size = queries.size();
    System.out.printf(
        Locale.ROOT,
        "%n%-10s %8s %8s %12s %8s%n%-10s %8d %8.3f %12.3f %8.3f%n",
        "section",
        "queries",
        "MRR",
        "of first",
        "nDCG@10",
        section,
        size,
        any / size,
        rank / size,
        gain / size);
    missed.forEach(System.out::println);
    return any / size;
  }

  /** The ids on the first page, as the API would answer. */
  private List<String> found(String text) {
    var query = RecipeQuery.ALL.text(text).sort(RecipeQuery.Sort.RELEVANCE).page(PLACES, null);
    return search.find(query) instanceof SearchResult.Found found
        ? found.items().stream().map(hit -> hit.row().id().toString()).toList()
        : List.of();
  }
}
