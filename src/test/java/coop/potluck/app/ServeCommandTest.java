package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private CommandRun serve(String... more) {
    var args = new ArrayList<>(List.of("serve", "--data", folder.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void a_node_says_where_it_is_what_to_try_and_what_it_serves() {
    var run = serve("--port", "0", "--stop-when-ready");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("Potluck \\S+ is at http://127\\.0\\.0\\.1:[1-9]\\d+\n")
        .contains("3 co-ops of catalogue-seed/coops.yaml", folder.toString())
        .containsPattern("Three things to try:\n  curl http\\S+/recipes.json\n")
        .containsPattern(
            "Every source was looked at: 15 recipes in 72 versions served, "
                + "\\d+ problems: http\\S+/api/v1/problems\n");
    assertThat(folder.resolve("potluck.db-wal")).doesNotExist();
  }

  @Test
  void a_port_that_is_taken_is_told_in_a_line() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var run = serve("--port", Integer.toString(taken.getLocalPort()));
      assertThat(run.status()).isEqualTo(Main.UNUSABLE);
      assertThat(run.err())
          .isEqualTo(
              "port "
                  + taken.getLocalPort()
                  + " of 127.0.0.1 is in use by another process; name another with --port, or 0 for"
                  + " a free one\n");
    }
    assertThat(folder.resolve("potluck.db")).doesNotExist();
  }

  @Test
  void an_address_or_port_that_cannot_be_is_told_in_a_line() {
    assertThat(serve("--port", "0", "--host", "192.0.2.1").err())
        .contains("of 192.0.2.1 cannot be listened on");
    var run = serve("--port", "99999");
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("--port: 99999 is not between 0 and 65535");
  }
}
