package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad item is put aside, never its log. */
class ObjectTest {

  private static final String TIDAL = Stating.TIDAL;

  private ServedLog log;
  private Follower node;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    log = new ServedLog("catalogue.tidal.example/log");
    node = new Follower(folder);
    Stating.head(log, TIDAL, "wiki");
    Stating.version(log, TIDAL, "wiki", "1.0.0+1.2.0");
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");
  }

  @AfterEach
  void close() {
    node.close();
    log.close();
  }

  private Round follow() {
    return node.follow(log.sign(), TIDAL);
  }

  private List<Quarantined> quarantined() {
    return node.peers.quarantine().list(log.origin(), 10);
  }

  @Test
  void an_object_that_is_missing_is_asked_for_again_and_then_taken() {
    var object = Stating.parsed("wiki", "nginx:1.3.0");
    log.replace(Hash.sha256(object), null);
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(node.tags("tidal-example", "wiki")).containsExactly("1.0.0+1.2.0");
    assertThat(quarantined()).hasSize(1);
    assertThat(quarantined().get(0))
        .matches(it -> it.kind().equals("missing_object") && it.position() == 2)
        .matches(it -> "wiki".equals(it.recipe()) && "2.0.0+1.3.0".equals(it.tag()));

    log.replace(Hash.sha256(object), object);
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(quarantined()).as("not before its time").hasSize(1);
    node.catalogue.pass(Duration.ofHours(1));
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(quarantined()).isEmpty();
    assertThat(node.tags("tidal-example", "wiki")).containsExactly("1.0.0+1.2.0", "2.0.0+1.3.0");
  }

  @Test
  void an_object_that_is_another_is_an_alarm_too() {
    var object = Stating.parsed("wiki", "nginx:1.3.0");
    var other = object.clone();
    other[100] ^= 1;
    log.replace(Hash.sha256(object), other);
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(node.tags("tidal-example", "wiki")).containsExactly("1.0.0+1.2.0");
    assertThat(quarantined().get(0).kind()).isEqualTo("tampered_object");
    assertThat(node.alarms()).containsExactly(Alarm.Kind.TAMPERED_OBJECT);
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(node.alarms()).isEmpty();
  }

  @Test
  void an_entry_that_is_no_statement_is_kept_and_passed_over() {
    log.addEntry(ServedLog.text("{\"v\":1,\"type\":\"version\"}"));
    log.addEntry(ServedLog.text("{\"type\":\"festival\",\"v\":1}"));
    Stating.version(log, TIDAL, "wiki", "3.0.0+1.4.0");
    assertThat(follow()).isEqualTo(new Round.Good(log.url() + "/log/", 6, 6));
    assertThat(node.tags("tidal-example", "wiki")).contains("3.0.0+1.4.0");
    assertThat(quarantined()).hasSize(1);
    assertThat(quarantined().get(0).position()).isEqualTo(3);
    assertThat(node.alarms()).containsExactly(Alarm.Kind.MALFORMED_ENTRY);
  }

  @Test
  void a_reading_that_is_none_is_put_aside() {
    var manifest = Stating.manifest("wiki", "x");
    var parsed = ServedLog.text("{\"services\":[]}");
    log.add(
        Stating.statement(TIDAL, "wiki", "3.0.0+1.4.0", "", manifest, parsed), manifest, parsed);
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(node.tags("tidal-example", "wiki")).doesNotContain("3.0.0+1.4.0");
    assertThat(quarantined().get(0).kind()).isEqualTo("unusable_object");
    assertThat(node.peers.quarantine().list((Quarantined) null, 10)).hasSize(1);
  }

  @Test
  void an_object_that_is_too_large_is_not_asked_for(@TempDir Path folder) {
    try (var small = new Follower(folder, Settings.with("maxObjectBytes", 1_000L), List.of())) {
      small.follow(log.sign(), TIDAL);
      assertThat(small.peers.quarantine().list(log.origin(), 10))
          .isNotEmpty()
          .allMatch(it -> it.kind().equals("oversized") && it.next() == null);
    }
  }

  @Test
  void an_object_that_never_comes_does_not_stop_its_log(@TempDir Path folder) {
    var object = Hash.sha256(Stating.parsed("wiki", "nginx:1.3.0")).hex();
    log.slowly = path -> path.contains(object) ? 1_500 : 0;
    try (var hasty =
        new Follower(folder, Settings.with("callTimeout", Duration.ofMillis(700)), List.of())) {
      assertThat(hasty.follow(log.sign(), TIDAL)).isInstanceOf(Round.Good.class);
      assertThat(hasty.tags("tidal-example", "wiki")).containsExactly("1.0.0+1.2.0");
    }
  }

  @Test
  void a_version_that_its_publisher_rejected_is_shown_as_rejected() {
    var manifest = Stating.manifest("wiki", "x");
    log.add(Stating.statement(TIDAL, "wiki", "3.0.0+1.4.0", "", manifest, null), manifest);
    assertThat(follow()).isInstanceOf(Round.Good.class);
    assertThat(node.tags("tidal-example", "wiki")).contains("3.0.0+1.4.0");
  }
}
