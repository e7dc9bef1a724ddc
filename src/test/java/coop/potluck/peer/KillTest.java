package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.peer.KillScene.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes of nodes that publish and of nodes that follow these, at each moment that has a
 * name and at moments that have none, and cuts what their databases had not taken over yet, before
 * the eyes of a witness.
 */
class KillTest {

  private static final boolean THOROUGH = Boolean.getBoolean("thorough");
  private static final int PAIRS = 6;
  private static final int RANDOM_KILLS = THOROUGH ? 100 : 1;
  private static final int LOOKED_AT = THOROUGH ? PAIRS : 1;

  /** Long enough for nodes that just began to publish, and follow, something. */
  private static final int MOST_MILLIS = 2_500;

  private static final long SEED = 20_261_123;

  private static final List<String> PUBLISHING =
      List.of(
          "publish.before-commit",
          "publish.after-commit",
          "sign.before-guard",
          "sign.after-guard",
          "sign.before-commit",
          "sign.after-commit");

  /** What is passed once, by a follower that is new. */
  private static final List<String> BEGINNING =
      List.of("follow.before-commit", "follow.after-commit");

  private static final List<String> FOLLOWING =
      List.of(
          "listing.before-commit",
          "listing.after-commit",
          "peer.before-append",
          "peer.after-append",
          "peer.followed",
          "store.before-commit",
          "store.after-commit");

  @Test
  void logs_stay_consistent_whoever_is_killed_whenever(@TempDir Path folder) throws Exception {
    var begun = System.nanoTime();
    var scene = new KillScene(folder);
    for (var i = 0; i < PAIRS; i++) {
      scene.create(i);
    }
    var publishers = new KillLane(scene, Role.PUBLISHER, PAIRS);
    var followers = new KillLane(scene, Role.FOLLOWER, PAIRS);
    try (var witness = new WatchingWitness(scene, PAIRS)) {
      var autopsy = new Autopsy(scene, witness);
      try {
        together(
            () -> killPublishers(publishers, autopsy), () -> killFollowers(followers, autopsy));
        publishers.awaitRest();
        witness.awaitCopies();
        killAll(publishers, followers, autopsy);
      } finally {
        publishers.kill();
        followers.kill();
      }
      var passed = new TreeSet<String>();
      for (var i = 0; i < PAIRS; i += THOROUGH ? 1 : 3) {
        autopsy.revive(i, passed);
      }
      System.out.printf(
          "KillTest: %d publishers and %d followers killed (%d and %d at named moments), %s; %s; in %d s%n",
          publishers.killed(),
          followers.killed(),
          publishers.killedAtPoints(),
          followers.killedAtPoints(),
          autopsy,
          witness,
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
      assertThat(witness.faults()).isEmpty();
      assertThat(publishers.faults()).isEmpty();
      assertThat(followers.faults()).isEmpty();
      assertThat(named()).containsAll(passed).containsAll(PUBLISHING);
    }
  }

  private static Set<String> named() {
    var named = new TreeSet<>(PUBLISHING);
    named.addAll(BEGINNING);
    named.addAll(FOLLOWING);
    return named;
  }

  private static void together(Callable<Boolean> one, Callable<Boolean> other)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(2);
    try {
      for (var done : threads.invokeAll(List.of(one, other))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean killPublishers(KillLane lane, Autopsy autopsy)
      throws IOException, InterruptedException {
    var random = new Random(SEED);
    for (var times : THOROUGH ? List.of(3, 1, 7, 20) : List.of(3)) {
      lane.dieAt(times(PUBLISHING, times));
      autopsy.ofPublishers(some(random), random);
    }
    for (var i = 1; i < RANDOM_KILLS; i++) {
      lane.live();
      Thread.sleep(random.nextInt(MOST_MILLIS));
      lane.kill();
      autopsy.ofPublishers(some(random), random);
    }
    lane.liveOut();
    return true;
  }

  private static boolean killFollowers(KillLane lane, Autopsy autopsy)
      throws IOException, InterruptedException {
    var random = new Random(SEED + 1);
    var first = new ArrayList<>(times(BEGINNING, 1));
    first.addAll(times(FOLLOWING.subList(0, PAIRS - first.size()), 1));
    lane.dieAt(first);
    autopsy.ofFollowers(some(random), random);
    lane.dieAt(times(FOLLOWING.subList(PAIRS - BEGINNING.size(), FOLLOWING.size()), 1));
    autopsy.ofFollowers(some(random), random);
    for (var times : THOROUGH ? List.of(2, 3, 10) : List.<Integer>of()) {
      // a list that is known already is not stored again
      lane.dieAt(
          times(FOLLOWING.stream().filter(it -> !it.startsWith("listing.")).toList(), times));
      autopsy.ofFollowers(some(random), random);
    }
    for (var i = 1; i < RANDOM_KILLS; i++) {
      lane.live();
      Thread.sleep(random.nextInt(MOST_MILLIS));
      lane.kill();
      autopsy.ofFollowers(some(random), random);
    }
    lane.live();
    return true;
  }

  /** The last random kills; those who follow are there while those who publish are looked at. */
  private static void killAll(KillLane publishers, KillLane followers, Autopsy autopsy)
      throws IOException, InterruptedException {
    var random = new Random(SEED + 2);
    Thread.sleep(random.nextInt(MOST_MILLIS));
    publishers.kill();
    autopsy.ofPublishers(THOROUGH ? some(random) : List.of(0), random);
    followers.kill();
    autopsy.ofFollowers(some(random), random);
  }

  private static List<String> times(List<String> points, int times) {
    return points.stream().map(it -> it + ":" + times).toList();
  }

  /** The nodes that are looked at after a death. */
  private static List<Integer> some(Random random) {
    var first = random.nextInt(PAIRS);
    var some = new ArrayList<Integer>();
    for (var i = 0; i < LOOKED_AT; i++) {
      some.add((first + i) % PAIRS);
    }
    return some;
  }
}
