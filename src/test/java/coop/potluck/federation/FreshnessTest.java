package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final SampleLog log = SampleLog.of("log.example/log", 5);
  private final List<SigningKey> witnesses =
      List.of(
          SampleLog.witnessKey("a.example/witness"),
          SampleLog.witnessKey("b.example/witness"),
          SampleLog.witnessKey("c.example/witness"));

  @Test
  void two_of_three_are_enough_and_the_second_youngest_says_of_when_it_is() {
    var policy = policy("group g 2 a b c\nquorum g\n");
    var freshness = Freshness.of(policy, cosigned(5, 30, 1), NOW);
    assertThat(freshness.quorum()).isTrue();
    assertThat(freshness.asOf()).contains(NOW.minus(Duration.ofHours(5)));
    assertThat(freshness.words()).hasSize(3);
    assertThat(freshness.isStale(NOW, DAY)).isFalse();
    assertThat(freshness.isStale(NOW.plus(Duration.ofHours(19)), DAY)).isFalse();
    assertThat(freshness.isStale(NOW.plus(Duration.ofHours(19)).plusSeconds(1), DAY)).isTrue();
  }

  @Test
  void all_of_three_are_as_fresh_as_the_oldest_and_any_as_the_youngest() {
    var checkpoint = cosigned(5, 30, 1);
    var all = Freshness.of(policy("group g all a b c\nquorum g\n"), checkpoint, NOW);
    assertThat(all.asOf()).contains(NOW.minus(Duration.ofHours(30)));
    assertThat(all.isStale(NOW, DAY)).isTrue();
    var any = Freshness.of(policy("group g any a b c\nquorum g\n"), checkpoint, NOW);
    assertThat(any.asOf()).contains(NOW.minus(Duration.ofHours(1)));
  }

  @Test
  void groups_within_groups_count_as_they_are_met() {
    var policy = policy("group ab all a b\ngroup g any ab c\nquorum g\n");
    assertThat(Freshness.of(policy, cosigned(5), NOW).quorum()).isFalse();
    var freshness = Freshness.of(policy, cosigned(5, 7), NOW);
    assertThat(freshness.quorum()).isTrue();
    assertThat(freshness.asOf()).contains(NOW.minus(Duration.ofHours(7)));
  }

  @Test
  void one_word_too_few_is_no_quorum_and_promises_nothing() {
    var freshness = Freshness.of(policy("group g 2 a b c\nquorum g\n"), cosigned(5), NOW);
    assertThat(freshness.quorum()).isFalse();
    assertThat(freshness.isPromised()).isFalse();
    assertThat(freshness.words()).hasSize(1);
  }

  @Test
  void without_witnesses_anything_is_enough_and_nothing_is_promised() {
    var freshness = Freshness.of(policy("quorum none\n"), cosigned(1), NOW);
    assertThat(freshness.quorum()).isTrue();
    assertThat(freshness.isPromised()).isFalse();
    assertThat(freshness.isStale(NOW.plus(Duration.ofDays(999)), DAY)).isFalse();
  }

  @Test
  void a_word_of_a_time_to_come_counts_once_that_is_near() {
    var policy = policy("quorum a\n");
    var checkpoint = cosigned(-1);
    assertThat(Freshness.of(policy, checkpoint, NOW).quorum()).isFalse();
    assertThat(Freshness.of(policy, checkpoint, NOW.plus(Duration.ofMinutes(50))).quorum())
        .isTrue();
  }

  @Test
  void a_word_for_another_tree_or_of_another_key_of_that_name_does_not_count() {
    var policy = policy("quorum a\n");
    var checkpoint = log.checkpoint(5);
    var other = witnesses.get(0).cosign(log.checkpoint(4).note().text(), NOW);
    assertThat(Freshness.of(policy, checkpoint.with(List.of(other)), NOW).quorum()).isFalse();
    var stranger = SampleLog.witnessKey("a.example/witness").cosign(checkpoint.note().text(), NOW);
    assertThat(Freshness.of(policy, checkpoint.with(List.of(stranger)), NOW).quorum()).isFalse();
  }

  /** Cosigned by the first witnesses, so many hours ago each. */
  private SignedCheckpoint cosigned(int... hours) {
    var checkpoint = log.checkpoint(5);
    var lines = new ArrayList<SignedNote.Line>();
    for (var i = 0; i < hours.length; i++) {
      lines.add(
          witnesses.get(i).cosign(checkpoint.note().text(), NOW.minus(Duration.ofHours(hours[i]))));
    }
    return checkpoint.with(lines);
  }

  private TlogPolicy policy(String quorum) {
    var text = new StringBuilder("log " + log.vkey() + "\n");
    for (var witness : witnesses) {
      var key = witness.verifierKey();
      text.append("witness ").append(key.name().charAt(0)).append(' ').append(key).append('\n');
    }
    try {
      return TlogPolicy.parse(text.append(quorum).toString().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
