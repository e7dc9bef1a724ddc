package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.federation.FederationSettings;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeakersTest {

  private static final String TIDAL = Stating.TIDAL;

  private CatalogueFixture fixture;
  private HttpServer server;
  private Outbound outbound;
  private Speakers speakers;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String answer = "{\"logs\":[\"one.example/log\",\"two.example/log\"]}";
  private volatile int status = 200;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new CatalogueFixture(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          var bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(), List.of("127.0.0.0/8")),
            NameResolver.system());
    speakers = speakers(outbound);
  }

  private Speakers speakers(Outbound by) {
    var base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return new Speakers(
        fixture.database,
        by,
        coop -> URI.create(base + coop),
        FederationSettings.DEFAULT,
        fixture.clock);
  }

  @AfterEach
  void close() {
    outbound.close();
    server.stop(0);
    fixture.close();
  }

  @Test
  void a_coop_is_asked_once_a_day() {
    assertThat(speakers.refresh(List.of(TIDAL), 10)).containsExactly(TIDAL);
    assertThat(speakers.list(TIDAL)).containsExactly("one.example/log", "two.example/log");
    fixture.pass(Duration.ofHours(23));
    assertThat(speakers.refresh(List.of(TIDAL), 10)).isEmpty();
    assertThat(asked).hasValue(1);
    fixture.pass(Duration.ofHours(2));
    answer = "{\"logs\":[]}";
    assertThat(speakers.refresh(List.of(TIDAL), 10)).containsExactly(TIDAL);
    assertThat(speakers.list(TIDAL)).isEmpty();
  }

  @Test
  void its_last_good_answer_counts_while_it_is_away_or_says_nonsense() {
    speakers.refresh(List.of(TIDAL), 10);
    for (var nonsense :
        List.of(
            "",
            "[]",
            "{\"logs\":\"one.example/log\"}",
            "{\"logs\":[\"https://one.example\"]}",
            "{\"logs\":[7]}",
            "[".repeat(1_000))) {
      answer = nonsense;
      fixture.pass(Duration.ofDays(2));
      assertThat(speakers.refresh(List.of(TIDAL), 10)).as(nonsense).isEmpty();
    }
    answer = "x".repeat(100_000);
    fixture.pass(Duration.ofDays(2));
    speakers.refresh(List.of(TIDAL), 10);
    status = 404;
    fixture.pass(Duration.ofDays(2));
    speakers.refresh(List.of(TIDAL), 10);
    assertThat(asked).hasValue(9);
    assertThat(speakers.list(TIDAL)).containsExactly("one.example/log", "two.example/log");
  }

  @Test
  void only_so_many_are_asked_at_a_time_and_only_by_names_of_hosts() {
    assertThat(
            speakers.refresh(
                List.of("127.0.0.1", "localhost", "a..example", "x/y.example", "10.0.0.1"), 10))
        .isEmpty();
    assertThat(asked).hasValue(0);
    speakers.refresh(List.of("a.example", "b.example", "c.example"), 2);
    assertThat(asked).hasValue(2);
  }

  @Test
  void a_name_that_leads_to_our_own_network_is_not_asked() {
    try (var strict =
        new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      assertThat(speakers(strict).refresh(List.of(TIDAL), 10)).isEmpty();
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void a_coop_says_it_at_its_own_name() {
    assertThat(Speakers.address("tidal.example"))
        .hasToString("https://tidal.example/.well-known/potluck-coop");
  }
}
