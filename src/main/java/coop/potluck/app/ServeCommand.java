package coop.potluck.app;

import coop.potluck.federation.OwnLog;
import coop.potluck.http.HttpSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final long FIRST_LOOK_SECONDS = 15;
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
    var followed = followed(config);
    requireFree(config.http());
    var stopped = new CountDownLatch(1);
    var node = Application.open(config, followed);
    try {
      node.serve(new SyncLog());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, stopped), "stop"));
      greet(node, config, followed);
      var looked = node.firstRound().thenRun(() -> out().println(served(node, followed)));
      if (node.reader().counts().recipes() == 0 || stopWhenReady) {
        // So that what is named next to try has something to show.
        awaitFirst(looked, stopWhenReady);
      }
      suggest(node.baseUrl());
      if (stopWhenReady) {
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

  private static void awaitFirst(CompletableFuture<Void> looked, boolean however)
      throws InterruptedException {
    try {
      looked.get(however ? Long.MAX_VALUE : FIRST_LOOK_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.info("the first look at the sources takes a while; what is known is served meanwhile");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String served(Application node, Followed followed) {
    if (followed.coops().inPrecedence().isEmpty()) {
      return "It has no sources of its own: what it serves comes from the nodes that it follows";
    }
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

  private void greet(Application node, Config config, Followed followed) {
    var url = node.baseUrl();
    var out = out();
    out.println("Potluck " + Version.text() + " is at " + url);
    out.println(
        "  It follows "
            + SyncReport.plural(followed.coops().inPrecedence().size(), "co-op", "co-ops")
            + " of "
            + coopsFile(config)
            + " and keeps everything in "
            + config.data());
    out.println("  " + log(node));
    out.println();
    out.flush();
  }

  /** What it publishes, or how it would. */
  private static String log(Application node) {
    var peers = node.federated().peers().status().size();
    var follows = peers == 0 ? "" : "; it follows " + SyncReport.plural(peers, "node", "nodes");
    return node.federated()
            .own()
            .map(OwnLog::state)
            .map(
                state ->
                    "Its log is "
                        + state.origin()
                        + ", with "
                        + SyncReport.plural(state.size(), "signed entry", "signed entries"))
            .orElse("It publishes no log: potluck keygen makes the keys for one")
        + follows;
  }

  private void suggest(String url) {
    var out = out();
    out.println();
    out.println("Three things to try:");
    out.println("  curl " + url + "/recipes.json");
    out.println("  curl '" + url + "/api/v1/recipes?q=chat'");
    out.println("  " + url + "/docs in a browser");
    out.println();
    out.flush();
  }
}
