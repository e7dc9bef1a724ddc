package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Recovery;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.Standing;
import coop.potluck.peer.KillScene.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Looks at what nodes left that were killed, and at copies of it that lack even more. */
final class Autopsy {

  /** Copies of each publisher that are cut somewhere. */
  private static final int CUTS = 2;

  private static final Set<String> RECIPES = Set.of("app0", "app1", "app2", "app3", "app4");

  private final KillScene scene;
  private final WatchingWitness witness;
  private final AtomicInteger copies = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger recovered = new AtomicInteger();

  Autopsy(KillScene scene, WatchingWitness witness) {
    this.scene = scene;
    this.witness = witness;
  }

  /** Publishers as they were left, and cut. */
  void ofPublishers(List<Integer> some, Random random) throws IOException {
    for (var number : some) {
      checkPublisher(number, copy(Role.PUBLISHER, number));
      for (var i = 0; i < CUTS; i++) {
        var shorter = copy(Role.PUBLISHER, number);
        if (cut(shorter, scene.folder(Role.PUBLISHER, number), random)) {
          checkPublisher(number, shorter);
        }
      }
    }
  }

  /** Followers as they were left, which go on with what is cut. */
  void ofFollowers(List<Integer> some, Random random) throws IOException {
    for (var number : some) {
      checkFollower(number, copy(Role.FOLLOWER, number));
      var folder = scene.folder(Role.FOLLOWER, number);
      if (cut(folder, folder, random)) {
        checkFollower(number, copy(Role.FOLLOWER, number));
      }
    }
  }

  private Path copy(Role role, int number) throws IOException {
    var copy = scene.folder().resolve("copy" + copies.incrementAndGet());
    WalCut.copy(scene.folder(role, number), copy);
    return copy;
  }

  private boolean cut(Path folder, Path index, Random random) throws IOException {
    var isShorter = WalCut.cut(folder, index, random);
    if (isShorter) {
      cut.incrementAndGet();
    }
    return isShorter;
  }

  private void checkPublisher(int number, Path data) throws IOException {
    var seen = witness.seen(number);
    var signed = signed(data);
    try (var node = scene.open(Role.PUBLISHER, number, data, point -> {})) {
      assertThat(node.its.database.integrityCheck()).isEmpty();
      node.publish();
      if (node.standing() instanceof Standing.Refused it) {
        refused.incrementAndGet();
        assertThat(signed).as(it.reason()).isNotNull();
        assertThat(node.has(node.logs.own().orElseThrow(), tree(signed))).isFalse();
        if (!recover(node, number, tree(signed))) {
          return;
        }
        recovered.incrementAndGet();
      }
      assertThat(node.standing()).isEqualTo(new Standing.Ready());
      goOn(node, number);
      checkHas(node, node.logs.own().orElseThrow(), seen);
    }
  }

  private static @Nullable SignedCheckpoint signed(Path data) throws IOException {
    var file = data.resolve("log.signed");
    try {
      return Files.exists(file) ? SignedCheckpoint.parse(Files.readAllBytes(file)) : null;
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static Checkpoint tree(@Nullable SignedCheckpoint signed) {
    return Objects.requireNonNull(signed).checkpoint();
  }

  /** From who followed it, if that is there now and has enough. */
  private boolean recover(SmallNode node, int number, Checkpoint signed) {
    try {
      var copy = node.copyAt(scene.follower(number), KillScene.origin(number));
      var recovery = node.recover(copy);
      if (recovery instanceof Recovery.Recovered) {
        return true;
      }
      assertThat(copy.checkpoint().checkpoint().size())
          .as(recovery.toString())
          .isLessThan(signed.size());
      return false;
    } catch (IOException | UncheckedIOException e) {
      // the follower is dead, too
      return false;
    }
  }

  private static void goOn(SmallNode node, int number) {
    var before = node.logs.own().orElseThrow().size();
    node.list(RECIPES, Set.of());
    var tag = SampleRecipes.tag("9.9.9+9", "after " + number + before, SampleRecipes.DAY);
    node.store("app0", List.of(tag));
    node.publish();
    assertThat(node.logs.own().orElseThrow().size()).isGreaterThan(before);
  }

  private static void checkHas(SmallNode node, LogStore.Log log, List<Checkpoint> trees) {
    for (var tree : trees) {
      assertThat(node.has(log, tree)).as("%s has %s", log.origin(), tree).isTrue();
    }
  }

  private void checkFollower(int number, Path data) {
    try (var node = scene.open(Role.FOLLOWER, number, data, point -> {})) {
      assertThat(node.its.database.integrityCheck()).isEmpty();
      var log = node.logs.find(KillScene.origin(number)).orElse(null);
      if (log != null) {
        var shown = witness.seen(number);
        checkHas(node, log, shown.stream().filter(it -> it.size() <= log.length()).toList());
        if (log.checkpoint() != null) {
          checkHas(node, log, List.of(log.checkpoint().checkpoint()));
        }
      }
    }
  }

  /** Both of a pair live again, and all is as if nobody had died. */
  void revive(int number, Set<String> passed) throws IOException {
    try (var publisher =
            scene.open(Role.PUBLISHER, number, scene.folder(Role.PUBLISHER, number), point -> {});
        var shown = scene.show(Role.PUBLISHER, number, publisher);
        var follower =
            scene.open(Role.FOLLOWER, number, scene.folder(Role.FOLLOWER, number), passed::add)) {
      goOn(publisher, number);
      assertThat(follow(follower, number)).isInstanceOf(Round.Good.class);

      var own = publisher.logs.own().orElseThrow();
      var copy = follower.logs.find(own.origin()).orElseThrow();
      checkHas(publisher, own, witness.seen(number));
      assertThat(Objects.requireNonNull(copy.checkpoint()).bytes())
          .isEqualTo(Objects.requireNonNull(own.checkpoint()).bytes());
      assertThat(entries(follower.logs, copy)).isEqualTo(entries(publisher.logs, own));
      var name = Role.PUBLISHER.name(number);
      assertThat(publisher.served(name)).isNotEmpty();
      assertThat(follower.served(name)).isEqualTo(publisher.served(name));
      assertThat(follower.peers.alarms().list()).isEmpty();
      assertThat(follower.peers.quarantine().count(own.origin())).isZero();
      assertThat(shown.logs).isNotNull();
    }
  }

  private Round follow(SmallNode follower, int number) {
    var round = follower.peers.followOnce(scene.publisher(number));
    for (var i = 0; i < 5 && !(round instanceof Round.Good); i++) {
      round = follower.peers.followOnce(scene.publisher(number));
    }
    return round;
  }

  private static List<String> entries(LogStore logs, LogStore.Log log) {
    return logs.entries(log.id(), 0, (int) log.size()).stream().map(Arrays::toString).toList();
  }

  @Override
  public String toString() {
    return "%d logs cut, %d logs lacked what was signed and refused, %d of them fetched it back"
        .formatted(cut.get(), refused.get(), recovered.get());
  }
}
