package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "Uptime-Kuma, uptime kuma",
    "uptime_kuma.v2/x, uptime kuma v2 x",
    "Café CAFÉ, cafe cafe",
    "Straße STRASSE, strasse strasse",
    "Łódź Ærø Œuvre Đuro Þór Møller, lodz aero oeuvre duro thor moller",
    "İstanbul ısı, istanbul isi",
    "ΟΔΟΣ οδός, οδοσ οδοσ",
    "Ёлка, елка",
    "ﬁle ｆｕｌｌ ①２, file full 2",
    "١٦, 16",
    "한국어 漢字かな, 한국어 漢字かな",
    "don't, don t",
  })
  void words_are_folded(String text, String words) {
    assertThat(Words.fold(text)).isEqualTo(words);
  }

  @Test
  void nothing_but_marks_and_signs_is_no_word() {
    assertThat(Words.of("")).isEmpty();
    assertThat(Words.of(" -_./\u0301\u20dd ½ — 🎉 \ud83d \udc00 \u200d")).isEmpty();
  }

  @Test
  void a_word_says_where_it_stands_in_the_text() {
    assertOffsets("a ﬁne café, 🎉Wiki.", "a", "ﬁne", "café", "Wiki");
    assertOffsets("cafe\u0301s and e\u0301", "cafe\u0301s", "and", "e\u0301");
    assertOffsets("co\u00adop 𝐖iki 漢字", "co\u00adop", "𝐖iki", "漢字");
    assertThat(Words.fold("co\u00adop 𝐖iki")).isEqualTo("coop wiki");
  }

  private static void assertOffsets(String text, String... typed) {
    assertThat(Words.of(text))
        .extracting(it -> text.substring(it.start(), it.end()))
        .containsExactly(typed);
  }

  @Test
  void a_value_can_be_joined() {
    assertThat(Words.joined("Uptime Kuma")).isEqualTo("uptimekuma");
    assertThat(Words.joined("uptime_kuma")).isEqualTo("uptimekuma");
  }

  @Test
  void a_word_too_long_to_be_sought_keeps_its_beginning() {
    assertThat(Words.of("x".repeat(1000) + " y"))
        .containsExactly(
            new Words.Word("x".repeat(FoldedWord.MAX_LENGTH), 0, 1000),
            new Words.Word("y", 1001, 1002));
    assertThat(Words.fold("é" + "𝐖".repeat(63) + "x")).isEqualTo("e" + "w".repeat(63));
    assertThat(Words.fold("a" + "𠀀".repeat(64)).length()).isEqualTo(63);
  }

  @ParameterizedTest
  @CsvSource({
    "HedgeDoc, hedge doc",
    "PeerTube, peer tube",
    "NocoDB, noco db",
    "phpMyAdmin, php my admin",
    "eLabFTW, elab ftw",
    "ÉcoleÉté, ecole ete",
    "postgres16, postgres 16",
    "gitlab, ''",
    "GITLAB, ''",
    "n8n, ''",
    "OAuth2, ''",
    "'', ''",
  })
  void a_word_of_several_has_parts(String typed, String parts) {
    assertThat(Words.camel(typed))
        .isEqualTo(parts.isEmpty() ? List.of() : List.of(parts.split(" ", -1)));
  }

  @Test
  void folding_twice_changes_nothing_of_any_letter() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .map(Words::fold)
                .filter(it -> !Words.fold(it).equals(it)))
        .isEmpty();
  }

  @Property
  void words_stand_in_order_and_are_the_same_by_themselves(@ForAll String text) {
    var end = 0;
    for (var word : Words.of(text)) {
      assertThat(word.start()).isGreaterThanOrEqualTo(end);
      assertThat(word.end()).isGreaterThan(word.start());
      assertThat(word.text()).isNotEmpty();
      assertThat(Words.fold(text.substring(word.start(), word.end()))).isEqualTo(word.text());
      end = word.end();
    }
  }
}
