package coop.potluck.app;

import coop.potluck.http.HttpSettings;
import coop.potluck.source.Coops;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck serve}: the node. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Follow the co-ops, and serve what is known of their recipes, until stopped.",
    footer = {
      "",
      "Examples:",
      "  potluck serve",
      "  potluck serve --port 0 --data /tmp/try",
      "  potluck serve --host 0.0.0.0 --data /var/lib/potluck --coops coops.yaml"
    })
final class ServeCommand extends NodeCommand {

  private static final long POLL_MILLIS = 100;
  private static final List<String> FIRST_READS =
      List.of("/recipes.json", "/api/v1/recipes?q=chat", "/api/v1/status");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 picks a free one. Default: 8080")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: 127.0.0.1")
  private @Nullable String host;

  @Option(
      names = "--stop-when-ready",
      hidden = true,
      description =
          "Look at every source once, answer the reads that clients begin with, and stop.")
  private boolean stopWhenReady;

  @Override
  Map<String, String> options() {
    var options = new HashMap<String, String>();
    if (port != null) {
      options.put("http.port", port.toString());
    }
    if (host != null) {
      options.put("http.host", host);
    }
    return options;
  }

  @Override
  int run() {
    var config = config();
    var followed = coops(config);
    requireFree(config.http());
    var stopped = new CountDownLatch(1);
    var node = Application.open(config, followed);
    try {
      node.serve(new SyncLog());
      greet(node, config, followed);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, stopped), "stop"));
      if (serveFirstRound(node, stopped) && stopWhenReady) {
        FIRST_READS.forEach(node::get);
        close(node, stopped);
      }
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      node.close();
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
    return Main.OK;
  }

  /** Says what there is once all was looked at; false if the node was stopped before. */
  private boolean serveFirstRound(Application node, CountDownLatch stopped)
      throws InterruptedException {
    while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (node.firstRoundDone()) {
        out().println(served(node));
        return true;
      }
    }
    return false;
  }

  private static String served(Application node) {
    var counts = node.reader().counts();
    var text =
        "Every source was looked at: "
            + SyncReport.plural(counts.recipes(), "recipe", "recipes")
            + " in "
            + SyncReport.plural(counts.versions(), "version", "versions")
            + " served, ";
    return counts.problems() == 0
        ? text + "no problems"
        : text
            + SyncReport.plural(counts.problems(), "problem", "problems")
            + ": "
            + node.baseUrl()
            + "/api/v1/problems";
  }

  /** What the server itself would tell in a stack trace. */
  private static void requireFree(HttpSettings http) {
    var at = "port " + http.port() + " of " + http.host();
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (BindException e) {
      throw new UnusableException(
          at
              + (String.valueOf(e.getMessage()).contains("in use")
                  ? " is in use by another process; name another with --port, or 0 for a free one"
                  : " cannot be listened on: " + e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UnusableException(at + " cannot be listened on: " + e.getMessage(), e);
    }
  }

  private static void close(Application node, CountDownLatch stopped) {
    node.close();
    stopped.countDown();
  }

  private void greet(Application node, Config config, Coops followed) {
    var url = node.baseUrl();
    var out = out();
    out.println("Potluck " + Version.text() + " is at " + url);
    out.println(
        "  It follows "
            + SyncReport.plural(followed.inPrecedence().size(), "co-op", "co-ops")
            + " of "
            + coopsFile(config)
            + " and keeps everything in "
            + config.data());
    out.println();
    out.println("Three things to try:");
    out.println("  curl " + url + "/recipes.json");
    out.println("  curl '" + url + "/api/v1/recipes?q=chat'");
    out.println("  " + url + "/docs in a browser");
    out.println();
    out.flush();
  }
}
