package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.AddCheckpoint;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.SampleDatabase;
import coop.potluck.federation.SampleLog;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.http.RawHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessApiTest {

  private static final String NOTE = "text/plain;charset=utf-8";
  private static final Contract CONTRACT = new Contract();

  private final SampleLog log = SampleLog.of("log.example/log", 40);

  private SampleDatabase node;
  private WitnessServer server;

  @BeforeEach
  void open(@TempDir Path folder) {
    node = new SampleDatabase(folder);
    server = new WitnessServer(node.witness(log.vkey()));
  }

  @AfterEach
  void close() {
    server.close();
    node.close();
  }

  @Test
  void a_good_submission_is_answered_with_the_line_of_its_cosignature() throws Exception {
    var answer = post(log.submission(0, 7).format());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains(NOTE);
    assertThat(answer.text()).matches("\u2014 witness\\.example/witness [A-Za-z0-9+/]+=*\n");
    var shown = get("/witness/" + log.originHash() + "/checkpoint");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.header("content-type")).contains(NOTE);
    var checkpoint = SignedCheckpoint.parse(shown.body());
    assertThat(checkpoint.isSignedBy(log.vkey())).isTrue();
    assertThat(checkpoint.cosignatures(List.of(node.witnessKey.verifierKey()))).hasSize(1);
    assertThat(shown.text()).endsWith(answer.text());
  }

  @Test
  void a_conflict_has_the_size_and_a_media_type_of_its_own() {
    post(log.submission(0, 7).format());
    var answer = post(log.submission(5, 9).format());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.header("content-type")).contains("text/x.tlog.size");
    assertThat(answer.text()).isEqualTo("7\n");
  }

  @Test
  void who_asks_without_knowing_anything_learns_the_size() {
    post(log.submission(0, 7).format());
    assertThat(post(log.submission(0, 9).format()).text()).isEqualTo("7\n");
    assertThat(post(log.submission(7, 9).format()).status()).isEqualTo(200);
  }

  @Test
  void what_is_malformed_is_400() {
    for (var body : new String[] {"", "old 1\n", "old x\n\nnote\n", "new 1\n\n"}) {
      assertProblem(post(body.getBytes(StandardCharsets.UTF_8)), 400, "malformed-body");
    }
    var beyond = new AddCheckpoint(9, List.of(), log.checkpoint(7).note());
    assertProblem(post(beyond.format()), 400, "malformed-body");
  }

  @Test
  void a_signature_of_another_key_is_403() {
    var other = SampleLog.of("log.example/log", 7);
    assertProblem(post(other.submission(0, 7).format()), 403, "untrusted-checkpoint");
  }

  @Test
  void another_log_is_404_to_send_and_to_ask_for() {
    var other = SampleLog.of("other.example/log", 7);
    assertProblem(post(other.submission(0, 7).format()), 404, "no-log");
    for (var hash : new String[] {other.originHash(), log.originHash(), "x"}) {
      assertProblem(get("/witness/" + hash + "/checkpoint"), 404, "no-log");
    }
  }

  @Test
  void what_does_not_follow_is_422() {
    var needless = new AddCheckpoint(0, List.of(MerkleTree.EMPTY), log.checkpoint(7).note());
    assertProblem(post(needless.format()), 422, "inconsistent-checkpoint");
    post(log.submission(0, 7).format());
    var wrong = new AddCheckpoint(7, log.submission(6, 9).proof(), log.checkpoint(9).note());
    assertProblem(post(wrong.format()), 422, "inconsistent-checkpoint");
    assertProblem(post(log.fork(2).submission(7, 7).format()), 422, "inconsistent-checkpoint");
    assertThat(node.alarms).hasSize(1);
  }

  @Test
  void too_many_bytes_are_413() {
    assertProblem(post(new byte[AddCheckpoint.MAX_BYTES + 1]), 413, "too-large");
  }

  @Test
  void a_node_without_a_key_for_it_knows_no_log() {
    try (var none = new WitnessServer(null)) {
      assertThat(none.post(log.submission(0, 7).format()).status()).isEqualTo(404);
      assertThat(none.http.send("GET", "/witness/" + log.originHash() + "/checkpoint").status())
          .isEqualTo(404);
    }
  }

  @Test
  void submissions_have_a_rate_of_their_own() {
    try (var limited = new WitnessServer(node.witness(log.vkey()), 2)) {
      for (var i = 0; i < 2; i++) {
        assertThat(limited.post(log.submission(3, 7).format()).status()).isEqualTo(409);
      }
      assertThat(limited.post(log.submission(0, 7).format()).status()).isEqualTo(429);
      assertThat(limited.http.send("GET", "/witness/" + log.originHash() + "/checkpoint").status())
          .isEqualTo(404);
    }
  }

  @Test
  void of_twenty_that_submit_two_forks_at_once_one_is_cosigned() throws Exception {
    var logs = List.of(log, log.fork(0));
    var start = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(20);
    try {
      var answers = new ArrayList<Future<RawHttp.Answer>>();
      for (var i = 0; i < 20; i++) {
        var body = logs.get(i % 2).submission(0, 7).format();
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return server.post(body);
                }));
      }
      start.countDown();
      var statuses = new ArrayList<Integer>();
      for (var answer : answers) {
        statuses.add(answer.get().status());
      }
      assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    } finally {
      threads.shutdownNow();
    }
  }

  private RawHttp.Answer post(byte[] body) {
    var answer = server.post(body);
    CONTRACT.check("POST", "/witness/add-checkpoint", answer);
    return answer;
  }

  private RawHttp.Answer get(String target) {
    var answer = server.http.send("GET", target);
    CONTRACT.check("GET", target, answer);
    return answer;
  }

  private static void assertProblem(RawHttp.Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(CheckedHttp.problem(answer)).isEqualTo(type);
  }
}
