package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of each step are the paper's own, after all the steps that follow. */
class StemmerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        // 1a
        "caresses caress",
        "ponies poni",
        "ties ti",
        "caress caress",
        "cats cat",
        // 1b
        "feed feed",
        "agreed agre",
        "plastered plaster",
        "bled bled",
        "motoring motor",
        "sing sing",
        "conflated conflat",
        "troubled troubl",
        "sized size",
        "hopping hop",
        "tanned tan",
        "falling fall",
        "hissing hiss",
        "fizzed fizz",
        "failing fail",
        "filing file",
        // 1c
        "happy happi",
        "sky sky",
        // 2
        "relational relat",
        "conditional condit",
        "rational ration",
        "valenci valenc",
        "hesitanci hesit",
        "digitizer digit",
        "conformabli conform",
        "radicalli radic",
        "differentli differ",
        "vileli vile",
        "analogousli analog",
        "vietnamization vietnam",
        "predication predic",
        "operator oper",
        "feudalism feudal",
        "decisiveness decis",
        "hopefulness hope",
        "callousness callous",
        "formaliti formal",
        "sensitiviti sensit",
        "sensibiliti sensibl",
        // 3
        "triplicate triplic",
        "formative form",
        "formalize formal",
        "electriciti electr",
        "electrical electr",
        "hopeful hope",
        "goodness good",
        // 4
        "revival reviv",
        "allowance allow",
        "inference infer",
        "airliner airlin",
        "gyroscopic gyroscop",
        "adjustable adjust",
        "defensible defens",
        "irritant irrit",
        "replacement replac",
        "adjustment adjust",
        "dependent depend",
        "adoption adopt",
        "homologou homolog",
        "communism commun",
        "activate activ",
        "angulariti angular",
        "homologous homolog",
        "effective effect",
        "bowdlerize bowdler",
        // 5
        "probate probat",
        "rate rate",
        "cease ceas",
        "controll control",
        "roll roll",
        // several at once
        "generalizations gener",
        "oscillators oscil",
      })
  void the_examples_of_the_paper_hold(String word, String stem) {
    assertThat(Stemmer.stem(word)).isEqualTo(stem);
  }

  @Test
  void words_of_one_meaning_meet() {
    assertThat(Stemmer.stem("invoicing")).isEqualTo(Stemmer.stem("invoices"));
    assertThat(Stemmer.stem("calls")).isEqualTo(Stemmer.stem("calling"));
    assertThat(Stemmer.stem("collaborative")).isEqualTo(Stemmer.stem("collaboration"));
  }

  @Test
  void what_is_no_english_word_stays() {
    assertThat(Stemmer.stem("s3s")).isEqualTo("s3s");
    assertThat(Stemmer.stem("ключи")).isEqualTo("ключи");
    assertThat(Stemmer.stem("is")).isEqualTo("is");
    assertThat(Stemmer.stem("")).isEmpty();
  }

  @Property
  void a_stem_is_no_longer_than_its_word(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(max = 64) String word) {
    assertThat(Stemmer.stem(word).length()).isLessThanOrEqualTo(word.length());
  }
}
