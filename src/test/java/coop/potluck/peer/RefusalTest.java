package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.Hash;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lying peer shows changes nothing but an alarm, which comes with its evidence. */
class RefusalTest {

  private static final String TIDAL = Stating.TIDAL;

  private ServedLog log;
  private Follower node;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    log = new ServedLog("catalogue.tidal.example/log");
    node = new Follower(folder);
    for (var i = 0; i < 5; i++) {
      Stating.version(log, TIDAL, "app" + i, "1.0.0+1.2.0");
    }
    assertThat(node.follow(log.sign(), TIDAL)).isInstanceOf(Round.Good.class);
  }

  @AfterEach
  void close() {
    node.close();
    log.close();
  }

  /** All that may not change, as text. */
  private String state() {
    var stored = node.logs.find(log.origin()).orElseThrow();
    var kept = stored.checkpoint();
    return stored.length()
        + " "
        + stored.size()
        + (kept == null ? "" : kept.note().text())
        + node.recipes()
        + node.catalogue.reader.lastChange();
  }

  private void assertRefused(Alarm.Kind kind, String... evidence) throws IOException {
    var before = state();
    var round = node.follow(log, TIDAL);
    assertThat(round).isInstanceOf(Round.Refused.class);
    assertThat(((Round.Refused) round).kind()).isEqualTo(kind);
    assertThat(state()).isEqualTo(before);
    assertEvidence(kind, evidence);
  }

  private void assertEvidence(Alarm.Kind kind, String... parts) throws IOException {
    assertThat(node.alarms()).contains(kind);
    var alarm =
        node.peers.alarms().list().stream()
            .filter(it -> it.kind() == kind)
            .findFirst()
            .orElseThrow();
    assertThat(alarm.origin()).isEqualTo(log.origin());
    var place = alarm.evidence();
    assertThat(place).isNotNull();
    if (place != null) {
      var folder = node.peers.evidence().path(place);
      assertThat(Files.readString(folder.resolve("reason.txt"))).startsWith(alarm.sentence());
      assertThat(Files.readString(folder.resolve("evidence.json"))).contains(kind.text());
      for (var part : parts) {
        assertThat(folder.resolve(part)).exists();
      }
    }
  }

  private void grow() {
    Stating.version(log, TIDAL, "app1", "1." + log.size() + ".0+1.3.0");
    log.sign();
  }

  @Test
  void a_signature_that_the_pinned_key_did_not_make() throws IOException {
    grow();
    var note = new String(log.signed(log.size()).bytes(), StandardCharsets.UTF_8);
    var older = new String(log.signed(3).bytes(), StandardCharsets.UTF_8);
    log.show(
        (note.substring(0, note.indexOf("\n\n")) + older.substring(older.indexOf("\n\n")))
            .getBytes(StandardCharsets.UTF_8));
    assertRefused(Alarm.Kind.BAD_SIGNATURE, "shown.note");
    log.sign();
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
    assertThat(node.alarms()).as("a lie is not forgotten").contains(Alarm.Kind.BAD_SIGNATURE);
    assertThat(node.peers.alarms().acknowledge(log.origin(), Alarm.Kind.BAD_SIGNATURE)).isTrue();
    assertThat(node.alarms()).isEmpty();
  }

  @Test
  void a_checkpoint_that_another_key_signed() throws IOException {
    grow();
    var other = SigningKey.generate(log.origin(), SignatureType.NOTE, new SecureRandom());
    log.show(SignedCheckpoint.sign(log.checkpoint(log.size()), other).bytes());
    assertRefused(Alarm.Kind.WRONG_KEY, "shown.note");
    log.sign();
    node.follow(log, TIDAL);
    assertThat(node.alarms()).isEmpty();
  }

  @Test
  void the_checkpoint_of_another_log() throws IOException {
    var shown = log.checkpoint(log.size());
    log.show(
        SignedCheckpoint.sign(
                new Checkpoint("other.example/log", shown.size(), shown.root()),
                SigningKey.generate("other.example/log", SignatureType.NOTE, new SecureRandom()))
            .bytes());
    assertRefused(Alarm.Kind.WRONG_ORIGIN, "shown.note");
  }

  @Test
  void what_is_no_checkpoint() throws IOException {
    log.show(ServedLog.text("<html>Welcome</html>"));
    assertRefused(Alarm.Kind.WRONG_ORIGIN, "shown.note");
  }

  @Test
  void an_older_tree() throws IOException {
    log.show(log.signed(3).bytes());
    assertRefused(Alarm.Kind.ROLLBACK, "shown.note", "kept.note");
    log.sign();
    node.follow(log, TIDAL);
    assertThat(node.alarms()).containsExactly(Alarm.Kind.ROLLBACK);
  }

  @Test
  void another_tree_of_the_same_size() throws IOException {
    log.show(signed(log.size(), Hash.sha256(ServedLog.text("x"))));
    assertRefused(Alarm.Kind.FORK, "shown.note", "kept.note");
  }

  @Test
  void a_smaller_tree_that_ours_never_was() throws IOException {
    log.show(signed(2, Hash.sha256(ServedLog.text("x"))));
    assertRefused(Alarm.Kind.FORK, "shown.note", "kept.note");
  }

  private byte[] signed(long size, Hash root) {
    return SignedCheckpoint.sign(new Checkpoint(log.origin(), size, root), log.key).bytes();
  }

  @Test
  void a_larger_tree_that_ours_did_not_grow_to() throws IOException {
    try (var other = forked(7)) {
      assertForkAt(other);
    }
  }

  @Test
  void a_much_larger_tree_that_ours_did_not_grow_to() throws IOException {
    try (var other = forked(3_000)) {
      assertForkAt(other);
    }
  }

  private void assertForkAt(ServedLog other) throws IOException {
    var before = state();
    var round = node.follow(other, TIDAL);
    assertThat(round).isInstanceOf(Round.Refused.class);
    assertThat(((Round.Refused) round).kind()).isEqualTo(Alarm.Kind.FORK);
    assertThat(state()).isEqualTo(before);
    assertEvidence(Alarm.Kind.FORK, "shown.note", "kept.note");
  }

  /** A log under the same key whose third entry is another. */
  private ServedLog forked(int size) throws IOException {
    var other = log.copy(2);
    for (var i = 2; i < size; i++) {
      Stating.withdraw(other, TIDAL, "app" + i, null);
    }
    return other.sign();
  }

  @Test
  void entries_that_are_not_of_the_tree() throws IOException {
    grow();
    log.lie =
        path -> path.contains("/tile/entries/") ? flipped(log.part(path).orElseThrow(), 900) : null;
    assertRefused(Alarm.Kind.TAMPERED_ENTRIES, "checkpoint");
    log.lie = path -> null;
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
    assertThat(node.alarms()).as("once it is good again").isEmpty();
  }

  @Test
  void entries_in_another_order() throws IOException {
    grow();
    grow();
    log.lie =
        path ->
            path.endsWith("/tile/entries/000.p/7")
                ? log.bundle(List.of(0, 1, 2, 3, 4, 6, 5))
                : null;
    assertRefused(Alarm.Kind.TAMPERED_ENTRIES);
    log.lie =
        path ->
            path.endsWith("/tile/entries/000.p/7")
                ? log.bundle(List.of(0, 1, 2, 3, 4, 5, 5))
                : null;
    assertRefused(Alarm.Kind.TAMPERED_ENTRIES);
  }

  @Test
  void tiles_that_are_not_of_the_tree() throws IOException {
    for (var i = 0; i < 3_000; i++) {
      Stating.withdraw(log, TIDAL, "gone" + i, null);
    }
    log.sign();
    log.lie = path -> path.contains("/tile/1/") ? flipped(log.part(path).orElseThrow(), 40) : null;
    assertRefused(Alarm.Kind.TAMPERED_TILE, "checkpoint");
    log.lie =
        path ->
            path.endsWith("/tile/entries/004") ? flipped(log.part(path).orElseThrow(), 90) : null;
    var round = node.follow(log, TIDAL);
    assertThat(round).isInstanceOf(Round.Refused.class);
    assertEvidence(Alarm.Kind.TAMPERED_ENTRIES, "checkpoint");
  }

  private static byte[] flipped(byte[] bytes, int at) {
    var other = bytes.clone();
    other[Math.min(at, bytes.length - 1)] ^= 1;
    return other;
  }

  @Test
  void a_log_that_lacks_what_it_signed() throws IOException {
    grow();
    log.refuse = path -> path.contains("/tile/entries/") ? 404 : 0;
    assertRefused(Alarm.Kind.SHRUNK, "checkpoint");
  }

  @Test
  void more_bytes_than_are_taken() throws IOException {
    grow();
    log.lie = path -> path.endsWith("/checkpoint") ? new byte[1 << 20] : null;
    assertRefused(Alarm.Kind.OVERSIZED);
    log.lie = path -> path.contains("/tile/entries/") ? new byte[8 << 20] : null;
    assertRefused(Alarm.Kind.OVERSIZED);
  }

  @Test
  void bytes_are_counted_as_they_are_unpacked() throws IOException {
    grow();
    log.zipped = path -> true;
    log.lie = path -> path.contains("/tile/entries/") ? new byte[64 << 20] : null;
    assertRefused(Alarm.Kind.OVERSIZED);
    log.lie = path -> null;
    assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Good.class);
  }

  @Test
  void a_redirect_to_another_host_is_no_answer() {
    grow();
    log.refuse = path -> path.endsWith("/checkpoint") ? 302 : 0;
    log.location = "http://127.0.0.2:9/log/checkpoint";
    var before = state();
    for (var i = 0; i < 3; i++) {
      assertThat(node.follow(log, TIDAL)).isInstanceOf(Round.Failed.class);
    }
    assertThat(state()).isEqualTo(before);
    assertThat(node.alarms()).containsExactly(Alarm.Kind.UNREACHABLE);
  }

  @Test
  void an_answer_that_takes_too_long(@TempDir Path folder) {
    try (var hasty = new Follower(folder, hasty(), List.of())) {
      log.slowly = path -> path.endsWith("/checkpoint") ? 2_000 : 0;
      var round = hasty.follow(log, TIDAL);
      assertThat(round).isInstanceOf(Round.Refused.class);
      assertThat(hasty.alarms()).containsExactly(Alarm.Kind.TOO_SLOW);
      assertThat(hasty.logs.find(log.origin())).isEmpty();
    }
  }

  private static FederationSettings hasty() {
    return Settings.with("callTimeout", Duration.ofMillis(300));
  }

  @Test
  void the_same_lie_is_told_once() {
    log.show(log.signed(3).bytes());
    node.follow(log, TIDAL);
    var first = node.peers.alarms().list();
    node.catalogue.pass(Duration.ofHours(1));
    node.follow(log, TIDAL);
    var second = node.peers.alarms().list();
    assertThat(second).hasSize(1);
    assertThat(second.get(0).evidence()).isEqualTo(first.get(0).evidence());
    assertThat(second.get(0).last()).isAfter(first.get(0).last());
  }
}
