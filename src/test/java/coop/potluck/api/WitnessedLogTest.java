package coop.potluck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coop.potluck.federation.Cosignatures;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.SampleDatabase;
import coop.potluck.federation.SampleLog;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.VerifierKey;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.peer.WitnessRounds;
import coop.potluck.peer.WitnessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose log two others witness, over HTTP. */
class WitnessedLogTest {

  private final SampleLog log = SampleLog.of("log.example/log", 400);

  @Test
  void a_log_is_cosigned_when_it_grows_and_each_hour(@TempDir Path folder) throws IOException {
    try (var own = new SampleDatabase(Files.createDirectory(folder.resolve("own")));
        var one = new SampleDatabase(Files.createDirectory(folder.resolve("one")));
        var other = new SampleDatabase(Files.createDirectory(folder.resolve("other")));
        var first = new WitnessServer(one.witness(log.vkey()));
        var second = new WitnessServer(other.witness(log.vkey()));
        var outbound =
            new Outbound(
                OutboundSettings.DEFAULT,
                AddressPolicy.of(List.of(first.url(), second.url()), List.of()),
                NameResolver.system());
        var rounds =
            new WitnessRounds(
                own.logs,
                new Cosignatures(own.database, own.logs),
                outbound,
                List.of(
                    new WitnessSettings(first.url(), one.witnessKey.verifierKey()),
                    new WitnessSettings(second.url(), other.witnessKey.verifierKey())),
                FederationSettings.DEFAULT,
                own.clock)) {
      rounds.start();
      for (var size : new int[] {3, 300, 301, 400}) {
        log.store(own.logs, true, size);
        await().untilAsserted(() -> assertCosigned(own, size, one, other));
      }
      for (var clock : List.of(own.clock, one.clock, other.clock)) {
        clock.pass(Duration.ofHours(1));
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(newest(own.logs).cosignatures(keys(one, other)))
                      .hasSize(2)
                      .allMatch(it -> it.time().equals(own.clock.instant())));
      assertThat(newest(own.logs).note().lines()).hasSize(3);
      assertThat(rounds.standings())
          .allMatch(it -> it.failures() == 0 && it.size() == 400 && it.next() != null);
    }
  }

  private static void assertCosigned(
      SampleDatabase own, long size, SampleDatabase one, SampleDatabase other) {
    var newest = newest(own.logs);
    assertThat(newest.checkpoint().size()).isEqualTo(size);
    assertThat(newest.cosignatures(keys(one, other))).hasSize(2);
  }

  private static List<VerifierKey> keys(SampleDatabase one, SampleDatabase other) {
    return List.of(one.witnessKey.verifierKey(), other.witnessKey.verifierKey());
  }

  private static SignedCheckpoint newest(LogStore logs) {
    return logs.own().map(LogStore.Log::checkpoint).orElseThrow();
  }
}
