package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.FederationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

  private static final String TIDAL = Stating.TIDAL;

  private ServedLog log;
  private ServedLog other;

  @BeforeEach
  void open() throws IOException {
    log = new ServedLog("catalogue.tidal.example/log");
    other = new ServedLog("other.example/log");
    for (var i = 0; i < 10; i++) {
      Stating.version(log, TIDAL, "app" + i, "1.0.0+1.2.0");
      Stating.version(other, "other.example", "app" + i, "1.0.0+1.2.0");
    }
    log.sign();
    other.sign();
  }

  @AfterEach
  void close() {
    log.close();
    other.close();
  }

  private PeerSettings peer(@Nullable Long entries, @Nullable Long bytes) {
    return new PeerSettings(
        log.url(),
        log.key.verifierKey(),
        List.of(),
        List.of(),
        List.of(),
        List.of(TIDAL),
        false,
        entries,
        bytes,
        null,
        null,
        null);
  }

  @Test
  void entries_of_a_day_pause_that_peer_alone(@TempDir Path folder) {
    try (var node = new Follower(folder)) {
      var few = peer(4L, null);
      node.configured.add(few);
      var round = node.peers.followOnce(few);
      assertThat(round).isInstanceOf(Round.Paused.class);
      assertThat(((Round.Paused) round).until()).isAfter(node.catalogue.now());
      assertThat(node.logs.find(log.origin()).orElseThrow().length()).isEqualTo(4);
      assertThat(node.alarms()).containsExactly(Alarm.Kind.OVER_BUDGET);
      assertThat(node.follow(other, "other.example")).isInstanceOf(Round.Good.class);
      assertThat(node.recipes()).hasSize(10);

      assertThat(node.peers.followOnce(few)).isInstanceOf(Round.Paused.class);
      for (var day = 0; day < 2; day++) {
        node.catalogue.pass(Duration.ofDays(1));
        node.peers.followOnce(few);
      }
      assertThat(node.recipes()).hasSize(20);
      assertThat(node.alarms()).isEmpty();
      assertThat(node.peers.status().get(0).entriesToday()).isEqualTo(2);
    }
  }

  @Test
  void bytes_of_a_day_do_so_too(@TempDir Path folder) {
    var batches = Settings.with("maxBatchObjects", 4);
    try (var node = new Follower(folder, batches, List.of())) {
      var few = peer(null, 30_000L);
      node.configured.add(few);
      assertThat(node.peers.followOnce(few)).isInstanceOf(Round.Paused.class);
      assertThat(node.peers.status().get(0).bytesToday()).isBetween(30_000L, 60_000L);
    }
  }

  @Test
  void a_peer_may_not_fill_the_quarantine(@TempDir Path folder) {
    for (var i = 0; i < 30; i++) {
      log.addEntry(ServedLog.text("nonsense " + i));
    }
    Stating.version(log.sign(), TIDAL, "late", "1.0.0+1.2.0");
    try (var node = new Follower(folder, Settings.with("maxQuarantined", 20), List.of())) {
      node.follow(log, TIDAL);
      assertThat(node.follow(log.sign(), TIDAL)).isInstanceOf(Round.Paused.class);
    }
  }

  @Test
  void the_loop_looks_again_and_ends_when_it_is_told(@TempDir Path folder) throws Exception {
    var quick = Settings.with("pollInterval", Duration.ofMillis(20));
    try (var node = new Follower(folder, quick, List.of(), List.of(log.peer(TIDAL)))) {
      node.peers.start();
      for (var i = 0; node.recipes().size() < 10 && i < 500; i++) {
        Thread.sleep(20);
      }
      assertThat(node.recipes()).hasSize(10);
      node.peers.close();
      log.forget();
      Thread.sleep(100);
      assertThat(log.asked).isEmpty();
    }
  }

  @Test
  void what_fails_is_asked_less_and_less_often(@TempDir Path folder) {
    log.refuse = path -> 500;
    try (var node =
        new Follower(folder, FederationSettings.DEFAULT, List.of(), List.of(log.peer(TIDAL)))) {
      var waits = new long[7];
      for (var i = 0; i < waits.length; i++) {
        node.follow(log, TIDAL);
        var next = node.peers.status().get(0).nextAttempt();
        assertThat(next).isNotNull();
        waits[i] = next == null ? 0 : Duration.between(node.catalogue.now(), next).toSeconds();
      }
      assertThat(waits[0]).isBetween(60L, 120L);
      assertThat(waits[6]).isBetween(1_800L, 3_600L);
    }
  }
}
