package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import coop.potluck.federation.Equivocation;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SampleDatabase;
import coop.potluck.federation.SampleLog;
import coop.potluck.federation.ShownCheckpoints;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessWatchTest {

  private final SampleLog log = SampleLog.of("log.example/log", 40);
  private final SigningKey key = SampleLog.witnessKey("w.example/witness");

  private SampleDatabase node;
  private HttpServer server;
  private Outbound outbound;
  private Alarms alarms;
  private Evidence evidence;
  private WitnessWatch watch;
  private volatile byte @Nullable [] shown;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException, MalformedException {
    node = new SampleDatabase(folder);
    log.store(node.logs, false, 20);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/w/" + log.originHash() + "/checkpoint",
        exchange -> {
          var bytes = shown;
          exchange.sendResponseHeaders(
              bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
          if (bytes != null) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w");
    outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(url), List.of()),
            NameResolver.system());
    evidence = new Evidence(folder.resolve("evidence"), 1 << 20);
    alarms = new Alarms(node.database, evidence, node.clock);
    var policy =
        "log " + log.vkey() + "\nwitness w " + key.verifierKey() + " " + url + "/\nquorum w\n";
    var peer = peer(TlogPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)));
    watch =
        new WitnessWatch(
            node.logs,
            new ShownCheckpoints(node.database, node.logs),
            outbound,
            () -> List.of(peer),
            List.of(),
            FederationSettings.DEFAULT,
            node.clock,
            new WitnessAlarms(alarms));
    keep(cosigned(log.checkpoint(20)));
  }

  @AfterEach
  void close() {
    watch.close();
    outbound.close();
    server.stop(0);
    node.close();
  }

  @Test
  void what_agrees_raises_nothing_and_neither_does_a_witness_that_has_nothing() {
    watch.look();
    shown = cosigned(log.checkpoint(13)).bytes();
    pass(Duration.ofHours(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void another_tree_than_ours_is_an_equivocation_with_evidence_that_can_be_checked()
      throws Exception {
    shown = cosigned(log.fork(5).checkpoint(13)).bytes();
    watch.look();
    assertThat(kinds()).containsExactly(Alarm.Kind.EQUIVOCATION);
    var file =
        evidence
            .path(String.valueOf(alarms.list().get(0).evidence()))
            .resolve(Equivocation.FILE_NAME);
    var read = Equivocation.parse(Files.readString(file));
    assertThat(read.holds()).isTrue();
    assertThat(read.keys()).containsExactly(log.vkey());
  }

  @Test
  void a_larger_tree_of_which_ours_is_no_beginning_is_found_when_we_have_read_it() {
    shown = cosigned(log.fork(5).checkpoint(30)).bytes();
    watch.look();
    assertThat(kinds()).isEmpty();
    log.store(node.logs, false, 35);
    watch.look();
    assertThat(kinds()).contains(Alarm.Kind.EQUIVOCATION);
  }

  @Test
  void what_only_one_of_both_has_signed_is_not_believed() {
    var fork = log.fork(5).checkpoint(13);
    var other = SampleLog.of("log.example/log", 20);
    var stranger = SampleLog.witnessKey("w.example/witness");
    for (var wrong :
        List.of(
            fork,
            fork.with(List.of(stranger.cosign(fork.note().text(), node.clock.instant()))),
            cosigned(other.checkpoint(13)),
            cosigned(SampleLog.of("other.example/log", 13).checkpoint(13)))) {
      shown = wrong.bytes();
      pass(Duration.ofHours(1));
    }
    shown = "nothing of the kind".getBytes(StandardCharsets.UTF_8);
    pass(Duration.ofHours(1));
    assertThat(kinds()).isEmpty();
  }

  @Test
  void what_is_kept_from_us_for_an_hour_is_stale_until_we_have_it() {
    shown = cosigned(log.checkpoint(30)).bytes();
    watch.look();
    assertThat(kinds()).isEmpty();
    pass(Duration.ofMinutes(61));
    assertThat(kinds()).containsExactly(Alarm.Kind.STALE);
    log.store(node.logs, false, 30);
    keep(cosigned(log.checkpoint(30)));
    watch.look();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void a_log_that_no_quorum_has_seen_for_a_day_is_stale_until_one_has() {
    pass(Duration.ofHours(24));
    assertThat(kinds()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly(Alarm.Kind.STALE);
    keep(cosigned(log.checkpoint(20)));
    watch.look();
    assertThat(kinds()).isEmpty();
  }

  @Test
  void a_log_without_a_policy_promises_nothing_and_raises_nothing() {
    var peer = peer(null);
    assertThat(watch.freshness(peer)).isEmpty();
  }

  private PeerSettings peer(@Nullable TlogPolicy policy) {
    return new PeerSettings(
        URI.create("http://127.0.0.1:1"),
        log.vkey(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        null,
        null,
        null,
        null,
        policy);
  }

  private SignedCheckpoint cosigned(SignedCheckpoint checkpoint) {
    return checkpoint.with(List.of(key.cosign(checkpoint.note().text(), node.clock.instant())));
  }

  private void keep(SignedCheckpoint checkpoint) {
    log.keep(node.logs, checkpoint);
  }

  private void pass(Duration time) {
    node.clock.pass(time);
    watch.look();
  }

  private List<Alarm.Kind> kinds() {
    return alarms.list().stream().map(Alarm::kind).toList();
  }
}
