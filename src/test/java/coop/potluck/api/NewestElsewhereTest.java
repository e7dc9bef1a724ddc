package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.SampleDatabase;
import coop.potluck.federation.SampleLog;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.peer.NewestElsewhere;
import coop.potluck.peer.PeerSettings;
import coop.potluck.peer.WitnessSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestElsewhereTest {

  @Test
  void who_is_there_is_heard_and_who_is_not_is_not_waited_for(@TempDir Path folder) {
    var log = SampleLog.of("log.example/log", 9);
    var away = URI.create("http://127.0.0.1:1");
    try (var node = new SampleDatabase(folder);
        var server = new WitnessServer(node.witness(log.vkey()));
        var outbound =
            new Outbound(
                OutboundSettings.DEFAULT,
                AddressPolicy.of(List.of(server.url(), away), List.of()),
                NameResolver.system())) {
      var newest =
          new NewestElsewhere(
              outbound,
              FederationSettings.DEFAULT,
              List.of(new WitnessSettings(server.url(), node.witnessKey.verifierKey())),
              List.of(PeerSettings.of(away, SampleLog.of("away.example/log", 1).vkey())));
      assertThat(newest.isAnyoneThere()).isTrue();
      var before = newest.ask(log.origin());
      assertThat(before).hasSize(1);
      assertThat(before.get(0).newest()).isNull();
      server.post(log.submission(0, 7).format());
      var after = newest.ask(log.origin());
      assertThat(after).hasSize(1);
      assertThat(after.get(0).who()).isEqualTo("witness.example/witness");
      var seen = Objects.requireNonNull(after.get(0).newest());
      assertThat(seen.checkpoint()).isEqualTo(log.checkpoint(7).checkpoint());
    }
  }

  @Test
  void a_node_that_knows_nobody_asks_nobody() {
    try (var outbound =
        new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      var newest = new NewestElsewhere(outbound, FederationSettings.DEFAULT, List.of(), List.of());
      assertThat(newest.isAnyoneThere()).isFalse();
      assertThat(newest.ask("log.example/log")).isEmpty();
    }
  }
}
