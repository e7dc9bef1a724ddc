package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownCheckpointsTest {

  private final SampleLog log = SampleLog.of("log.example/log", 40);
  private final SampleLog fork = log.fork(5);
  private final VerifierKey one = SampleLog.witnessKey("one.example/witness").verifierKey();
  private final VerifierKey other = SampleLog.witnessKey("other.example/witness").verifierKey();

  private SampleDatabase node;
  private ShownCheckpoints shown;

  @BeforeEach
  void open(@TempDir Path folder) {
    node = new SampleDatabase(folder);
    shown = new ShownCheckpoints(node.database, node.logs);
    log.store(node.logs, false, 20);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void what_agrees_is_no_evidence() {
    for (var size : new int[] {0, 1, 13, 20}) {
      assertThat(show(log.checkpoint(size), one)).isEmpty();
    }
    assertThat(shown.contradictions(log.origin())).isEmpty();
    assertThat(shown.withheld(log.origin())).isEmpty();
  }

  @Test
  void another_tree_of_ours_or_of_a_smaller_size_is_evidence() {
    for (var size : new int[] {6, 8, 13, 20}) {
      assertThat(show(fork.checkpoint(size), one)).hasValueSatisfying(WitnessCheck::holds);
    }
  }

  @Test
  void a_larger_tree_is_held_against_us_when_we_have_read_as_much() {
    assertThat(show(fork.checkpoint(30), one)).isEmpty();
    assertThat(shown.withheld(log.origin()))
        .contains(new ShownCheckpoints.Withheld(one.vkey(), 30, SampleDatabase.NOW));
    assertThat(shown.contradiction(log.checkpoint(35), log.hashes(), List.of(log.vkey())))
        .hasValueSatisfying(WitnessCheck::holds);
    log.store(node.logs, false, 35);
    assertThat(shown.contradictions(log.origin())).hasSize(1).allMatch(Equivocation::holds);
    assertThat(shown.withheld(log.origin())).isEmpty();
  }

  @Test
  void what_this_node_cosigned_is_held_against_what_it_reads_later() {
    var witness = node.witness();
    assertThat(witness.add(fork.submission(0, 25).format()))
        .isInstanceOf(WitnessAnswer.Cosigned.class);
    assertThat(shown.contradiction(log.checkpoint(30), log.hashes(), List.of(log.vkey())))
        .hasValueSatisfying(WitnessCheck::holds);
    log.store(node.logs, false, 30);
    assertThat(shown.contradictions(log.origin())).hasSize(1).allMatch(Equivocation::holds);
  }

  @Test
  void two_witnesses_that_were_shown_two_trees_are_evidence_before_we_have_either() {
    assertThat(show(log.checkpoint(30), one)).isEmpty();
    assertThat(show(fork.checkpoint(30), other)).hasValueSatisfying(WitnessCheck::holds);
  }

  @Test
  void a_witness_that_shows_less_than_before_does_not_hide_what_it_showed() {
    show(log.checkpoint(30), one);
    node.clock.pass(Duration.ofHours(2));
    show(log.checkpoint(25), one);
    show(log.checkpoint(30), one);
    assertThat(shown.withheld(log.origin()))
        .contains(new ShownCheckpoints.Withheld(one.vkey(), 30, SampleDatabase.NOW));
  }

  private java.util.Optional<Equivocation> show(SignedCheckpoint checkpoint, VerifierKey witness) {
    return shown.show(checkpoint, witness, node.clock.instant());
  }

  private static final class WitnessCheck {
    static void holds(Equivocation evidence) {
      assertThat(evidence.holds()).isTrue();
    }
  }
}
