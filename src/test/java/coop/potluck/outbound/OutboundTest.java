package coop.potluck.outbound;

import static coop.potluck.outbound.Servers.answer;
import static coop.potluck.outbound.Servers.redirect;
import static coop.potluck.outbound.Servers.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class OutboundTest extends WithServers {

  @Test
  void credentials_stay_on_the_host_they_were_meant_for() throws Exception {
    var seen = new ConcurrentLinkedQueue<String>();
    var second =
        servers.start(
            "127.0.0.1",
            exchange -> {
              var headers = exchange.getRequestHeaders();
              seen.add(
                  headers.getFirst("Authorization")
                      + headers.getFirst("Private-Token")
                      + headers.getFirst("Cookie")
                      + headers.getFirst("Accept"));
              answer(exchange, 200, "");
            });
    var first =
        servers.start(
            "127.0.0.1",
            exchange -> {
              seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
              var path = exchange.getRequestURI().getPath();
              redirect(exchange, 301, path.equals("/a") ? "/b" : uri(second, "/c").toString());
            });
    var request =
        OutboundRequest.get(uri(first, "/a"))
            .withHeader("Authorization", "token x")
            .withHeader("PRIVATE-TOKEN", "y")
            .withHeader("Cookie", "z")
            .withHeader("Accept", "text/plain");
    try (var outbound = naming(first, second);
        var response = outbound.send(request)) {
      assertThat(response.uri()).isEqualTo(uri(second, "/c"));
    }
    assertThat(seen).containsExactly("token x", "token x", "nullnullnulltext/plain");
  }

  @Test
  void another_origin_is_not_asked_where_the_request_refuses_it() throws Exception {
    var asked = new ConcurrentLinkedQueue<String>();
    var second =
        servers.start(
            "127.0.0.1",
            exchange -> {
              asked.add("second " + exchange.getRequestURI());
              answer(exchange, 200, "");
            });
    var first =
        servers.start(
            "127.0.0.1",
            exchange -> {
              var path = exchange.getRequestURI().getPath();
              asked.add("first " + path);
              redirect(
                  exchange,
                  307,
                  path.equals("/a") ? "/b" : uri(second, "/c?token=hush").toString());
            });
    var request = OutboundRequest.get(uri(first, "/a"));
    try (var outbound = naming(first, second)) {
      assertThatThrownBy(() -> outbound.send(request.withSameOrigin()))
          .isInstanceOf(OtherOriginException.class)
          .hasMessage(uri(first, "/b") + ": redirects to " + uri(second, ""))
          .hasFieldOrPropertyWithValue("origin", uri(second, "").toString());
      assertThat(asked).containsExactly("first /a", "first /b");
      outbound.send(request).close();
      assertThat(asked).last().isEqualTo("second /c?token=hush");
    }
  }

  @Test
  void redirects_without_end_are_cut() throws Exception {
    var calls = new AtomicInteger();
    var server =
        servers.start(
            "127.0.0.1", exchange -> redirect(exchange, 302, "/" + calls.incrementAndGet()));
    try (var outbound = naming(server)) {
      assertThatThrownBy(() -> outbound.send(OutboundRequest.get(uri(server, "/?token=hush"))))
          .hasMessageContaining("more than 5 redirects")
          .hasMessageNotContaining("hush");
    }
    assertThat(calls).hasValue(6);
  }

  @Test
  void a_redirect_to_another_scheme_is_refused() throws Exception {
    var server = servers.start("127.0.0.1", exchange -> redirect(exchange, 302, "file:///etc/x"));
    try (var outbound = naming(server)) {
      assertThatThrownBy(() -> outbound.send(OutboundRequest.get(uri(server, "/"))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no http(s) URL");
      assertThatThrownBy(() -> outbound.send(OutboundRequest.get(URI.create("ftp://example.org"))))
          .hasMessageContaining("neither http nor https");
    }
  }

  @Test
  void a_body_is_sent_again_after_a_redirect_that_keeps_the_method() throws Exception {
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> {
              if (exchange.getRequestURI().getPath().equals("/old")) {
                exchange.getRequestBody().readAllBytes();
                redirect(exchange, 307, "/new");
              } else {
                var text =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                answer(exchange, 200, exchange.getRequestMethod() + " " + text);
              }
            });
    var body = OutboundRequest.Body.of("text/plain", "how are you");
    try (var outbound = naming(server);
        var response = outbound.send(OutboundRequest.post(uri(server, "/old"), body))) {
      assertThat(response.text()).isEqualTo("POST how are you");
    }
  }

  @Test
  void an_endless_body_is_cut_at_the_byte() throws Exception {
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              var block = new byte[8192];
              try (exchange) {
                while (true) {
                  exchange.getResponseBody().write(block);
                }
              }
            });
    try (var outbound = naming(server)) {
      var request = OutboundRequest.get(uri(server, "/")).withMaxBytes(100_000);
      try (var response = outbound.send(request)) {
        assertThatThrownBy(() -> response.body().readAllBytes())
            .isInstanceOf(OutboundLimitException.class)
            .hasMessageContaining("100000 bytes");
      }
      try (var response = outbound.send(request)) {
        assertThatThrownBy(() -> response.body().skip(200_000))
            .isInstanceOf(OutboundLimitException.class);
      }
    }
  }

  @Test
  void a_body_of_exactly_the_limit_is_read() throws Exception {
    var server = servers.start("127.0.0.1", exchange -> answer(exchange, 200, "12345"));
    try (var outbound = naming(server);
        var response = outbound.send(OutboundRequest.get(uri(server, "/")).withMaxBytes(5))) {
      assertThat(response.text()).isEqualTo("12345");
    }
  }

  @Test
  void a_decompression_bomb_is_cut_by_what_it_unfolds_to() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[20_000_000]);
    }
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> {
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              exchange.sendResponseHeaders(200, packed.size());
              exchange.getResponseBody().write(packed.toByteArray());
              exchange.close();
            });
    assertThat(packed.size()).isLessThan(100_000);
    // a caller that asks for gzip itself gets it unpacked and counted all the same
    var request =
        OutboundRequest.get(uri(server, "/"))
            .withHeader("Accept-Encoding", "gzip")
            .withMaxBytes(1_000_000);
    try (var outbound = naming(server);
        var response = outbound.send(request)) {
      assertThatThrownBy(response::text).isInstanceOf(OutboundLimitException.class);
    }
  }

  @Test
  void a_server_that_trickles_is_given_up_when_the_calls_time_is_over() throws Exception {
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (exchange) {
                while (true) {
                  exchange.getResponseBody().write('.');
                  exchange.getResponseBody().flush();
                  pause(20);
                }
              }
            });
    var request =
        OutboundRequest.get(uri(server, "/?key=hush")).withTimeout(Duration.ofMillis(400));
    var start = System.nanoTime();
    try (var outbound = naming(server);
        var response = outbound.send(request)) {
      assertThatThrownBy(response::text)
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("in time")
          .hasMessageNotContaining("hush");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_server_that_never_answers_is_given_up() throws Exception {
    var server = servers.start("127.0.0.1", exchange -> pause(5_000));
    var request = OutboundRequest.get(uri(server, "/")).withTimeout(Duration.ofMillis(300));
    try (var outbound = naming(server)) {
      assertThatThrownBy(() -> outbound.send(request)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void redirects_share_the_time_of_one_call() throws Exception {
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> {
              pause(200);
              redirect(exchange, 302, "/again");
            });
    var request = OutboundRequest.get(uri(server, "/")).withTimeout(Duration.ofMillis(500));
    try (var outbound = naming(server)) {
      assertThatThrownBy(() -> outbound.send(request)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void the_node_says_who_it_is() throws Exception {
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> answer(exchange, 200, exchange.getRequestHeaders().getFirst("User-Agent")));
    try (var outbound = naming(server);
        var response = outbound.send(OutboundRequest.get(uri(server, "/")))) {
      assertThat(response.text()).startsWith("Potluck/");
    }
  }

  @Test
  void what_is_said_of_a_failure_holds_no_secret() throws Exception {
    try (var outbound = outbound(AddressPolicy.publicOnly(), NOBODY)) {
      var request =
          OutboundRequest.get(
                  URI.create("https://me:hush@nowhere.example:8443/a?private_token=hush"))
              .withHeader("Authorization", "hush");
      assertThat(request.toString()).isEqualTo("GET https://nowhere.example:8443/a?…");
      assertThatThrownBy(() -> outbound.send(request))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage("https://nowhere.example:8443/a?…: the host's name has no address");
      assertThatThrownBy(() -> request.withHeader("Private-Token", "hush\n"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void settings_out_of_range_are_all_named() {
    var settings =
        new OutboundSettings(
            Duration.ZERO,
            Duration.ofDays(2),
            Duration.ofSeconds(-1),
            21,
            -1,
            0,
            List.of("fine.example", "10.0.0.0/40"));
    assertThat(settings.problems())
        .extracting(problem -> problem.where())
        .containsExactly(
            "connect_timeout",
            "read_timeout",
            "call_timeout",
            "max_redirects",
            "max_idle_connections",
            "max_response_bytes",
            "allow");
    assertThat(OutboundSettings.DEFAULT.problems()).isEmpty();
  }
}
