package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes that follow each other in whatever graph, through partitions, deaths and restarts, come to
 * the same; {@code -Pthorough} plays many more.
 */
class ConvergenceTest {

  private static final boolean THOROUGH = Boolean.getBoolean("thorough");
  private static final int STEPS = THOROUGH ? 50 : 25;
  private static final long SEED = 20_261_123;

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + (THOROUGH ? 200 : 5));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void after_quiet_all_have_the_same_and_only_what_its_origin_signed(
      long seed, @TempDir Path folder) throws Exception {
    try (var story = new FederationStory(Files.createDirectories(folder), seed)) {
      for (var step = 0; step < STEPS; step++) {
        story.step();
      }
      story.quiet();
      assertThat(story.faults()).as("seed %d: %s", seed, story).isEmpty();
      assertThat(story.converging()).as("seed %d shows something", seed).isPositive();
    }
  }
}
