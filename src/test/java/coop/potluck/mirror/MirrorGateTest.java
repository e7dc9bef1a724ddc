package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.RecipeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MirrorGateTest {

  private static final String DEAD = "https://dead.example/";
  private static final String ALIVE = "https://alive.example/";

  @Test
  void a_host_that_does_not_answer_delays_nobody_else() throws Exception {
    try (var gate = gate(4, 2)) {
      var answer = new CountDownLatch(1);
      var stuck = new ArrayList<CompletableFuture<Boolean>>();
      for (var i = 0; i < 50; i++) {
        stuck.add(gate.submit(id("dead" + i), DEAD + i, () -> waitFor(answer)));
      }
      var others = new ArrayList<CompletableFuture<String>>();
      for (var i = 0; i < 50; i++) {
        others.add(gate.submit(id("alive" + i), ALIVE + i, () -> "done"));
      }
      for (var other : others) {
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("done");
      }
      assertThat(stuck).noneMatch(CompletableFuture::isDone);
      answer.countDown();
      for (var task : stuck) {
        assertThat(task.get(5, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void bounds_hold_in_all_and_at_each_host() throws Exception {
    try (var gate = gate(5, 2)) {
      var running = new AtomicInteger();
      var most = new AtomicInteger();
      var mostAtOne = new AtomicInteger();
      var runningAtOne = new AtomicInteger();
      var tasks = new ArrayList<CompletableFuture<Void>>();
      for (var i = 0; i < 60; i++) {
        var isFirst = i % 4 == 0;
        tasks.add(
            gate.submit(
                id("r" + i),
                "https://h" + i % 4 + ".example/",
                () -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  if (isFirst) {
                    mostAtOne.accumulateAndGet(runningAtOne.incrementAndGet(), Math::max);
                  }
                  pause(3);
                  if (isFirst) {
                    runningAtOne.decrementAndGet();
                  }
                  running.decrementAndGet();
                  return null;
                }));
      }
      CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
      assertThat(most.get()).isEqualTo(5);
      assertThat(mostAtOne.get()).isEqualTo(2);
    }
  }

  @Test
  void one_repository_is_looked_at_by_one_at_a_time() throws Exception {
    try (var gate = gate(8, 8)) {
      var inside = new AtomicInteger();
      var most = new AtomicInteger();
      var tasks = new ArrayList<CompletableFuture<Void>>();
      for (var i = 0; i < 20; i++) {
        tasks.add(
            gate.submit(
                id("wiki"),
                ALIVE,
                () -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  pause(2);
                  inside.decrementAndGet();
                  return null;
                }));
      }
      CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
      assertThat(most.get()).isEqualTo(1);
    }
  }

  @Test
  void what_a_task_throws_is_its_own_and_the_next_one_runs() throws Exception {
    try (var gate = gate(1, 1)) {
      CompletableFuture<String> broken =
          gate.submit(
              id("wiki"),
              ALIVE,
              () -> {
                throw new IllegalStateException("broken");
              });
      var next = gate.submit(id("wiki"), "not a url at all", () -> "done");
      assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("done");
      assertThatThrownBy(broken::join).hasRootCauseMessage("broken");
    }
  }

  @Test
  void closing_cancels_what_waits() throws Exception {
    var answer = new CountDownLatch(1);
    var gate = gate(1, 1);
    var running = gate.submit(id("a"), ALIVE, () -> waitFor(answer));
    var waiting = gate.submit(id("b"), ALIVE, () -> true);
    gate.close();
    assertThat(waiting).isCancelled();
    assertThat(running.get(5, TimeUnit.SECONDS)).isFalse();
    assertThat(gate.submit(id("c"), ALIVE, () -> true)).isCompletedExceptionally();
  }

  @Test
  void waits_double_up_to_the_longest_and_vary() {
    var backoff = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6));
    var now = Instant.parse("2026-01-01T00:00:00Z");
    var random = new Random(7);
    assertThat(backoff.next(0, now, random)).isEqualTo(now);
    for (var failures = 1; failures < 100; failures++) {
      var longest = Math.min(6 * 60, Math.pow(2, failures - 1));
      for (var i = 0; i < 20; i++) {
        var wait = Duration.between(now, backoff.next(failures, now, random));
        assertThat(wait)
            .isBetween(
                Duration.ofMillis((long) (longest * 30_000)),
                Duration.ofMillis((long) (longest * 60_000)));
      }
    }
    assertThat(backoff.next(3, now, random)).isNotEqualTo(backoff.next(3, now, random));
  }

  private static MirrorGate gate(int parallel, int perHost) {
    return new MirrorGate(Limits.with(Map.of("parallel", parallel, "perHost", perHost)));
  }

  private static RecipeId id(String name) {
    return RecipeId.of("harvest", name);
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
