package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.FederationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that does not fit into one batch. */
class LongLogTest {

  private static final String TIDAL = Stating.TIDAL;
  private static final FederationSettings SMALL =
      Settings.with("maxBatchEntries", 512, "maxBatchObjects", 900);

  /** Written once for all tests. */
  private static final List<ServedLog> BASE = new ArrayList<>();

  private ServedLog log;
  private Follower node;

  @BeforeAll
  static void write() throws IOException {
    BASE.add(new ServedLog("catalogue.tidal.example/log"));
    var base = BASE.get(0);
    for (var i = 0; i < 20; i++) {
      Stating.head(base, TIDAL, "app" + i);
    }
    for (var i = base.size(); i < 3_000; i++) {
      if (i % 50 == 0) {
        Stating.version(base, TIDAL, "app" + i % 20, "1." + i + ".0+1.2.0");
      } else {
        Stating.withdraw(base, TIDAL, "gone" + i, null);
      }
    }
  }

  @AfterAll
  static void end() {
    BASE.remove(0).close();
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    log = BASE.get(0).copy(3_000);
    node = new Follower(folder, SMALL, List.of());
  }

  @AfterEach
  void close() {
    node.close();
    log.close();
  }

  private long stored() {
    return node.logs.find(log.origin()).orElseThrow().length();
  }

  private long shown() {
    return node.logs.find(log.origin()).orElseThrow().size();
  }

  @Test
  void a_look_that_broke_off_is_gone_on_with_and_shown_once_it_is_whole() {
    log.refuse = path -> path.endsWith("/tile/entries/007") ? 500 : 0;
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Failed.class);
    assertThat(stored()).isBetween(512L, 7 * 256L);
    assertThat(shown()).as("nothing is shown that no checkpoint covers").isZero();
    assertThat(node.recipes()).isEmpty();

    log.refuse = path -> 0;
    log.forget();
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
    assertThat(log.asked)
        .as("what was stored is not fetched again")
        .noneMatch(path -> path.endsWith("/entries/000") || path.endsWith("/entries/001"));
    assertThat(shown()).isEqualTo(3_000);
    assertThat(node.recipes()).hasSize(20);
    assertThat(node.tags("tidal-example", "app0")).hasSize(29);
    assertThat(node.logs.find(log.origin()).orElseThrow().checkpoint()).isNotNull();
  }

  @Test
  void it_may_grow_while_it_is_fetched() {
    log.refuse = path -> path.endsWith("/tile/entries/007") ? 500 : 0;
    node.follow(log, TIDAL);
    log.refuse = path -> 0;
    for (var i = 0; i < 200; i++) {
      Stating.withdraw(log, TIDAL, "late" + i, null);
    }
    log.sign();
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
    assertThat(shown()).isEqualTo(3_200);
  }

  @Test
  void what_it_signed_while_it_was_fetched_binds_it() throws IOException {
    log.refuse = path -> path.endsWith("/tile/entries/007") ? 500 : 0;
    node.follow(log, TIDAL);
    var before = stored();
    try (var other = log.copy(1_000)) {
      for (var i = 0; i < 2_500; i++) {
        Stating.withdraw(other, TIDAL, "other" + i, null);
      }
      assertThat(node.follow(other.sign(), TIDAL)).isInstanceOf(Round.Refused.class);
    }
    assertThat(node.alarms()).contains(Alarm.Kind.FORK);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void a_partial_tile_that_is_gone_is_the_beginning_of_the_full_one() {
    log.show(log.signed(2_900).bytes());
    log.refuse = path -> path.matches(".*/(0|entries)/011.p/.*") ? 404 : 0;
    assertThat(node.follow(log, TIDAL))
        .as("there is no full one")
        .isInstanceOf(Round.Refused.class);
    for (var i = 0; i < 300; i++) {
      Stating.withdraw(log, TIDAL, "most" + i, null);
    }
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
    assertThat(shown()).isEqualTo(2_900);
  }

  @Test
  void objects_come_by_archives_where_many_are_wanted() {
    for (var i = 0; i < 300; i++) {
      Stating.version(log, TIDAL, "app1", "2." + i + ".0+1.3.0");
    }
    log.sign();
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
    assertThat(log.asked).anyMatch(path -> path.matches("/log/objects/[0-9]+"));
    assertThat(log.asked.stream().filter(path -> path.startsWith("/objects/"))).hasSizeLessThan(80);
    assertThat(node.peers.quarantine().count(log.origin())).isZero();
  }

  @Test
  void batches_hold_no_more_than_they_may(@TempDir Path folder) {
    var tiny = Settings.with("maxBatchEntries", 256, "maxBatchBytes", 64L << 10);
    try (var small = new Follower(folder, tiny, List.of())) {
      var lengths = new ArrayList<Long>();
      small.at =
          point -> {
            if (point.equals("peer.after-append")) {
              lengths.add(small.logs.find(log.origin()).orElseThrow().length());
            }
          };
      assertThat(small.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
      assertThat(lengths).hasSizeGreaterThanOrEqualTo(12);
      assertThat(small.recipes()).hasSize(20);
    }
  }
}
