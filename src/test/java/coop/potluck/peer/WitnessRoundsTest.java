package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import coop.potluck.federation.AddCheckpoint;
import coop.potluck.federation.Cosignatures;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SampleDatabase;
import coop.potluck.federation.SampleLog;
import coop.potluck.federation.SigningKey;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Witnesses that answer what they should not. */
class WitnessRoundsTest {

  private static final Instant NOW = SampleDatabase.NOW;

  private final SampleLog log = SampleLog.of("log.example/log", 40);
  private final SigningKey witness = SampleLog.witnessKey("w.example/witness");
  private final AtomicInteger asked = new AtomicInteger();

  private SampleDatabase node;
  private HttpServer server;
  private ExecutorService threads;
  private Outbound outbound;
  private URI url;
  private WitnessRounds rounds;
  private volatile Behaviour behaviour = (exchange, submission) -> send(exchange, 500, "");

  /** What a witness does with a submission that it read. */
  private interface Behaviour {
    void answer(HttpExchange exchange, AddCheckpoint asked) throws IOException, MalformedException;
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    node = new SampleDatabase(folder);
    log.store(node.logs, true, 20);
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/w/add-checkpoint", this::answer);
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w");
    outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(url), List.of()),
            NameResolver.system());
    rounds = rounds();
  }

  private WitnessRounds rounds() {
    return new WitnessRounds(
        node.logs,
        new Cosignatures(node.database, node.logs),
        outbound,
        List.of(new WitnessSettings(url, witness.verifierKey())),
        settings(),
        node.clock);
  }

  /** From now on the witness is another, and has not been asked yet. */
  private void start(Behaviour other) {
    behaviour = other;
    rounds.close();
    rounds = rounds();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try {
      behaviour.answer(exchange, AddCheckpoint.parse(exchange.getRequestBody().readAllBytes()));
    } catch (MalformedException e) {
      send(exchange, 400, String.valueOf(e.getMessage()));
    }
  }

  @AfterEach
  void close() {
    rounds.close();
    outbound.close();
    server.stop(0);
    threads.shutdownNow();
    node.close();
  }

  @Test
  void a_witness_that_names_another_size_is_asked_again_with_a_proof_from_there()
      throws IOException {
    start(
        (exchange, submission) -> {
          if (submission.oldSize() != 13) {
            conflict(exchange, "13\n");
          } else {
            assertThat(submission.proof()).isEqualTo(log.submission(13, 20).proof());
            send(exchange, 200, cosigned(submission, NOW));
          }
        });
    rounds.round();
    assertThat(cosignatures()).isOne();
    assertThat(asked).hasValue(2);
    assertThat(rounds.standings().get(0).cosignedAt()).isEqualTo(NOW);
  }

  @Test
  void a_witness_that_names_ever_other_sizes_is_left_alone_for_a_while() {
    start((exchange, submission) -> conflict(exchange, (submission.oldSize() + 1) + "\n"));
    rounds.round();
    rounds.round();
    assertThat(asked).hasValue(3);
    assertFailed("another size");
  }

  @Test
  void a_witness_that_has_seen_more_than_there_is_says_that_the_data_is_old() {
    start((exchange, submission) -> conflict(exchange, "21\n"));
    rounds.round();
    assertThat(asked).hasValue(1);
    assertFailed("old copy");
  }

  @Test
  void a_conflict_without_a_sound_size_is_a_failure() {
    for (var size : new String[] {"", "7", "07\n", "-1\n", "99999999999999999999\n", "x\n"}) {
      start((exchange, submission) -> conflict(exchange, size));
      rounds.round();
      assertFailed("without its size");
    }
    start((exchange, submission) -> send(exchange, 409, "7\n"));
    rounds.round();
    assertFailed("without its size");
  }

  @Test
  void only_a_cosignature_of_the_pinned_key_over_our_checkpoint_is_kept() {
    var stranger = SampleLog.witnessKey("w.example/witness");
    for (var wrong :
        List.<Wrong>of(
            submission -> "",
            submission -> "\n",
            submission -> "no line",
            submission -> stranger.cosign(submission.note().text(), NOW) + "\n",
            submission -> witness.cosign(log.checkpoint(19).note().text(), NOW) + "\n",
            submission -> witness.cosign(submission.note().text(), NOW).toString(),
            submission -> witness.cosign(submission.note().text(), Instant.EPOCH) + "\n",
            submission -> cosigned(submission, NOW.plus(Duration.ofDays(1))),
            submission -> "more text\n\n" + cosigned(submission, NOW),
            submission -> cosigned(submission, NOW).repeat(65))) {
      start((exchange, submission) -> send(exchange, 200, wrong.lines(submission)));
      rounds.round();
      assertFailed("no good cosignature");
    }
    start((exchange, submission) -> send(exchange, 200, cosigned(submission, NOW)));
    rounds.round();
    assertThat(cosignatures()).isOne();
  }

  /** An answer that should not count. */
  private interface Wrong {
    String lines(AddCheckpoint submission);
  }

  @Test
  void lines_of_strangers_beside_a_good_one_are_not_kept() throws IOException {
    var stranger = SampleLog.witnessKey("stranger.example/witness");
    start(
        (exchange, submission) ->
            send(
                exchange,
                200,
                stranger.cosign(submission.note().text(), NOW) + "\n" + cosigned(submission, NOW)));
    rounds.round();
    assertThat(newestLines()).isEqualTo(2);
  }

  @Test
  void an_older_word_does_not_take_the_place_of_a_younger_one() {
    start((exchange, submission) -> send(exchange, 200, cosigned(submission, NOW)));
    rounds.round();
    start(
        (exchange, submission) ->
            send(exchange, 200, cosigned(submission, NOW.minus(Duration.ofDays(2)))));
    rounds.round();
    assertThat(
            node.logs
                .own()
                .map(LogStore.Log::checkpoint)
                .orElseThrow()
                .cosignatures(List.of(witness.verifierKey()))
                .get(0)
                .time())
        .isEqualTo(NOW);
  }

  @Test
  void an_endless_answer_and_a_redirect_elsewhere_are_failures() {
    start(
        (exchange, submission) -> {
          exchange.sendResponseHeaders(200, 0);
          var bytes = new byte[64 << 10];
          for (var i = 0; i < 100; i++) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    rounds.round();
    assertFailed("larger than");
    start(
        (exchange, submission) -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.2:1/");
          send(exchange, 307, "");
        });
    rounds.round();
    assertThat(rounds.standings().get(0).failures()).isOne();
  }

  @Test
  void a_witness_that_does_not_answer_costs_no_more_than_the_time_of_a_call() {
    start((exchange, submission) -> pause());
    var start = System.nanoTime();
    rounds.round();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(rounds.standings().get(0).failures()).isOne();
  }

  @Test
  void each_failure_makes_the_pause_longer_and_a_success_ends_it() throws IOException {
    var broken = new AtomicInteger(3);
    start(
        (exchange, submission) -> {
          if (broken.getAndDecrement() > 0) {
            send(exchange, 500, "");
          } else {
            send(exchange, 200, cosigned(submission, node.clock.instant()));
          }
        });
    for (var seconds : new int[] {0, 5, 10, 20}) {
      node.clock.pass(Duration.ofSeconds(seconds).minusMillis(seconds == 0 ? 0 : 1));
      var before = asked.get();
      if (seconds > 0) {
        rounds.round();
        assertThat(asked).as("before " + seconds + " s").hasValue(before);
        node.clock.pass(Duration.ofMillis(1));
      }
      rounds.round();
      assertThat(asked).hasValue(before + 1);
    }
    assertThat(rounds.standings().get(0).failures()).isZero();
    rounds.round();
    assertThat(asked).hasValue(4);
    log.store(node.logs, true, 21);
    rounds.round();
    assertThat(asked).hasValue(5);
  }

  private static FederationSettings settings() {
    return Settings.with("callTimeout", Duration.ofMillis(1_500));
  }

  private String cosigned(AddCheckpoint submission, Instant at) {
    return witness.cosign(submission.note().text(), at) + "\n";
  }

  private static void conflict(HttpExchange exchange, String size) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
    send(exchange, 409, size);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static void pause() {
    try {
      Thread.sleep(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int cosignatures() {
    return node.logs
        .own()
        .map(LogStore.Log::checkpoint)
        .orElseThrow()
        .cosignatures(List.of(witness.verifierKey()))
        .size();
  }

  private int newestLines() {
    return node.logs.own().map(LogStore.Log::checkpoint).orElseThrow().note().lines().size();
  }

  private void assertFailed(String reason) {
    var standing = rounds.standings().get(0);
    assertThat(standing.failures()).isOne();
    assertThat(standing.reason()).contains(reason);
    assertThat(cosignatures()).isZero();
    assertThat(newestLines()).isOne();
  }
}
