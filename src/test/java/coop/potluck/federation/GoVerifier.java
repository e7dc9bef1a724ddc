package coop.potluck.federation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A reader of logs that was not written here: {@code .ci/verifier}, on the packages {@code note}
 * and {@code tlog} of {@code golang.org/x/mod}.
 */
public final class GoVerifier {

  private static final Path SOURCE = Path.of(".ci/verifier/main.go").toAbsolutePath();

  /** Where Debian's golang-golang-x-mod-dev puts the packages. */
  private static final Path PACKAGES = Path.of("/usr/share/gocode");

  private static final Path CACHE = Path.of("target/go-build").toAbsolutePath();
  private static final long PATIENCE_SECONDS = 120;

  private final Path program;

  private GoVerifier(Path program) {
    this.program = program;
  }

  /**
   * Builds it in {@code folder}; empty where there is no Go, or where Go lacks the packages, which
   * it then says on standard output.
   */
  public static Optional<GoVerifier> build(Path folder) throws IOException, InterruptedException {
    if (!isOnPath("go") || !Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod"))) {
      System.out.println(
          "Go verifier: did not run: no Go, or no golang.org/x/mod; see .ci/run for how to get them");
      return Optional.empty();
    }
    var program = folder.resolve("verifier");
    var built = run("go", "build", "-o", program.toString(), SOURCE.toString());
    if (built.code() != 0) {
      throw new IOException("the verifier does not compile: " + built.output());
    }
    return Optional.of(new GoVerifier(program));
  }

  private static boolean isOnPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, name)));
  }

  /**
   * Reads the log to its last entry, and says on standard output what came of it.
   *
   * @param url the log's, without a slash at its end
   */
  public Result read(String url, VerifierKey key) throws IOException, InterruptedException {
    var result = run(program.toString(), url, key.vkey());
    System.out.println(result.output());
    return result;
  }

  /**
   * How a program ended.
   *
   * @param output both that it said, without the last newline
   */
  public record Result(int code, String output) {}

  private static Result run(String... command) throws IOException, InterruptedException {
    var log = Files.createTempFile("go-verifier", ".log");
    try {
      var process = new ProcessBuilder(List.of(command));
      process.environment().put("GO111MODULE", "off");
      process.environment().put("GOPATH", PACKAGES.toString());
      process.environment().put("GOCACHE", CACHE.toString());
      process.environment().put("GOTOOLCHAIN", "local");
      process.redirectErrorStream(true).redirectOutput(log.toFile());
      var running = process.start();
      if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly();
        throw new IOException(command[0] + " did not end within " + PATIENCE_SECONDS + " s");
      }
      return new Result(running.exitValue(), Files.readString(log, StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(log);
    }
  }
}
