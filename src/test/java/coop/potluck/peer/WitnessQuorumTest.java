package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SampleLog;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.TlogPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower that wants two of three witnesses behind what it takes. */
class WitnessQuorumTest {

  private final List<SigningKey> witnesses =
      List.of(
          SampleLog.witnessKey("a.example/witness"),
          SampleLog.witnessKey("b.example/witness"),
          SampleLog.witnessKey("c.example/witness"));

  @Test
  void a_checkpoint_without_its_quorum_changes_nothing(@TempDir Path folder) throws Exception {
    try (var log = new ServedLog("log.example/log");
        var node = new Follower(folder)) {
      var peer = peer(log);
      node.configured.add(peer);
      log.addEntry(ServedLog.text("one"));
      show(log, node, 2);
      assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
      log.addEntry(ServedLog.text("two"));
      show(log, node, 1);
      assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
      assertThat(size(node, log)).as("what its witnesses have not seen yet").isEqualTo(1);
      assertThat(node.alarms()).isEmpty();
      node.catalogue.pass(Duration.ofMinutes(6));
      assertThat(node.peers.followOnce(peer))
          .isInstanceOfSatisfying(
              Round.Refused.class,
              refused -> assertThat(refused.kind()).isEqualTo(Alarm.Kind.NO_QUORUM));
      assertThat(size(node, log)).isEqualTo(1);
      assertThat(node.alarms()).contains(Alarm.Kind.NO_QUORUM);
      show(log, node, 3);
      assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
      assertThat(size(node, log)).isEqualTo(2);
      assertThat(node.alarms()).doesNotContain(Alarm.Kind.NO_QUORUM);
    }
  }

  @Test
  void a_log_is_not_begun_with_what_its_witnesses_have_not_seen(@TempDir Path folder)
      throws Exception {
    try (var log = new ServedLog("log.example/log");
        var node = new Follower(folder)) {
      var peer = peer(log);
      node.configured.add(peer);
      log.addEntry(ServedLog.text("one"));
      show(log, node, 1);
      assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Failed.class);
      assertThat(node.alarms()).isEmpty();
      assertThat(node.logs.find(log.origin())).isEmpty();
    }
  }

  private void show(ServedLog log, Follower node, int cosigned) {
    var checkpoint = log.signed(log.size());
    var lines =
        witnesses.stream()
            .limit(cosigned)
            .map(it -> it.cosign(checkpoint.note().text(), node.catalogue.clock.instant()))
            .toList();
    log.show(checkpoint.with(lines).bytes());
  }

  private static long size(Follower node, ServedLog log) {
    return node.logs.find(log.origin()).orElseThrow().size();
  }

  private PeerSettings peer(ServedLog log) throws MalformedException {
    var text = new StringBuilder();
    for (var witness : witnesses) {
      var key = witness.verifierKey();
      text.append("witness ").append(key.name().charAt(0)).append(' ').append(key).append('\n');
    }
    text.append("group g 2 a b c\nquorum g\n");
    var usual = log.peer();
    return new PeerSettings(
        usual.url(),
        usual.key(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        null,
        null,
        null,
        null,
        TlogPolicy.parse(text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
