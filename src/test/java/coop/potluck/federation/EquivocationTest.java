package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EquivocationTest {

  private final SampleLog log = SampleLog.of("log.example/log", 40);
  private final SampleLog fork = log.fork(5);
  private final List<VerifierKey> keys = List.of(log.vkey());

  @Test
  void two_roots_of_one_size_are_shown_by_a_text_that_can_be_read_again() throws Exception {
    var evidence = Equivocation.ofOneSize(keys, log.checkpoint(9), fork.checkpoint(9));
    assertThat(evidence.holds()).isTrue();
    assertThat(Equivocation.parse(evidence.format())).isEqualTo(evidence);
    assertThat(Equivocation.looksLike(evidence.format())).isTrue();
    assertThat(evidence.format()).contains("\n# ").contains("log.example/log\n9\n");
  }

  @ParameterizedTest
  @CsvSource({"6,7", "8,16", "8,9", "16,32", "7,40", "39,40", "32,40"})
  void a_tree_that_is_not_the_beginning_of_another_is_shown_with_a_proof(int smaller, int larger)
      throws Exception {
    var evidence =
        Equivocation.ofTwoSizes(
            keys, fork.checkpoint(smaller), log.checkpoint(larger), log.hashes());
    assertThat(evidence.holds()).isTrue();
    assertThat(Equivocation.parse(evidence.format())).isEqualTo(evidence);
  }

  @Test
  void an_honest_log_cannot_be_blamed() {
    assertThat(Equivocation.ofOneSize(keys, log.checkpoint(9), log.checkpoint(9)).holds())
        .isFalse();
    assertThat(
            Equivocation.ofTwoSizes(keys, log.checkpoint(7), log.checkpoint(9), log.hashes())
                .holds())
        .isFalse();
    var wrong = fork.checkpoint(7).checkpoint().root();
    var proof = Proofs.consistency(log.hashes(), 7, 9);
    for (var forged : List.of(proof, List.<Hash>of(), proof.subList(1, proof.size()))) {
      assertThat(
              new Equivocation(keys, log.checkpoint(7), log.checkpoint(9), wrong, forged).holds())
          .isFalse();
    }
    assertThat(new Equivocation(keys, log.checkpoint(7), log.checkpoint(9), null, proof).holds())
        .isFalse();
  }

  @Test
  void what_another_key_has_signed_says_nothing_of_the_log() {
    var other = SampleLog.of("log.example/log", 40);
    assertThat(Equivocation.ofOneSize(keys, log.checkpoint(9), other.fork(0).checkpoint(9)).holds())
        .isFalse();
    assertThat(Equivocation.ofOneSize(List.of(), log.checkpoint(9), fork.checkpoint(9)).holds())
        .isFalse();
  }

  @Test
  void another_log_of_the_same_key_holder_is_another_log() {
    var other = SampleLog.of("other.example/log", 9);
    assertThat(
            Equivocation.ofOneSize(
                    List.of(log.vkey(), other.vkey()), log.checkpoint(9), other.checkpoint(9))
                .holds())
        .isFalse();
  }

  @Test
  void a_changed_note_is_no_evidence_any_more() throws Exception {
    var text = Equivocation.ofOneSize(keys, log.checkpoint(9), fork.checkpoint(9)).format();
    assertThat(Equivocation.parse(text.replace("log\n9\n", "log\n8\n")).holds()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "potluck-equivocation/v1",
        "potluck-equivocation/v1\n",
        "potluck-equivocation/v2\nnote 1\na\nnote 1\na\n",
        "potluck-equivocation/v1\nkey no key\n",
        "potluck-equivocation/v1\nprefix x\n",
        "potluck-equivocation/v1\nnote 99\n",
        "potluck-equivocation/v1\nnote 9223372036854775807\n",
        "potluck-equivocation/v1\nnote 0\nnote 0\n",
        "potluck-equivocation/v1\nnote 1\na\nnote 1\na\n"
      })
  void what_is_no_such_text_is_malformed(String text) {
    assertThatThrownBy(() -> Equivocation.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void every_cut_of_such_a_text_is_malformed() {
    var text =
        Equivocation.ofTwoSizes(keys, fork.checkpoint(7), log.checkpoint(9), log.hashes()).format();
    for (var end = 0; end < text.length(); end += 7) {
      var cut = text.substring(0, end);
      assertThatThrownBy(() -> Equivocation.parse(cut)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> Equivocation.parse(text + "more\n"))
        .isInstanceOf(MalformedException.class);
  }
}
