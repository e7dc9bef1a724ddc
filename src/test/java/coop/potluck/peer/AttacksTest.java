package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.peer.Attack.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that a lying peer can do over HTTP to a node that follows it, after the pattern of
 * {@code theupdateframework/tuf-conformance}; {@code docs/federation.md} lists it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttacksTest {

  /** Attacks on one node; its tables are compared as a whole, which grow with each. */
  private static final int TOGETHER = 8;

  /** What others can check for themselves. */
  private static final Set<Alarm.Kind> WITH_EVIDENCE =
      EnumSet.complementOf(
          EnumSet.of(Alarm.Kind.STALE, Alarm.Kind.WITHHELD, Alarm.Kind.OVER_BUDGET));

  private Path folder;
  private AttackedNode node;
  private int played;
  private int nodes;

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    node = next();
  }

  private AttackedNode next() throws IOException {
    return new AttackedNode(Files.createDirectory(folder.resolve("node" + nodes++)));
  }

  @BeforeEach
  void take_another_node_from_time_to_time() throws IOException {
    if (played++ == TOGETHER) {
      close();
      node = next();
      played = 1;
    }
  }

  @AfterAll
  void close() {
    assertThat(node.catalogue.database.integrityCheck()).isEmpty();
    node.close();
  }

  static Stream<Attack> attacks() {
    return Attack.all();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void an_attack_ends_as_it_must(Attack attack) throws IOException {
    var name = attack.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (var scene = new AttackScene(node, name)) {
      attack.play().in(scene);

      var round = scene.follow();
      node.watch.look();

      judge(attack.outcome(), round);
      judgeState(attack.outcome().end(), scene);
      judgeAlarms(attack.outcome(), scene);
      judgeItems(attack.outcome(), scene);
      assertThat(node.trapped).as("calls to the node's own network").hasValue(0);
      assertThat(scene.recovers()).as("takes what is sound afterwards").isTrue();
    }
  }

  private static void judge(Attack.Outcome outcome, Round round) {
    switch (outcome.end()) {
      case REFUSED, BROKEN_OFF, HAD_ELSEWHERE ->
          assertThat(round)
              .isInstanceOfSatisfying(
                  Round.Refused.class, it -> assertThat(it.kind()).isEqualTo(outcome.alarm()));
      case FAILED -> assertThat(round).isInstanceOf(Round.Failed.class);
      case PAUSED -> assertThat(round).isInstanceOf(Round.Paused.class);
      default -> assertThat(round).isInstanceOf(Round.Good.class);
    }
  }

  private void judgeState(End end, AttackScene scene) {
    var database = node.catalogue.database;
    switch (end) {
      case REFUSED, FAILED, UNNOTICED ->
          assertThat(DatabaseDump.difference(scene.allBefore(), DatabaseDump.all(database)))
              .isEmpty();
      case TAKEN, SEEN_THROUGH, HAD_ELSEWHERE -> assertThat(scene.knowsNews()).isTrue();
      case HELD ->
          assertThat(DatabaseDump.difference(scene.servedBefore(), DatabaseDump.served(database)))
              .isEmpty();
      case LIMITED -> assertThat(node.recipes(scene.coop)).containsExactly("chat", "wiki");
      case BROKEN_OFF, PUT_ASIDE, PASSED_OVER, PAUSED, TOLD ->
          assertThat(
                  DatabaseDump.difference(
                      scene.catalogueBefore(), DatabaseDump.catalogue(database)))
              .isEmpty();
    }
  }

  private void judgeAlarms(Attack.Outcome outcome, AttackScene scene) throws IOException {
    var alarms = node.alarms(scene.log.origin());
    if (outcome.alarm() == null) {
      assertThat(alarms).isEmpty();
      return;
    }
    assertThat(alarms).containsOnlyKeys(outcome.alarm());
    var alarm = Objects.requireNonNull(alarms.get(outcome.alarm()));
    assertThat(alarm.sentence()).isNotBlank();
    if (!WITH_EVIDENCE.contains(outcome.alarm())) {
      return;
    }
    var folder = node.peers.evidence().path(Objects.requireNonNull(alarm.evidence()));
    assertThat(Files.readString(folder.resolve("reason.txt"))).contains(alarm.sentence());
    assertThat(Files.readString(folder.resolve("evidence.json")))
        .contains("\"kind\":\"" + outcome.alarm().text() + "\"", scene.log.origin());
  }

  private void judgeItems(Attack.Outcome outcome, AttackScene scene) {
    var kinds =
        node.peers.quarantine().list((Quarantined) null, 1_000).stream()
            .filter(it -> it.origin().equals(scene.log.origin()))
            .map(Quarantined::kind)
            .distinct()
            .toList();
    assertThat(kinds).isEqualTo(outcome.item() == null ? List.of() : List.of(outcome.item()));
  }

  @Test
  void the_table_of_attacks_is_in_the_documentation() throws IOException {
    AttackTable.check(Attack.all().toList());
  }
}
