package coop.potluck.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Equivocation;
import coop.potluck.federation.SampleLog;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who was handed a file, and nothing else, is told of it. */
class VerifyCommandTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private static final String STATEMENT =
      """
      {"annotated":false,"commit":"%2$s","coop":"harvest.example","date":"2024-05-01T10:00:00Z",\
      "manifest":{"sha256":"%1$s","size":812},"object":"%2$s","recipe":"wiki",\
      "tag":"1.0.0+1.2.0","tree":"%2$s","type":"version","v":1}"""
          .formatted("d".repeat(64), "b".repeat(40));

  private Path folder = Path.of("");

  @BeforeEach
  void open(@TempDir Path temporary) {
    folder = temporary;
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private CommandRun verify(String... more) {
    var args = new String[more.length + 3];
    args[0] = "verify";
    args[1] = "--data";
    args[2] = folder.resolve("data").toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return CommandRun.of(args);
  }

  private static Equivocation twoHistories(SampleLog log) {
    var other = log.fork(3);
    return Equivocation.of(
            List.of(log.vkey()), log.checkpoint(5), other.checkpoint(9), other.hashes())
        .orElseThrow();
  }

  @Test
  void evidence_of_two_histories_needs_nothing_but_itself() throws Exception {
    var log = SampleLog.of("log.example/log", 9);
    var evidence = file(Equivocation.FILE_NAME, twoHistories(log).format().getBytes(UTF_8));
    var run = verify(evidence, "--coops", "none.yaml");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("holds", "that log.example/log signed two histories", "5 entries", "9 entries")
        .contains("the key in the file", log.vkey().vkey());
    assertThat(verify(evidence, "--key", log.vkey().vkey()).status()).isZero();
  }

  @Test
  void evidence_under_a_key_that_is_not_the_log_s_accuses_nobody() throws Exception {
    var log = SampleLog.of("log.example/log", 9);
    var evidence = file(Equivocation.FILE_NAME, twoHistories(log).format().getBytes(UTF_8));
    var run = verify(evidence, "--key", SampleLog.of("log.example/log", 1).vkey().vkey());
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out()).contains("it is not the key that this machine knows the log by");
  }

  @Test
  void evidence_that_was_made_up_accuses_nobody() throws Exception {
    var log = SampleLog.of("log.example/log", 9);
    var innocent =
        new Equivocation(
            List.of(log.vkey()), log.checkpoint(9), log.checkpoint(9), null, List.of());
    var run = verify(file(Equivocation.FILE_NAME, innocent.format().getBytes(UTF_8)));
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out()).contains("it does not show that: the log may be innocent");
  }

  @Test
  void a_policy_asks_for_a_quorum_of_witnesses() throws Exception {
    var log = SampleLog.ofOne("log.example/log", STATEMENT.getBytes(UTF_8));
    var one = SampleLog.witnessKey("one.example/witness");
    var two = SampleLog.witnessKey("two.example/witness");
    var policy =
        file(
            "policy",
            String.join(
                    "\n",
                    "log " + log.vkey(),
                    "witness one " + one.verifierKey(),
                    "witness two " + two.verifierKey(),
                    "group both all one two",
                    "quorum both",
                    "")
                .getBytes(UTF_8));
    var cosigned = cosigned(log.checkpoint(1), one, two);
    var good = verify(file("good", proof(cosigned)), "--policy", policy);
    assertThat(good.status()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).contains("harvest.example", "wiki", "1.0.0+1.2.0");

    var bad = verify(file("bad", proof(cosigned(log.checkpoint(1), one))), "--policy", policy);
    assertThat(bad.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(bad.out()).contains("quorum");
  }

  @Test
  void a_policy_that_is_none_is_refused_with_its_line() throws Exception {
    var log = SampleLog.ofOne("log.example/log", STATEMENT.getBytes(UTF_8));
    var proof = file("proof", proof(log.checkpoint(1)));
    var run = verify(proof, "--policy", file("policy", "log nonsense\n".getBytes(UTF_8)));
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("policy is no policy");
  }

  private static SignedCheckpoint cosigned(SignedCheckpoint checkpoint, SigningKey... witnesses) {
    return checkpoint.with(
        List.of(witnesses).stream().map(it -> it.cosign(checkpoint.note().text(), NOW)).toList());
  }

  private static byte[] proof(SignedCheckpoint checkpoint) {
    return new TlogProof(STATEMENT.getBytes(UTF_8), 0, List.of(), checkpoint).bytes();
  }
}
