package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.app.CrashScene.Moment;
import coop.potluck.app.CrashingProcess.Kill;
import coop.potluck.indexing.SyncProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that syncs, at each moment that has a name and at moments that have none, and
 * holds what a later sync makes of it against a node that was never disturbed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

  private static final boolean THOROUGH = Boolean.getBoolean("thorough");
  private static final int RANDOM_KILLS = THOROUGH ? 50 : 4;
  private static final int TOGETHER = 5;
  private static final long SEED = 20_261_101;

  /** What must be the same in the end. */
  private record Expected(List<String> content, List<String> changes) {
    static Expected of(Application node) {
      var dump = new CatalogueDump(node.reader());
      return new Expected(dump.content(), dump.changes());
    }
  }

  private final Map<Moment, Expected> undisturbed = new EnumMap<>(Moment.class);
  private final Map<Moment, Map<String, Integer>> passed = new EnumMap<>(Moment.class);
  private final AtomicInteger killed = new AtomicInteger();
  private final AtomicInteger converged = new AtomicInteger();
  private final AtomicInteger scenes = new AtomicInteger();
  private Path folder;
  private Path states;
  private long usualMillis;

  @BeforeAll
  void see_what_a_node_comes_to_that_is_never_disturbed(@TempDir Path temporary)
      throws IOException {
    folder = temporary;
    states = folder.resolve("states");
    CrashScene.write(states);
    var scene = new CrashScene(folder.resolve("undisturbed"));
    for (var moment : Moment.values()) {
      var points = new TreeMap<String, Integer>();
      scene.stage(states, moment);
      try (var node =
          scene.open(
              moment,
              point -> {
                synchronized (points) {
                  points.merge(point, 1, Integer::sum);
                }
              })) {
        node.indexer().sync(SyncProgress.NONE);
        undisturbed.put(moment, Expected.of(node));
      }
      passed.put(moment, points);
    }
  }

  @Test
  void a_node_that_was_killed_comes_to_the_same_as_one_that_was_not() throws Exception {
    var begun = System.nanoTime();
    usualMillis = undisturbedChild();
    var work = new ArrayList<Callable<List<String>>>();
    deaths().forEach(death -> work.add(() -> failures(death)));
    var failures = new TreeSet<String>();
    var threads = Executors.newFixedThreadPool(2);
    try {
      for (var done : threads.invokeAll(work)) {
        failures.addAll(done.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    System.out.printf(
        "CrashTest: %d nodes killed (%d at named moments, %d at random ones), %d came to the same, in %d s%n",
        killed.get(),
        killed.get() - RANDOM_KILLS,
        RANDOM_KILLS,
        converged.get(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    assertThat(failures).isEmpty();
    assertThat(killed).hasValue(kills().size());
    assertThat(converged).hasValue(kills().size());
  }

  @Test
  void every_named_moment_of_a_sync_is_passed() {
    var names = new TreeSet<>(points(Moment.BEFORE).keySet());
    names.addAll(points(Moment.AFTER).keySet());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "assess.after-commit",
            "assess.before-commit",
            "follow.after-commit",
            "follow.before-commit",
            "listing.after-commit",
            "listing.before-commit",
            "mirror.connected",
            "mirror.head",
            "mirror.received",
            "mirror.refs",
            "mirror.renamed",
            "outcome.after-commit",
            "outcome.before-commit",
            "seed.renamed",
            "seed.written",
            "store.after-commit",
            "store.before-commit");
  }

  private Map<String, Integer> points(Moment moment) {
    return passed.getOrDefault(moment, Map.of());
  }

  private Expected expected(Moment moment) {
    return Objects.requireNonNull(undisturbed.get(moment));
  }

  private List<Kill> kills() {
    var kills = new ArrayList<Kill>();
    var turn = 0;
    for (var point : points(Moment.BEFORE).keySet()) {
      for (var moment : List.of(Moment.BEFORE, Moment.AFTER)) {
        var times = points(moment).getOrDefault(point, 0);
        if (THOROUGH) {
          for (var count : new TreeSet<>(List.of(1, 2, (times + 1) / 2, times - 1, times))) {
            if (count > 0 && count <= times) {
              kills.add(Kill.at(moment, point, count));
            }
          }
        } else if ((turn % 2 == 0) == (moment == Moment.BEFORE)) {
          kills.add(Kill.at(moment, point, (times + 1) / 2));
        }
      }
      turn++;
    }
    var random = new Random(SEED);
    for (var i = 0; i < RANDOM_KILLS; i++) {
      kills.add(new Kill(i % 2 == 0 ? Moment.BEFORE : Moment.AFTER, "", 0, random.nextDouble()));
    }
    return kills;
  }

  /** What dies together: several nodes that stand still, to save time, or one at work. */
  private List<List<Kill>> deaths() {
    var deaths = new ArrayList<List<Kill>>();
    for (var kill : kills()) {
      var last = deaths.isEmpty() ? List.<Kill>of() : deaths.get(deaths.size() - 1);
      if (last.isEmpty() || last.size() == TOGETHER || kill.random()) {
        deaths.add(new ArrayList<>(List.of(kill)));
      } else {
        last.add(kill);
      }
    }
    return deaths;
  }

  /** What is wrong after the death of these nodes. */
  private List<String> failures(List<Kill> death) {
    var failures = new ArrayList<String>();
    var paths = new ArrayList<Path>();
    try {
      for (var kill : death) {
        var path = folder.resolve("scene" + scenes.incrementAndGet());
        paths.add(path);
        var scene = new CrashScene(path);
        if (kill.moment() == Moment.AFTER) {
          scene.stage(states, Moment.BEFORE);
          goOn(scene, Moment.BEFORE);
        }
        scene.stage(states, kill.moment());
      }
      kill(paths, death);
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      return List.of(death + ": " + e);
    }
    for (var i = 0; i < death.size(); i++) {
      try {
        recover(new CrashScene(paths.get(i)), death.get(i));
        converged.incrementAndGet();
        CrashScene.delete(paths.get(i));
      } catch (IOException | RuntimeException | AssertionError e) {
        failures.add(death.get(i) + ": " + e);
      }
    }
    return failures;
  }

  private void recover(CrashScene scene, Kill kill) throws IOException {
    recover(scene, kill.moment());
    for (var moment : Moment.values()) {
      if (moment.compareTo(kill.moment()) > 0 && (THOROUGH || kill.random())) {
        scene.stage(states, moment);
        goOn(scene, moment);
      }
    }
  }

  private void goOn(CrashScene scene, Moment moment) {
    try (var node = scene.open(moment, point -> {})) {
      node.indexer().sync(SyncProgress.NONE);
      if (moment == Moment.A_DAY_AFTER) {
        assertThat(Expected.of(node)).isEqualTo(expected(moment));
      }
    }
  }

  private void recover(CrashScene scene, Moment moment) throws IOException {
    var wanted = expected(moment);
    try (var node = scene.open(moment, point -> {})) {
      StoredState.check(node, scene.data());
      assertThat(wanted.changes()).containsAll(new CatalogueDump(node.reader()).changes());
      node.indexer().sync(SyncProgress.NONE);
      StoredState.check(node, scene.data());
      var now = Expected.of(node);
      assertThat(now.changes()).isEqualTo(wanted.changes());
      assertThat(now.content()).isEqualTo(wanted.content());
    }
    assertThat(StoredState.leftOvers(scene.data())).isEmpty();
  }

  private void kill(List<Path> paths, List<Kill> death) throws IOException, InterruptedException {
    for (var attempt = 0; attempt < 5; attempt++) {
      var child = CrashingProcess.start(paths, death);
      try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
        if (death.get(0).random()) {
          ForkedJvm.await(lines, CrashingSync.BEGUN);
          Thread.sleep((long) (usualMillis * death.get(0).share() / (1 << attempt)));
        } else {
          assertThat(death.stream().map(one -> ForkedJvm.await(lines, CrashingSync.AT)).toList())
              .containsExactlyInAnyOrderElementsOf(
                  death.stream().map(one -> CrashingSync.AT + one.point()).toList());
        }
        child.destroyForcibly();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        if (child.exitValue() != 0) {
          killed.addAndGet(death.size());
          return;
        }
      } finally {
        child.destroyForcibly();
      }
    }
    throw new AssertionError("always too late");
  }

  /** How long a child's first sync takes when nobody kills it. */
  private long undisturbedChild() throws IOException, InterruptedException {
    var path = folder.resolve("usual");
    new CrashScene(path).stage(states, Moment.BEFORE);
    var child = CrashingProcess.start(List.of(path), List.of(Kill.at(Moment.BEFORE, "nowhere", 1)));
    try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
      ForkedJvm.await(lines, CrashingSync.BEGUN);
      var begun = System.nanoTime();
      ForkedJvm.await(lines, CrashingSync.DONE);
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    } finally {
      child.destroyForcibly();
    }
  }
}
