package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.search.SearchResult.Snippet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SnippetsTest {

  @Test
  void a_short_text_is_shown_whole_with_each_place() {
    assertThat(marked("A wiki, the Wiki of wikis", "wiki"))
        .containsExactly("A [wiki], the [Wiki] of wikis");
  }

  @Test
  void offsets_are_those_of_the_passage_and_of_the_spelling_there() {
    assertThat(marked("Größe zählt: das 🙂 Café", "cafe", "grosse"))
        .containsExactly("[Größe] zählt: das 🙂 [Café]");
  }

  @Test
  void words_written_apart_or_together_are_marked_as_one() {
    assertThat(marked("Run uptime-kuma here", "uptimekuma"))
        .containsExactly("Run [uptime-kuma] here");
    assertThat(marked("The DokuWiki engine", "wiki")).containsExactly("The [DokuWiki] engine");
  }

  @Test
  void of_a_long_text_the_passage_with_the_most_words_is_cut_at_blanks() {
    var text = "wiki " + "filler ".repeat(60) + "a wiki for video calls " + "more ".repeat(60);
    var snippet = Snippets.of(Field.README, text, Set.of("wiki", "video", "calls")).orElseThrow();
    assertThat(snippet.text())
        .startsWith("…filler")
        .contains("a wiki for video calls")
        .endsWith(" more…")
        .hasSizeLessThan(210);
    assertThat(snippet.highlights()).hasSize(3);
  }

  @Test
  void nothing_to_mark_is_no_passage() {
    assertThat(Snippets.of(Field.README, "nothing here", Set.of("wiki"))).isEmpty();
    assertThat(Snippets.of(Field.README, "", Set.of("wiki"))).isEmpty();
  }

  @Property(tries = 300)
  void highlights_lie_within_the_passage_in_order(@ForAll String text, @ForAll List<String> words) {
    var sought = Set.copyOf(Words.of(text).stream().map(Words.Word::text).limit(5).toList());
    Snippets.of(Field.README, text + " " + String.join(" ", words), sought)
        .ifPresent(
            snippet -> {
              var last = 0;
              for (var highlight : snippet.highlights()) {
                assertThat(highlight.start()).isGreaterThanOrEqualTo(last);
                assertThat(highlight.end()).isGreaterThan(highlight.start());
                last = highlight.end();
              }
              assertThat(last).isLessThanOrEqualTo(snippet.text().length());
            });
  }

  private static List<String> marked(String text, String... words) {
    return Snippets.of(Field.DESCRIPTION, text, Set.of(words)).stream()
        .map(SnippetsTest::mark)
        .toList();
  }

  private static String mark(Snippet snippet) {
    var marked = new StringBuilder(snippet.text());
    for (var i = snippet.highlights().size() - 1; i >= 0; i--) {
      marked.insert(snippet.highlights().get(i).end(), "]");
      marked.insert(snippet.highlights().get(i).start(), "[");
    }
    return marked.toString();
  }
}
