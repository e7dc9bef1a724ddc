import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Followers that poll: so many requests a second, evenly, each on a connection of its own, as those
 * of nodes that come once a minute are. Prints how many were answered with 200 or 304.
 */
public final class Polls {

  private static final int THREADS = 8;
  private static final int TIMEOUT_MILLIS = 5_000;

  private Polls() {}

  public static void main(String[] arguments) throws Exception {
    var port = Integer.parseInt(arguments[0]);
    var path = arguments[1];
    var rate = Integer.parseInt(arguments[2]);
    var seconds = Integer.parseInt(arguments[3]);
    var request =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
                + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    var good = new AtomicInteger();
    var pool = Executors.newScheduledThreadPool(THREADS);
    pool.scheduleAtFixedRate(
        () -> pool.execute(() -> good.addAndGet(poll(port, request))),
        0,
        TimeUnit.SECONDS.toNanos(1) / rate,
        TimeUnit.NANOSECONDS);
    Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
    pool.shutdown();
    pool.awaitTermination(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    System.out.println(good.get());
  }

  private static int poll(int port, byte[] request) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.startsWith("HTTP/1.1 200 ") || answer.startsWith("HTTP/1.1 304 ") ? 1 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
