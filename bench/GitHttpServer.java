import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves a folder of bare repositories by git's own {@code git http-backend} on loopback, with a
 * delay added to each request as a distant forge would.
 *
 * <p>{@code java GitHttpServer.java <folder> <delay in ms> <file to write the port to>}. {@code GET
 * /-/requests} answers, at once, how many requests were served.
 */
public final class GitHttpServer {

  private static final int THREADS = 64;
  private static final int BACKENDS = 16;
  private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private final Path root;
  private final Duration delay;
  private final String backend;
  private final Semaphore backends = new Semaphore(BACKENDS);
  private final AtomicLong requests = new AtomicLong();

  private GitHttpServer(Path root, Duration delay, String backend) {
    this.root = root;
    this.delay = delay;
    this.backend = backend;
  }

  public static void main(String[] args) throws Exception {
    // Without it Nagle's algorithm and delayed acknowledgements add 40 ms to some answers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path root = Path.of(args[0]).toRealPath();
    Duration delay = Duration.ofMillis(Long.parseLong(args[1]));
    var self = new GitHttpServer(root, delay, backend());

    var loopback = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    HttpServer server = HttpServer.create(loopback, 256);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.createContext("/", self::handle);
    server.createContext("/-/requests", self::count);
    server.start();

    // Written beside and moved, so that a reader never sees half of it.
    Path portFile = Path.of(args[2]);
    Path written = portFile.resolveSibling(portFile.getFileName() + ".new");
    Files.writeString(written, server.getAddress().getPort() + "\n");
    Files.move(written, portFile);
  }

  private static String backend() throws IOException {
    Process git = new ProcessBuilder("git", "--exec-path").start();
    String folder = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Path.of(folder.strip(), "git-http-backend").toString();
  }

  private void count(HttpExchange exchange) throws IOException {
    answer(exchange, 200, requests.get() + "\n");
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String method = exchange.getRequestMethod();
    try (exchange) {
      Thread.sleep(delay.toMillis());
      if (!method.equals("GET") && !method.equals("POST")) {
        answer(exchange, 405, "GET and POST only\n");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        answer(exchange, 413, "request too large\n");
        return;
      }
      backends.acquire();
      try {
        runBackend(exchange, body);
      } finally {
        backends.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void runBackend(HttpExchange exchange, byte[] body) throws IOException {
    var builder = new ProcessBuilder(backend).redirectError(ProcessBuilder.Redirect.INHERIT);
    fillEnvironment(builder.environment(), exchange, body.length);
    Process process = builder.start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(body);
      }
      try (InputStream out = new BufferedInputStream(process.getInputStream(), 64 * 1024)) {
        int status = readHeaders(out, exchange.getResponseHeaders());
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream client = exchange.getResponseBody()) {
          out.transferTo(client);
        }
      }
    } finally {
      process.destroy();
    }
  }

  private void fillEnvironment(Map<String, String> environment, HttpExchange exchange, int length) {
    Headers headers = exchange.getRequestHeaders();
    String query = exchange.getRequestURI().getRawQuery();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("QUERY_STRING", query == null ? "" : query);
    environment.put("REMOTE_ADDR", "127.0.0.1");
    environment.put("SERVER_PROTOCOL", exchange.getProtocol());
    if (exchange.getRequestMethod().equals("POST")) {
      // The body was read whole, so its length is known even where it came in chunks.
      environment.put("CONTENT_LENGTH", Integer.toString(length));
    }
    pass(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
    pass(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
    pass(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
    pass(environment, "HTTP_ACCEPT", headers.getFirst("Accept"));
  }

  private static void pass(Map<String, String> environment, String name, String value) {
    if (value == null) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  /** Takes the CGI's header lines over and returns the status that they ask for. */
  private static int readHeaders(InputStream out, Headers headers) throws IOException {
    int status = 200;
    for (String line = readLine(out); !line.isEmpty(); line = readLine(out)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("no header: " + line);
      }
      String name = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "status" -> status = Integer.parseInt(value.substring(0, 3));
        case "content-length" -> {} // the body goes out in chunks
        default -> headers.set(name, value);
      }
    }
    return status;
  }

  private static String readLine(InputStream out) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = out.read(); next != '\n'; next = out.read()) {
      if (next < 0 || line.size() > MAX_HEADER_BYTES) {
        throw new IOException("git http-backend ended within its headers");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream client = exchange.getResponseBody()) {
      client.write(bytes);
    }
  }
}
