package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Synonyms SYNONYMS =
      Synonyms.of(List.of(new WordFile.Line("test", 1, "single sign-on, openid")));

  private static List<String> ways(String text, Way.Kind kind) {
    return Plan.of(QueryParser.parse(text), SYNONYMS).ways().stream()
        .filter(way -> way.kind() == kind)
        .map(way -> way.from() + "-" + way.to() + " " + String.join(" ", way.words()))
        .distinct()
        .toList();
  }

  @Test
  void what_is_typed_apart_may_be_one_word_of_up_to_four() {
    assertThat(ways("a b c d e ", Way.Kind.TERM))
        .contains("0-1 a", "0-2 ab", "0-4 abcd", "1-5 bcde", "4-5 e")
        .doesNotContain("0-5 abcde");
  }

  @Test
  void words_of_other_fields_are_no_neighbours() {
    assertThat(ways("next name:cloud ", Way.Kind.TERM)).containsExactly("0-1 next", "1-2 cloud");
    assertThat(ways("next \"my own\" cloud ", Way.Kind.TERM))
        .containsExactly("0-1 next", "2-3 cloud");
    assertThat(ways("next -x cloud ", Way.Kind.TERM)).contains("0-2 nextcloud");
  }

  @Test
  void all_words_may_be_a_name_unless_one_is_of_another_field_or_in_quotes() {
    assertThat(ways("Up-time kuma ", Way.Kind.NAME)).containsExactly("0-2 uptimekuma");
    assertThat(ways("name:up kuma", Way.Kind.NAME)).containsExactly("0-2 upkuma");
    assertThat(ways("image:up kuma", Way.Kind.NAME)).isEmpty();
    assertThat(ways("\"up\" kuma", Way.Kind.NAME)).isEmpty();
    assertThat(ways("kuma status:3", Way.Kind.NAME)).containsExactly("0-1 kuma");
    assertThat(ways("-kuma", Way.Kind.NAME)).isEmpty();
  }

  @Test
  void only_the_word_that_is_being_typed_is_a_beginning() {
    assertThat(ways("next clo", Way.Kind.PREFIX)).containsExactly("1-2 clo", "0-2 nextclo");
    assertThat(ways("next clo ", Way.Kind.PREFIX)).isEmpty();
  }

  @Test
  void what_is_said_otherwise_is_sought_for_all_the_words_it_stands_for() {
    assertThat(ways("my single sign on ", Way.Kind.TERM)).contains("1-4 openid");
    assertThat(ways("openid", Way.Kind.TOGETHER)).containsExactly("0-1 single sign on");
    assertThat(ways("name:openid", Way.Kind.TOGETHER)).isEmpty();
    assertThat(ways("\"single sign on\"", Way.Kind.TERM)).isEmpty();
  }

  @Test
  void what_is_unwanted_is_no_guess() {
    var unwanted = Plan.unwanted(QueryParser.parse("wiki -openid -up-time -\"a b\" -image:x"));
    assertThat(unwanted.ways())
        .extracting(way -> way.kind().name().toLowerCase(Locale.ROOT) + " " + way.words())
        .containsExactly(
            "term [openid]", "term [uptime]", "phrase [up, time]", "phrase [a, b]", "term [x]");
    assertThat(unwanted.ways().get(4).fields()).isEqualTo(Field.IMAGE.bit());
  }
}
