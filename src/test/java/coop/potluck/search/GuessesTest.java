package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessesTest {

  private final SegmentWriter writer = new SegmentWriter(SearchSettings.DEFAULT, Stemmer::stem);

  private void add(Field field, String... words) {
    var slot = writer.size();
    var entry =
        new Entry(slot, RecipeId.of("harvest", "r" + slot), "r" + slot, -1, -1, 0, 1, new int[0]);
    writer.add(entry, List.of(new FieldTokens(field, List.of(words), List.of())));
  }

  private Guesses guesses() {
    var alive = new BitSet();
    alive.set(0, writer.size());
    return new Guesses(List.of(new Index.Part(writer.build(), alive)));
  }

  private static List<String> words(List<Guesses.Guess> guesses) {
    return guesses.stream().map(Guesses.Guess::word).toList();
  }

  @Test
  void fewer_mistakes_come_alone() {
    add(Field.NAME, "matrix");
    add(Field.NAME, "matriarch");
    assertThat(words(guesses().corrections("matrx", false))).containsExactly("matrix");
    assertThat(words(guesses().corrections("matrxi", false))).containsExactly("matrix");
  }

  @Test
  void names_come_first_then_the_same_first_letter_then_the_frequent_then_the_alphabet() {
    add(Field.DESCRIPTION, "plane");
    add(Field.DESCRIPTION, "plane");
    add(Field.DESCRIPTION, "plank");
    add(Field.DESCRIPTION, "blanx");
    add(Field.NAME, "planx");
    assertThat(words(guesses().corrections("planz", false)))
        .containsExactly("planx", "plane", "plank");
  }

  @Test
  void only_what_describes_recipes_is_meant() {
    add(Field.README, "nextcloud");
    add(Field.ENV, "nextcloud");
    add(Field.COOP, "nextcloud");
    assertThat(guesses().corrections("nextclud", false)).isEmpty();
  }

  @Test
  void two_mistakes_are_forgiven_in_names_of_six_letters_that_begin_alike() {
    add(Field.NAME, "gitlab");
    add(Field.DESCRIPTION, "garden");
    assertThat(words(guesses().corrections("gxtlxb", false))).containsExactly("gitlab");
    assertThat(guesses().corrections("xitlxb", false)).isEmpty();
    assertThat(guesses().corrections("gxrdxn", false)).isEmpty();
    assertThat(guesses().corrections("gtlxb", false)).isEmpty();
    assertThat(guesses().corrections("gxt", false)).isEmpty();
    assertThat(guesses().corrections("1itlab", false)).isEmpty();
  }

  @Test
  void a_mistyped_beginning_is_meant_only_while_it_is_typed() {
    add(Field.NAME, "mattermost");
    assertThat(words(guesses().corrections("matermo", true))).containsExactly("mattermost");
    assertThat(guesses().corrections("matermo", false)).isEmpty();
  }

  @Test
  void a_word_is_taken_apart_where_both_halves_describe_something() {
    add(Field.DESCRIPTION, "mail", "server");
    add(Field.README, "list");
    assertThat(guesses().splits("mailserver")).containsExactly(List.of("mail", "server"));
    assertThat(guesses().splits("maillist")).isEmpty();
    assertThat(guesses().splits("")).isEmpty();
  }
}
