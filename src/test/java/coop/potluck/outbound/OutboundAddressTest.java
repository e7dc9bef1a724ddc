package coop.potluck.outbound;

import static coop.potluck.outbound.Servers.answer;
import static coop.potluck.outbound.Servers.redirect;
import static coop.potluck.outbound.Servers.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundAddressTest extends WithServers {

  @Test
  void a_loopback_server_is_reached_only_when_the_operator_names_it() throws Exception {
    var calls = new AtomicInteger();
    var server =
        servers.start(
            "127.0.0.1",
            exchange -> {
              calls.incrementAndGet();
              answer(exchange, 200, "hello");
            });
    try (var outbound = outbound(AddressPolicy.publicOnly(), NOBODY)) {
      assertThatThrownBy(() -> outbound.send(OutboundRequest.get(uri(server, "/"))))
          .isInstanceOf(AddressRefusedException.class);
    }
    assertThat(calls).hasValue(0);
    try (var outbound = naming(server);
        var response = outbound.send(OutboundRequest.get(uri(server, "/a?b=c")))) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("hello");
      assertThat(response.uri()).isEqualTo(uri(server, "/a?b=c"));
      assertThat(response.header("CONTENT-length")).isEqualTo("5");
      assertThat(response.header("X-None")).isNull();
    }
  }

  @Test
  void other_spellings_of_loopback_are_refused() throws Exception {
    var server = servers.start("127.0.0.1", exchange -> answer(exchange, 200, "hello"));
    var port = server.getAddress().getPort();
    try (var outbound =
        outbound(AddressPolicy.publicOnly(), host -> List.of(InetAddress.getLoopbackAddress()))) {
      for (var host :
          List.of("127.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
        assertThatThrownBy(
                () -> outbound.send(OutboundRequest.get(URI.create("http://" + host + ":" + port))))
            .as(host)
            .isInstanceOf(AddressRefusedException.class);
      }
    }
  }

  /** 127.0.0.2 stands for the public internet, so that the test leaves this machine alone. */
  @Test
  void a_name_that_first_resolves_to_a_public_and_then_to_a_private_address_is_refused()
      throws Exception {
    var open = servers.start("127.0.0.2", exchange -> closing(exchange, "public"));
    var port = open.getAddress().getPort();
    var reached = new AtomicInteger();
    servers.start(
        "127.0.0.1",
        port,
        exchange -> {
          reached.incrementAndGet();
          closing(exchange, "private");
        });
    var answers = new ArrayDeque<>(List.of("127.0.0.2", "127.0.0.1"));
    NameResolver rebinding = host -> List.of(InetAddress.getByName(answers.remove()));
    var policy = AddressPolicy.of(List.of(), List.of("127.0.0.2/32"));
    var request = OutboundRequest.get(URI.create("http://forge.example:" + port + "/"));
    try (var outbound = outbound(policy, rebinding)) {
      try (var response = outbound.send(request)) {
        assertThat(response.text()).isEqualTo("public");
      }
      assertThatThrownBy(() -> outbound.send(request)).isInstanceOf(AddressRefusedException.class);
    }
    assertThat(reached).hasValue(0);
  }

  @Test
  void a_name_with_a_dead_public_and_a_private_address_is_refused() throws Exception {
    var server = servers.start("127.0.0.1", exchange -> answer(exchange, 200, "private"));
    var policy = AddressPolicy.of(List.of(), List.of("127.0.0.2"));
    NameResolver both =
        host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress());
    try (var outbound = outbound(policy, both)) {
      var request =
          OutboundRequest.get(
              URI.create("http://forge.example:" + server.getAddress().getPort() + "/"));
      assertThatThrownBy(() -> outbound.send(request)).isInstanceOf(AddressRefusedException.class);
    }
  }

  @Test
  void a_redirect_to_a_private_address_is_refused() throws Exception {
    var inner = servers.start("127.0.0.1", exchange -> answer(exchange, 200, "private"));
    var outer =
        servers.start("127.0.0.2", exchange -> redirect(exchange, 302, uri(inner, "/").toString()));
    try (var outbound =
        outbound(AddressPolicy.of(List.of(), List.of("127.0.0.2")), NameResolver.system())) {
      assertThatThrownBy(() -> outbound.send(OutboundRequest.get(uri(outer, "/"))))
          .isInstanceOf(AddressRefusedException.class);
    }
  }

  @Test
  void a_stranger_cannot_borrow_the_exception_made_for_an_own_address() throws Exception {
    var inner = servers.start("127.0.0.1", exchange -> answer(exchange, 200, "private"));
    var outer =
        servers.start("127.0.0.2", exchange -> redirect(exchange, 307, uri(inner, "/").toString()));
    var policy = AddressPolicy.of(List.of(uri(inner, "/")), List.of("127.0.0.2"));
    try (var outbound = outbound(policy, NameResolver.system())) {
      assertThatThrownBy(() -> outbound.send(OutboundRequest.get(uri(outer, "/"))))
          .isInstanceOf(AddressRefusedException.class);
      try (var direct = outbound.send(OutboundRequest.get(uri(inner, "/")))) {
        assertThat(direct.text()).isEqualTo("private");
      }
    }
  }
}
