package coop.potluck.app;

import coop.potluck.source.Coops;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
    var stopped = new CountDownLatch(1);
    var node = Application.open(config, followed);
    try {
      node.serve(new SyncLog());
      var hook = new Thread(() -> close(node, stopped), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      greet(node, config, followed);
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
    out.println("  open " + url + "/docs in a browser");
    out.println();
    out.flush();
  }
}
