package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever somebody types is answered, soon, and the answer is whole. */
class SearchAnyTextTest {

  /** What the API takes at most. */
  private static final int LENGTH = 200;

  /** On a machine that does much else. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The ways that words are looked up in, of the longest text. */
  private static final int MANY_WAYS = 1500;

  private static final int PAGE = 20;

  private static @Nullable Path folder;
  private static @Nullable RankingCatalogue catalogue;
  private static @Nullable RecipeSearch search;

  @BeforeContainer
  static void fill() throws IOException {
    var made = Files.createTempDirectory("any-text");
    folder = made;
    catalogue = new RankingCatalogue(made);
    search = new RecipeSearch(catalogue.database());
    search.warm();
  }

  @AfterContainer
  static void close() throws IOException {
    Objects.requireNonNull(catalogue).close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static RecipeSearch search() {
    return Objects.requireNonNull(search);
  }

  @Property(tries = 400)
  void any_text_is_answered(@ForAll("texts") String text) {
    check(text);
  }

  @Example
  void whatever_was_ever_trouble_is_answered() {
    for (var text : NastyTexts.upTo(LENGTH)) {
      assertThat(text.length()).as(text).isLessThanOrEqualTo(LENGTH);
      check(text);
    }
  }

  @Property(tries = 150)
  void a_filter_leaves_some_of_what_is_found_without_it(
      @ForAll("texts") String text, @ForAll Facet facet, @ForAll("values") String value) {
    var all = RecipeQuery.ALL.text(text).sort(RecipeQuery.Sort.RELEVANCE).page(1000, null);
    var whole = found(all);
    for (var query : List.of(all.filter(facet, value), all.minStatus(3), all.features("backups"))) {
      var some = found(query);
      // Where no recipe has all words, "most" may be fewer of them among those that are left.
      if (some.matching() == SearchResult.Matching.ALL
          && whole.matching() == SearchResult.Matching.ALL) {
        var left = new ArrayList<>(ids(whole));
        left.retainAll(ids(some));
        assertThat(left).as(text).isEqualTo(ids(some));
        assertThat(some.total()).isEqualTo(some.items().size());
      }
    }
  }

  @Property(tries = 150)
  void pages_are_the_whole_list(@ForAll("texts") String text, @ForAll RecipeQuery.Sort sort) {
    var query = RecipeQuery.ALL.text(text).sort(sort);
    var whole = found(query.page(1000, null));
    var first = found(query.page(PAGE, null));
    assertThat(ids(whole).subList(0, first.items().size())).isEqualTo(ids(first));
    if (first.next() != null) {
      var second = ids(found(query.page(PAGE, first.next())));
      assertThat(ids(whole).subList(PAGE, PAGE + second.size())).isEqualTo(second);
    }
    assertThat(whole.next()).isNull();
    assertThat(whole.total()).isEqualTo(whole.items().size()).isEqualTo(first.total());
  }

  @Property(tries = 200)
  void any_beginning_is_answered_by_suggestions(@ForAll("texts") String text) {
    var suggestions = search().suggest(text);
    assertThat(suggestions).hasSizeLessThanOrEqualTo(RecipeSearch.SUGGESTIONS);
    assertThat(suggestions).extracting(Suggestion::text).doesNotContain("").isNotNull();
    assertThat(search().suggest(text)).isEqualTo(suggestions);
  }

  private static void check(String text) {
    var query =
        RecipeQuery.ALL
            .text(text)
            .sort(RecipeQuery.Sort.RELEVANCE)
            .facets(EnumSet.allOf(Facet.class))
            .page(PAGE, null);
    var start = System.nanoTime();
    var found = found(query);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(SOON);
    var parsed = QueryParser.parse(text);
    assertThat(Plan.of(parsed, Synonyms.standard()).ways()).as(text).hasSizeLessThan(MANY_WAYS);
    assertThat(found(query)).as(text).isEqualTo(found);
    assertThat(found.items()).hasSize((int) Math.min(PAGE, found.total()));
    assertThat(found.next() == null).isEqualTo(found.total() <= PAGE);
    for (var hit : found.items()) {
      assertThat(hit.match() == null).isEqualTo(parsed.clauses().isEmpty());
      var match = hit.match();
      if (match != null && match.snippet() != null) {
        check(match.snippet());
      }
    }
  }

  private static void check(SearchResult.Snippet snippet) {
    var last = 0;
    assertThat(snippet.highlights()).isNotEmpty();
    for (var highlight : snippet.highlights()) {
      assertThat(highlight.start()).isGreaterThanOrEqualTo(last);
      assertThat(highlight.end()).isGreaterThan(highlight.start());
      last = highlight.end();
    }
    assertThat(last).isLessThanOrEqualTo(snippet.text().length());
  }

  private static SearchResult.Found found(RecipeQuery query) {
    var result = search().find(query);
    assertThat(result).isInstanceOf(SearchResult.Found.class);
    return (SearchResult.Found) result;
  }

  private static List<String> ids(SearchResult.Found found) {
    return found.items().stream().map(hit -> hit.row().id().toString()).toList();
  }

  /** Texts of any letters, and of what the language and the catalogue are made of. */
  @Provide
  Arbitrary<String> texts() {
    var anything = Arbitraries.strings().all().ofMaxLength(LENGTH);
    var piece =
        Arbitraries.oneOf(
            Arbitraries.of(
                "nextcloud",
                "nextclud",
                "wiki",
                "video",
                "calls",
                "uptime-kuma",
                "postgres:16",
                "sso",
                "the",
                "gitea",
                "env:",
                "name:",
                "status:>=3",
                "updated:<2026",
                "-",
                "\"",
                "image:",
                "feature:sso",
                "coop:tidal",
                " ",
                " ",
                " ",
                "\t",
                "e\u0301",
                "🙂",
                "漢字"),
            Arbitraries.strings().all().ofMaxLength(5),
            Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(8));
    var pieces =
        Combinators.combine(piece.list().ofMaxSize(30), Arbitraries.of("", " "))
            .as((all, between) -> cut(String.join(between, all)));
    return Arbitraries.oneOf(anything, pieces, pieces);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of("harvest", "tidal", "Apps", "3", "backups", "sso", "traefik", "nothing");
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LENGTH, text.length()));
  }
}
