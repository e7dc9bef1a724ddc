package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.WitnessAnswer.Conflict;
import coop.potluck.federation.WitnessAnswer.Cosigned;
import coop.potluck.federation.WitnessAnswer.Reason;
import coop.potluck.federation.WitnessAnswer.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

  private final SampleLog log = SampleLog.of("log.example/log", 40);

  private SampleDatabase node;
  private Witness witness;

  @BeforeEach
  void open(@TempDir Path folder) {
    node = new SampleDatabase(folder);
    witness = node.witness(log.vkey());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void a_first_checkpoint_is_cosigned_and_shown() throws MalformedException {
    var answer = witness.add(log.submission(0, 7).format());
    assertThat(answer).isInstanceOf(Cosigned.class);
    var lines = ((Cosigned) answer).lines();
    assertThat(lines).startsWith("— witness.example/witness ").endsWith("\n").hasLineCount(1);
    var shown = shown();
    assertThat(shown.checkpoint()).isEqualTo(log.checkpoint(7).checkpoint());
    assertThat(shown.isSignedBy(log.vkey())).isTrue();
    assertThat(shown.cosignatures(List.of(witness.key())))
        .containsExactly(new Cosignature(witness.key(), SampleDatabase.NOW));
    assertThat(new String(shown.bytes(), StandardCharsets.UTF_8)).endsWith(lines);
  }

  @Test
  void what_follows_is_cosigned_from_any_size_to_any() {
    for (var size = 1; size <= 40; size += 3) {
      assertThat(witness.add(log.submission(Math.max(0, size - 3), size).format()))
          .as("to " + size)
          .isInstanceOf(Cosigned.class);
    }
  }

  @Test
  void an_empty_tree_may_come_first_and_again() {
    assertThat(witness.add(log.submission(0, 0).format())).isInstanceOf(Cosigned.class);
    assertThat(witness.add(log.submission(0, 0).format())).isInstanceOf(Cosigned.class);
    assertThat(witness.add(log.submission(0, 4).format())).isInstanceOf(Cosigned.class);
  }

  @Test
  void the_same_checkpoint_is_cosigned_again_with_the_time_of_now() throws MalformedException {
    witness.add(log.submission(0, 7).format());
    node.clock.pass(Duration.ofHours(1));
    assertThat(witness.add(log.submission(7, 7).format())).isInstanceOf(Cosigned.class);
    assertThat(shown().cosignatures(List.of(witness.key())))
        .containsExactly(
            new Cosignature(witness.key(), SampleDatabase.NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void another_old_size_than_the_last_is_a_conflict_that_names_the_last() {
    assertThat(witness.add(log.submission(5, 7).format())).isEqualTo(new Conflict(0));
    witness.add(log.submission(0, 7).format());
    assertThat(witness.add(log.submission(0, 9).format())).isEqualTo(new Conflict(7));
    assertThat(witness.add(log.submission(6, 9).format())).isEqualTo(new Conflict(7));
    assertThat(witness.add(log.submission(0, 0).format())).isEqualTo(new Conflict(7));
  }

  @Test
  void a_log_that_nobody_named_is_unknown() {
    var other = SampleLog.of("other.example/log", 3);
    assertThat(reason(witness.add(other.submission(0, 3).format()))).isEqualTo(Reason.UNKNOWN_LOG);
    assertThat(witness.checkpoint(other.originHash())).isEmpty();
  }

  @Test
  void another_key_of_the_same_name_is_not_trusted() {
    var other = SampleLog.of("log.example/log", 3);
    assertThat(reason(witness.add(other.submission(0, 3).format()))).isEqualTo(Reason.UNTRUSTED);
  }

  @Test
  void a_bad_signature_of_the_trusted_key_spoils_the_good_one() {
    var good = log.checkpoint(3).note();
    var bad = good.with(log.checkpoint(4).note().lines());
    var submission = new AddCheckpoint(0, List.of(), bad);
    assertThat(reason(witness.add(submission.format()))).isEqualTo(Reason.UNTRUSTED);
  }

  @Test
  void signatures_of_strangers_neither_help_nor_harm_nor_are_kept() throws MalformedException {
    var note = log.checkpoint(3).note();
    var stranger = SampleLog.of("stranger.example/log", 1).key.sign(note.text());
    var submission = new AddCheckpoint(0, List.of(), note.with(List.of(stranger)));
    assertThat(witness.add(submission.format())).isInstanceOf(Cosigned.class);
    assertThat(shown().note().lines()).hasSize(2).doesNotContain(stranger);
  }

  @Test
  void an_old_size_beyond_the_new_one_is_malformed() {
    var submission = new AddCheckpoint(9, List.of(), log.checkpoint(7).note());
    assertThat(reason(witness.add(submission.format()))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void a_proof_where_there_is_nothing_to_prove_is_refused() {
    var submission = new AddCheckpoint(0, List.of(MerkleTree.EMPTY), log.checkpoint(7).note());
    assertThat(reason(witness.add(submission.format()))).isEqualTo(Reason.INCONSISTENT);
    witness.add(log.submission(0, 7).format());
    var again = new AddCheckpoint(7, List.of(MerkleTree.EMPTY), log.checkpoint(7).note());
    assertThat(reason(witness.add(again.format()))).isEqualTo(Reason.INCONSISTENT);
  }

  @Test
  void a_proof_that_does_not_verify_is_refused_and_is_no_alarm() throws MalformedException {
    witness.add(log.submission(0, 7).format());
    for (var proof : List.of(List.<Hash>of(), log.submission(6, 12).proof())) {
      var submission = new AddCheckpoint(7, proof, log.checkpoint(12).note());
      assertThat(reason(witness.add(submission.format()))).isEqualTo(Reason.INCONSISTENT);
    }
    assertThat(shown().checkpoint().size()).isEqualTo(7);
    assertThat(node.alarms).isEmpty();
  }

  @Test
  void an_empty_tree_with_leaves_in_its_root_is_inconsistent_for_those_who_may_say_it() {
    var text = "log.example/log\n0\n" + log.checkpoint(3).checkpoint().root().base64() + "\n";
    var signed = new SignedNote(text, List.of(log.key.sign(text)));
    assertThat(reason(witness.add(new AddCheckpoint(0, List.of(), signed).format())))
        .isEqualTo(Reason.INCONSISTENT);
    var stranger = SampleLog.of("log.example/log", 1).key.sign(text);
    var forged = new SignedNote(text, List.of(stranger));
    assertThat(reason(witness.add(new AddCheckpoint(0, List.of(), forged).format())))
        .isEqualTo(Reason.UNTRUSTED);
  }

  @Test
  void two_roots_at_one_size_are_refused_and_are_evidence() throws MalformedException {
    witness.add(log.submission(0, 7).format());
    var fork = log.fork(5);
    assertThat(reason(witness.add(fork.submission(7, 7).format()))).isEqualTo(Reason.INCONSISTENT);
    assertThat(witness.add(fork.submission(0, 7).format())).isEqualTo(new Conflict(7));
    assertThat(node.alarms).hasSize(2).allMatch(Equivocation::holds);
    assertThat(shown().checkpoint()).isEqualTo(log.checkpoint(7).checkpoint());
  }

  @Test
  void what_this_node_read_of_a_log_is_held_against_what_is_submitted() {
    log.store(node.logs, false, 20);
    var fork = log.fork(5);
    for (var size : new int[] {6, 16, 19, 20}) {
      assertThat(reason(witness.add(fork.submission(0, size).format())))
          .isEqualTo(Reason.INCONSISTENT);
    }
    assertThat(node.alarms).hasSize(4).allMatch(Equivocation::holds);
    assertThat(witness.add(log.submission(0, 13).format())).isInstanceOf(Cosigned.class);
    assertThat(witness.add(log.submission(13, 30).format())).isInstanceOf(Cosigned.class);
  }

  @Test
  void the_key_that_succeeds_another_signs_from_its_size_on() {
    var next = SampleLog.of("log.example/log", 1).key;
    var stored = log.store(node.logs, false, 10);
    node.logs.append(
        stored.id(),
        new LogStore.Appended(
            List.of(), List.of(), null, List.of(new KeyFrom(12, next.verifierKey())), 0));
    assertThat(witness.add(log.submission(0, 11).format())).isInstanceOf(Cosigned.class);
    assertThat(reason(witness.add(log.submission(11, 12).format()))).isEqualTo(Reason.UNTRUSTED);
    var checkpoint = SignedCheckpoint.sign(log.checkpoint(12).checkpoint(), next);
    var submission = new AddCheckpoint(11, log.submission(11, 12).proof(), checkpoint.note());
    assertThat(witness.add(submission.format())).isInstanceOf(Cosigned.class);
  }

  @Test
  void of_many_submissions_of_two_forks_at_once_only_one_is_ever_cosigned() throws Exception {
    var logs = List.of(log, log.fork(0));
    var start = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(20);
    try {
      var answers = new ArrayList<Future<WitnessAnswer>>();
      for (var i = 0; i < 20; i++) {
        var body = logs.get(i % 2).submission(0, 7).format();
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return witness.add(body);
                }));
      }
      start.countDown();
      var cosigned = 0;
      for (var answer : answers) {
        if (answer.get() instanceof Cosigned) {
          cosigned++;
        } else {
          assertThat(answer.get()).isEqualTo(new Conflict(7));
        }
      }
      assertThat(cosigned).isEqualTo(1);
      assertThat(node.alarms).isNotEmpty().allMatch(Equivocation::holds);
    } finally {
      threads.shutdownNow();
    }
  }

  private SignedCheckpoint shown() throws MalformedException {
    return SignedCheckpoint.parse(witness.checkpoint(log.originHash()).orElseThrow());
  }

  private static Reason reason(WitnessAnswer answer) {
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).reason();
  }
}
