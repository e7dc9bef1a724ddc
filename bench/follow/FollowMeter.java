import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a publisher and who asks it, and counts requests and the bytes of both ways, heads
 * included.
 *
 * <p>{@code FollowMeter <publisher's port> <file to write its two ports to>}. The first port relays.
 * On the second, {@code GET /reset} forgets what was counted; {@code GET /total} answers {@code
 * <requests> <bytes>}; {@code GET /served?port=&path=&text=&every=&seconds=} waits until a follower
 * on that port answers the path with a 200 that has the text, asking every so many milliseconds from
 * the moment that it fetches more than checkpoints, and answers {@code <requests> <bytes> <ms until
 * it is served> <ms until the last byte came>}, all from its request for the checkpoint on that told
 * it that there is more.
 */
public final class FollowMeter {

  private static final int BUFFER = 64 * 1024;
  private static final int MAX_HEAD = 64 * 1024;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final int publisher;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A request with its answer. */
  private static final class Exchange {
    private final long start = System.nanoTime();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long last = start;
    private volatile String path = "";

    boolean isMore() {
      return !path.isEmpty() && !path.endsWith("/checkpoint");
    }
  }

  /** One connection: its requests come one after the other. */
  private static final class Connection {
    private volatile Exchange current = new Exchange();
  }

  private FollowMeter(int publisher) {
    this.publisher = publisher;
  }

  public static void main(String[] arguments) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var meter = new FollowMeter(Integer.parseInt(arguments[0]));
    var relay = new ServerSocket(0, 64, LOOPBACK);
    var control = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 16);
    control.setExecutor(Executors.newCachedThreadPool());
    control.createContext("/", meter::answer);
    control.start();
    // Written beside and moved, so that a reader never sees half of it.
    var file = Path.of(arguments[1]);
    var written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, relay.getLocalPort() + " " + control.getAddress().getPort() + "\n");
    Files.move(written, file);
    while (true) {
      meter.relay(relay.accept());
    }
  }

  private void relay(Socket asking) throws IOException {
    var asked = new Socket(LOOPBACK, publisher);
    asking.setTcpNoDelay(true);
    asked.setTcpNoDelay(true);
    var connection = new Connection();
    background(() -> requests(asking, asked, connection));
    background(() -> answers(asked, asking, connection));
  }

  private static void background(Runnable task) {
    var thread = new Thread(task, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void requests(Socket from, Socket to, Connection connection) {
    try (from; to) {
      var buffer = new byte[BUFFER];
      var head = new ByteArrayOutputStream();
      var body = 0L;
      for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
        for (var i = 0; i < read; i++) {
          if (body > 0) {
            body--;
          } else {
            if (head.size() == 0) {
              begin(connection);
            }
            head.write(buffer[i]);
            if (buffer[i] == '\n' && isWhole(head)) {
              body = take(head.toString(StandardCharsets.ISO_8859_1), connection.current);
              head.reset();
            }
          }
          connection.current.bytes.incrementAndGet();
        }
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one side is gone; so is the other now
    }
  }

  private void begin(Connection connection) {
    var next = new Exchange();
    connection.current = next;
    synchronized (exchanges) {
      exchanges.add(next);
    }
  }

  private static boolean isWhole(ByteArrayOutputStream head) throws IOException {
    if (head.size() > MAX_HEAD) {
      throw new IOException("a head without an end");
    }
    return head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
  }

  /** Notes what is asked for; how long the request's body is. */
  private static long take(String head, Exchange exchange) {
    var lines = head.split("\r\n");
    exchange.path = lines[0].split(" ")[1];
    for (var line : lines) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return 0;
  }

  private static void answers(Socket from, Socket to, Connection connection) {
    try (from; to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[BUFFER];
      for (int read; (read = in.read(buffer)) >= 0; ) {
        var current = connection.current;
        current.bytes.addAndGet(read);
        current.last = System.nanoTime();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one side is gone; so is the other now
    }
  }

  private List<Exchange> counted() {
    synchronized (exchanges) {
      return List.copyOf(exchanges);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var text = answer(exchange.getRequestURI());
      var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(text.isEmpty() ? 504 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(URI asked) throws InterruptedException {
    return switch (asked.getPath()) {
      case "/reset" -> {
        synchronized (exchanges) {
          exchanges.clear();
        }
        yield "forgotten";
      }
      case "/total" -> sum(counted());
      case "/served" -> served(parameters(asked.getRawQuery()));
      default -> "";
    };
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new HashMap<String, String>();
    for (var part : query.split("&")) {
      var sides = part.split("=", 2);
      parameters.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static String sum(List<Exchange> of) {
    return of.size() + " " + of.stream().mapToLong(it -> it.bytes.get()).sum();
  }

  /** Nothing where it took too long. */
  private String served(Map<String, String> wanted) throws InterruptedException {
    var end =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(wanted.get("seconds")));
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + wanted.get("port") + wanted.get("path")))
            .timeout(Duration.ofSeconds(30))
            .build();
    while (System.nanoTime() < end) {
      if (counted().stream().anyMatch(Exchange::isMore)) {
        if (has(request, wanted.get("text"))) {
          return look(System.nanoTime());
        }
        Thread.sleep(Long.parseLong(wanted.get("every")));
      } else {
        Thread.sleep(1);
      }
    }
    return "";
  }

  private boolean has(HttpRequest request, String text) throws InterruptedException {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private String look(long served) {
    var all = counted();
    var more = 0;
    while (!all.get(more).isMore()) {
      more++;
    }
    var of = all.subList(Math.max(0, more - 1), all.size());
    var start = of.get(0).start;
    var last = of.stream().filter(Exchange::isMore).mapToLong(it -> it.last).max().orElse(start);
    return String.format(
        Locale.ROOT, "%s %.2f %.2f", sum(of), (served - start) / 1e6, (last - start) / 1e6);
  }
}
