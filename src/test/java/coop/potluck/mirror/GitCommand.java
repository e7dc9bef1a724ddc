package coop.potluck.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The real git, deaf to the configuration of the machine that the tests run on. */
public final class GitCommand {

  private GitCommand() {}

  /** What the command says on both its outputs; throws where it fails. */
  public static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    var process = start(folder, command);
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(text);
    }
    return text;
  }

  public static Process start(Path folder, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("NO_PROXY", "*");
    return builder.start();
  }
}
