package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Equivocation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkEvidenceTest {

  @ParameterizedTest
  @CsvSource({"300,300", "300,301", "300,900", "256,512", "7,8"})
  void a_fork_leaves_a_file_that_shows_it_to_anybody(int first, int second, @TempDir Path folder)
      throws Exception {
    try (var log = new ServedLog("log.example/log");
        var node = new Follower(folder)) {
      grow(log, "entry ", first);
      assertThat(node.follow(log)).isInstanceOf(Round.Good.class);
      try (var fork = log.copy(3)) {
        grow(fork, "other ", second);
        assertThat(node.follow(fork)).isInstanceOf(Round.Refused.class);
      }
      var alarm =
          node.peers.alarms().list().stream()
              .filter(it -> it.kind() == Alarm.Kind.FORK)
              .findFirst()
              .orElseThrow();
      var file = folder.resolve("evidence").resolve(String.valueOf(alarm.evidence()));
      var evidence = Equivocation.parse(Files.readString(file.resolve(Equivocation.FILE_NAME)));
      assertThat(evidence.holds()).isTrue();
      assertThat(evidence.smaller().checkpoint().size()).isEqualTo(first);
      assertThat(evidence.larger().checkpoint().size()).isEqualTo(second);
      assertThat(evidence.keys()).containsExactly(log.key.verifierKey());
    }
  }

  private static void grow(ServedLog log, String text, int size) {
    while (log.size() < size) {
      log.addEntry(ServedLog.text(text + log.size()));
    }
    log.sign();
  }
}
