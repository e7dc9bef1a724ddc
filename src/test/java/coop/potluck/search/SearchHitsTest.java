package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer says of why a recipe was found. */
class SearchHitsTest {

  private WrittenCatalogue it;

  @BeforeEach
  void open(@TempDir Path folder) {
    it = new WrittenCatalogue(folder, "");
  }

  @AfterEach
  void close() {
    it.close();
  }

  private SearchResult.Match match(String text) {
    return Objects.requireNonNull(it.typed(text).items().get(0).match());
  }

  private SearchResult.Snippet snippet(String text) {
    return Objects.requireNonNull(match(text).snippet());
  }

  /** The parts of a snippet that are highlighted. */
  private List<String> marked(String text) {
    var marked = new ArrayList<String>();
    for (var highlight : snippet(text).highlights()) {
      marked.add(snippet(text).text().substring(highlight.start(), highlight.end()));
    }
    return marked;
  }

  @Test
  void a_hit_says_where_the_words_are_the_weightiest_first() {
    it.write(
        """
        harvest/wiki
        title: Wiki
        description: A wiki for groups
        category: Wiki
        images: app=wiki:1
        env: WIKI_KEY
        overlays: wiki
        """);
    assertThat(match("wiki").fields())
        .containsExactly(
            "name", "title", "image", "category", "description", "overlay", "env", "readme");
    assertThat(match("groups ").fields()).startsWith("description");
    assertThat(match("name:wiki").fields()).containsExactly("name");
    assertThat(match("harvest ").fields()).containsExactly("coop");
  }

  @Test
  void without_words_there_is_no_reason() {
    it.write(
        """
        harvest/wiki
        """);
    assertThat(it.typed("").items().get(0).match()).isNull();
    assertThat(it.typed("  ").items().get(0).match()).isNull();
    assertThat(it.found(RecipeQuery.ALL).items().get(0).match()).isNull();
    var onlyCondition = it.typed("coop:harvest").items().get(0).match();
    assertThat(onlyCondition == null || onlyCondition.fields().isEmpty()).isTrue();
  }

  @Test
  void a_description_is_shown_with_exactly_its_words_marked() {
    it.write(
        """
        harvest/bbb
        description: Vidéo calls, (video) phoning; a video-call for "Videophiles"
        """);
    assertThat(marked("video calls ")).containsExactly("Vidéo", "calls", "video", "video", "call");
    assertThat(marked("\"video calls\"")).contains("Vidéo", "calls");
    assertThat(marked("video")).containsExactly("Vidéo", "video", "video-call", "Videophiles");
    assertThat(snippet("phoning ").field()).isEqualTo("description");
  }

  @Test
  void what_was_corrected_or_is_said_otherwise_is_marked_as_it_stands_there() {
    it.write(
        """
        harvest/bbb
        description: Web conferencing for burrows
        """);
    assertThat(marked("burows ")).containsExactly("burrows");
    assertThat(marked("burrow ")).containsExactly("burrows");
    assertThat(marked("video calls ")).containsExactly("Web", "conferencing");
  }

  @Test
  void words_of_a_readme_are_shown_in_a_passage_of_it() {
    it.write(
        """
        harvest/pad
        description: Collaborative writing
        readme: %s The wombats of 🙂 Köln dig burrows. %s
        """
            .formatted("Filler words stand here. ".repeat(40), "And so on. ".repeat(60)));
    var snippet = snippet("wombat köln ");
    assertThat(snippet.field()).isEqualTo("readme");
    assertThat(snippet.text()).contains("The wombats of 🙂 Köln dig").hasSizeLessThan(210);
    assertThat(marked("wombat koln ")).containsExactly("wombats", "Köln");
    assertThat(match("wombat köln ").fields()).containsExactly("readme");
  }

  @Test
  void names_images_keys_and_overlays_are_shown_too() {
    it.write(
        """
        harvest/uptime-kuma
        title: Monitor
        images: app=louislam/uptime-kuma:1.23, db=postgres:16.4
        env: SMTP_HOST
        overlays: openid
        """);
    assertThat(marked("postgres ")).containsExactly("postgres");
    assertThat(snippet("postgres ").field()).isEqualTo("image");
    assertThat(marked("postgres:16.4")).containsExactly("postgres:16.4");
    assertThat(marked("smtphost")).containsExactly("SMTP_HOST");
    assertThat(marked("smtp_host")).isIn(List.of("SMTP_HOST"), List.of("SMTP", "HOST"));
    assertThat(marked("openid")).containsExactly("openid");
    assertThat(marked("name:uptimekuma")).containsExactly("uptime-kuma");
    assertThat(marked("monito")).containsExactly("Monitor");
  }

  @Test
  void words_of_several_fields_are_each_said() {
    it.write(
        """
        harvest/pad
        title: Etherpad
        description: Collaborative writing
        readme: Wombats.
        """);
    assertThat(match("pad writing wombats ").fields())
        .containsSubsequence("name", "description", "readme");
  }

  @Test
  void a_key_of_other_words_is_no_reason() {
    it.write(
        """
        harvest/uptime-kuma
        title: Monitor
        readme: Long uptime is good.
        """);
    assertThat(match("name:uptime-kuma").fields()).containsExactly("name");
    assertThat(match("uptime-kuma").fields()).startsWith("name");
  }

  @Test
  void half_of_a_name_is_no_reason() {
    it.write(
        """
        harvest/monitor
        title: Monitor
        images: app=uptime-kuma:1
        readme: Good uptime.
        """);
    assertThat(match("uptime-kuma").fields()).containsExactly("image");
    assertThat(match("\"uptime kuma\"").fields()).containsExactly("image");
  }
}
