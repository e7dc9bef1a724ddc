package coop.potluck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Nobody keeps the server waiting by doing a little all the time. */
class SlowClientsTest {

  private static final SampleServer SERVER = new SampleServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_head_that_comes_drop_by_drop_is_cut_off() throws IOException {
    try (var socket = SERVER.http.connect()) {
      send(socket, "GET /document HTTP/1.1\r\nHost: x\r\n");
      var cut = cutOffWithin(socket, Duration.ofSeconds(4), "X-A: b\r\n", 60);
      assertThat(cut).isTrue();
    }
  }

  @Test
  void a_body_that_comes_drop_by_drop_is_a_problem() throws IOException {
    try (var socket = SERVER.http.connect()) {
      send(socket, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
      var writer =
          new Thread(
              () -> {
                try {
                  for (var i = 0; i < 100; i++) {
                    send(socket, "x");
                    Thread.sleep(50);
                  }
                } catch (IOException | InterruptedException e) {
                  // the server has had enough, which is the point
                }
              });
      writer.start();
      var answer = RawHttp.read(socket.getInputStream(), false);
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.text()).contains("urn:potluck:problem:too-slow");
      writer.interrupt();
    }
  }

  @Test
  void who_does_not_take_an_answer_is_cut_off() throws IOException, InterruptedException {
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4 << 10);
      socket.connect(SERVER.http.address());
      send(socket, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
      Thread.sleep(8_000);
      socket.setSoTimeout(5_000);
      long received = 0;
      var chunk = new byte[64 << 10];
      try {
        for (var n = socket.getInputStream().read(chunk); n >= 0; ) {
          received += n;
          n = socket.getInputStream().read(chunk);
        }
      } catch (IOException e) {
        // a reset is a cut as well
      }
      assertThat(received).isLessThan(8 << 20);
    }
  }

  @Test
  void who_waits_between_requests_is_left_alone() throws IOException, InterruptedException {
    try (var socket = SERVER.http.connect()) {
      for (var i = 0; i < 3; i++) {
        send(socket, "GET /document HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(RawHttp.read(socket.getInputStream(), false).status()).isEqualTo(200);
        Thread.sleep(700);
      }
    }
  }

  private static boolean cutOffWithin(Socket socket, Duration time, String drop, int millis) {
    var end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        send(socket, drop);
        Thread.sleep(millis);
      }
      return false;
    } catch (IOException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
