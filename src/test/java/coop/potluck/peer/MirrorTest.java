package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.Hash;
import coop.potluck.federation.KeyStatement;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log from those who mirror it, and under a new key. */
class MirrorTest {

  private static final String TIDAL = Stating.TIDAL;

  private ServedLog log;
  private ServedLog mirror;
  private Follower node;
  private PeerSettings peer;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    log = new ServedLog("catalogue.tidal.example/log");
    Stating.head(log, TIDAL, "wiki");
    Stating.version(log, TIDAL, "wiki", "1.0.0+1.2.0");
    mirror = log.sign().copy(2);
    node = new Follower(folder);
    peer = with(List.of(mirror.url()));
    node.configured.add(peer);
    node.peers.followOnce(peer);
  }

  private PeerSettings with(List<URI> mirrors) {
    return new PeerSettings(
        log.url(),
        log.key.verifierKey(),
        mirrors,
        List.of(),
        List.of(),
        List.of(TIDAL),
        false,
        null,
        null,
        null,
        null,
        null);
  }

  @AfterEach
  void close() {
    node.close();
    log.close();
    mirror.close();
  }

  @Test
  void a_mirror_stands_in_for_a_peer_that_is_away() {
    Stating.version(mirror, TIDAL, "wiki", "2.0.0+1.3.0");
    mirror.sign();
    log.refuse = path -> 503;
    var round = node.peers.followOnce(peer);
    assertThat(round).isInstanceOf(Round.Good.class);
    assertThat(((Round.Good) round).source()).startsWith(mirror.url() + "/mirror/");
    assertThat(node.tags("tidal-example", "wiki")).contains("2.0.0+1.3.0");
    assertThat(node.peers.status().get(0).state()).isEqualTo("ok");
  }

  @Test
  void other_peers_are_asked_too() throws IOException {
    try (var other = new ServedLog("other.example/log")) {
      var without = with(List.of());
      node.configured.set(0, without);
      node.configured.add(other.sign().peer());
      other.lie = path -> path.startsWith("/mirror/") ? mirror.part(path).orElse(null) : null;
      Stating.version(mirror, TIDAL, "wiki", "2.0.0+1.3.0");
      mirror.sign();
      log.refuse = path -> 503;
      other.refuse = path -> path.startsWith("/objects/") ? 404 : 0;
      assertThat(node.peers.followOnce(without)).isInstanceOf(Round.Good.class);
      assertThat(node.logs.find(log.origin()).orElseThrow().size()).isEqualTo(3);
    }
  }

  @Test
  void a_mirror_that_lags_or_lies_is_no_fault_of_the_log() {
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");
    log.sign();
    node.peers.followOnce(peer);
    log.refuse = path -> 503;
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Failed.class);
    mirror.show(ServedLog.text("nothing"));
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Failed.class);
    assertThat(node.alarms()).isEmpty();
  }

  @Test
  void two_trees_that_the_log_signed_are_a_lie_wherever_they_are_shown() {
    mirror.show(
        SignedCheckpoint.sign(
                new Checkpoint(log.origin(), 2, Hash.sha256(ServedLog.text("x"))), log.key)
            .bytes());
    log.refuse = path -> 503;
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Failed.class);
    assertThat(node.alarms()).containsExactly(Alarm.Kind.EQUIVOCATION);
  }

  @Test
  void a_peer_that_hides_what_it_signed_is_found_out_by_a_mirror() {
    Stating.version(mirror, TIDAL, "wiki", "2.0.0+1.3.0");
    mirror.sign();
    assertThat(node.peers.followOnce(peer)).isEqualTo(new Round.Good(log.url() + "/log/", 2, 0));
    node.catalogue.pass(Duration.ofHours(2));
    assertThat(((Round.Good) node.peers.followOnce(peer)).size()).isEqualTo(3);
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Refused.class);
    assertThat(node.alarms()).contains(Alarm.Kind.ROLLBACK, Alarm.Kind.WITHHELD);
  }

  @Test
  void a_new_key_is_believed_under_the_old_one_and_the_old_one_no_more() {
    var next = SigningKey.generate(log.origin(), SignatureType.NOTE, new SecureRandom());
    log.add(new KeyStatement(next.verifierKey(), 4));
    node.peers.followOnce(signed(log.signed(3)));
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");
    log.show(SignedCheckpoint.sign(log.checkpoint(4), next).bytes());
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
    Stating.version(log, TIDAL, "wiki", "3.0.0+1.3.0");
    var round = node.peers.followOnce(signed(log.signed(5)));
    assertThat(round).isInstanceOf(Round.Refused.class);
    assertThat(((Round.Refused) round).kind()).isEqualTo(Alarm.Kind.WRONG_KEY);
  }

  private PeerSettings signed(SignedCheckpoint checkpoint) {
    log.show(checkpoint.bytes());
    return peer;
  }

  @Test
  void who_was_away_while_the_key_changed_believes_both_together() {
    var next = SigningKey.generate(log.origin(), SignatureType.NOTE, new SecureRandom());
    log.add(new KeyStatement(next.verifierKey(), 4));
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");
    var text = log.checkpoint(4).text();
    var alone = SignedCheckpoint.sign(log.checkpoint(4), next);
    log.show(alone.bytes());
    var round = node.peers.followOnce(peer);
    assertThat(round).as("anyone could state a key").isInstanceOf(Round.Refused.class);
    log.show(alone.with(List.of(log.key.sign(text))).bytes());
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
    log.show(alone.bytes());
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Good.class);
  }

  @Test
  void a_key_that_the_operator_pins_anew_counts() {
    var next = SigningKey.generate(log.origin(), SignatureType.NOTE, new SecureRandom());
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");
    log.show(SignedCheckpoint.sign(log.checkpoint(3), next).bytes());
    assertThat(node.peers.followOnce(peer)).isInstanceOf(Round.Refused.class);
    var anew =
        new PeerSettings(
            log.url(),
            next.verifierKey(),
            List.of(),
            List.of(),
            List.of(),
            List.of(TIDAL),
            false,
            null,
            null,
            null,
            null,
            null);
    node.configured.set(0, anew);
    assertThat(node.peers.followOnce(anew)).isInstanceOf(Round.Good.class);
    assertThat(node.tags("tidal-example", "wiki")).contains("2.0.0+1.3.0");
  }
}
