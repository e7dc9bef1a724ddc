package coop.potluck.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that are made here, read by code that was not; skipped where there is no Go. */
class GoVerifierTest {

  private static final SigningKey KEY =
      SigningKey.generate("catalogue.example.coop/log", SignatureType.NOTE, new SecureRandom());

  private static Optional<GoVerifier> go = Optional.empty();

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException, InterruptedException {
    go = GoVerifier.build(folder);
  }

  @BeforeEach
  void go_is_there() {
    assumeTrue(go.isPresent(), "no Go, or no golang.org/x/mod");
  }

  private static List<byte[]> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ByteBuffer.allocate(Integer.BYTES).putInt(i).array())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 1_000, 66_000})
  void a_log_of_any_size_is_read_to_its_last_entry(int size) throws Exception {
    try (var log = new StaticLog(entries(size), KEY)) {
      assertThat(go.orElseThrow().read(log.url(), KEY.verifierKey()))
          .isEqualTo(
              new GoVerifier.Result(
                  0,
                  "Go verifier: read %d entries of catalogue.example.coop/log, all in order"
                      .formatted(size)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "tile/0/001", "tile/1/000.p/3", "tile/entries/003.p/32"})
  void a_log_with_one_bit_changed_is_refused(String path) throws Exception {
    try (var log = new StaticLog(entries(800), KEY)) {
      log.spoil(path);
      assertThat(go.orElseThrow().read(log.url(), KEY.verifierKey()).code()).isEqualTo(1);
    }
  }

  @Test
  void a_checkpoint_over_other_entries_is_refused() throws Exception {
    try (var log = new StaticLog(entries(800), KEY)) {
      var root = Hash.sha256(new byte[0]);
      log.sign(new Checkpoint(KEY.verifierKey().name(), 800, root), KEY);
      assertThat(go.orElseThrow().read(log.url(), KEY.verifierKey()).code()).isEqualTo(1);
    }
  }

  @Test
  void a_log_of_another_key_is_refused() throws Exception {
    var other =
        SigningKey.generate("catalogue.example.coop/log", SignatureType.NOTE, new SecureRandom());
    try (var log = new StaticLog(entries(3), KEY)) {
      assertThat(go.orElseThrow().read(log.url(), other.verifierKey()).code()).isEqualTo(1);
    }
  }
}
