package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SynonymsTest {

  private static Synonyms of(String... lines) {
    return Synonyms.of(WordFile.lines("words.txt", String.join("\n", lines)));
  }

  private static List<Synonyms.Span> find(Synonyms synonyms, String text) {
    return synonyms.find(Words.of(text).stream().map(Words.Word::text).toList());
  }

  private static List<String> alternatives(Synonyms synonyms, String text) {
    return find(synonyms, text).stream()
        .flatMap(it -> it.alternatives().stream())
        .map(it -> String.join(" ", it))
        .toList();
  }

  @Test
  void each_term_of_a_group_finds_the_others() {
    var synonyms = of("# talking", "", "chat, messenger, instant messaging # all the same");
    assertThat(alternatives(synonyms, "chat")).containsExactly("messenger", "instant messaging");
    assertThat(alternatives(synonyms, "instant messaging")).containsExactly("chat", "messenger");
    assertThat(alternatives(synonyms, "instant")).isEmpty();
  }

  @Test
  void an_arrow_points_one_way() {
    var synonyms = of("slack, ms teams => team chat, chat");
    assertThat(alternatives(synonyms, "slack")).containsExactly("team chat", "chat");
    assertThat(alternatives(synonyms, "ms teams")).containsExactly("team chat", "chat");
    assertThat(alternatives(synonyms, "chat")).isEmpty();
  }

  @Test
  void a_term_finds_what_its_group_and_its_arrow_say_once() {
    var synonyms = of("wiki, knowledge base", "wiki => knowledge bases, notes");
    assertThat(alternatives(synonyms, "wiki")).containsExactly("knowledge base", "notes");
  }

  @Test
  void endings_accents_and_hyphens_do_not_matter() {
    var synonyms = of("To-do lists, tasks");
    assertThat(alternatives(synonyms, "to do list")).containsExactly("tasks");
    assertThat(alternatives(synonyms, "Täsk")).containsExactly("to do lists");
  }

  @Test
  void the_longest_stretch_comes_first_and_hides_what_is_within_it() {
    var synonyms =
        of("video calls, conferencing", "video => films", "calls => telephony", "a call to, b");
    assertThat(find(synonyms, "a video call to video"))
        .containsExactly(
            new Synonyms.Span(1, 3, List.of(List.of("conferencing"))),
            new Synonyms.Span(4, 5, List.of(List.of("films"))));
    assertThat(find(of("x y, a", "y z, b"), "x y z"))
        .containsExactly(
            new Synonyms.Span(0, 2, List.of(List.of("a"))),
            new Synonyms.Span(1, 3, List.of(List.of("b"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat",
        "chat,",
        "chat, chats",
        "chat, , talk",
        "slack =>",
        "=> chat",
        "slack => chat => talk",
        "chat, talk\nchat, messenger",
        "slack => chat\nslack => talk",
      })
  void a_line_that_says_too_little_or_repeats_is_refused(String lines) {
    assertThatThrownBy(() -> of(lines.split("\n", -1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("words.txt, line " + lines.split("\n", -1).length)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({
    "video calls, web conferencing",
    "git hosting, forge",
    "slack, team chat",
    "Dropbox, file sync",
    "google docs, collaborative editing",
    "trello, kanban",
    "github, git hosting",
    "notion, wiki",
    "login, sso",
    "openid, saml",
    "e-commerce, online shop",
    "to-do list, todo",
    "password managers, password vault",
    "bookkeeping, accounting",
  })
  void the_file_that_comes_with_the_software_knows_the_field(String typed, String found) {
    assertThat(alternatives(Synonyms.standard(), typed)).contains(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wiki", "gitea", "wordpress", "matrix", "postgres 16", "nextclud"})
  void a_name_does_not_find_everything(String typed) {
    assertThat(alternatives(Synonyms.standard(), typed)).hasSizeLessThan(5);
  }

  @Test
  void stop_words_are_folded_and_stand_once() {
    assertThat(StopWords.standard().contains("the")).isTrue();
    assertThat(StopWords.standard().contains("wiki")).isFalse();
    assertThat(StopWords.of(WordFile.lines("stop.txt", "a an # b")).contains("b")).isFalse();
    assertThat(Stream.of("a\nan a", "a\nThe", "a\nself-hosted"))
        .allSatisfy(
            it ->
                assertThatThrownBy(() -> StopWords.of(WordFile.lines("stop.txt", it)))
                    .hasMessageStartingWith("stop.txt, line 2: expected"));
  }
}
