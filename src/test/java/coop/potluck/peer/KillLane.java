package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.app.ForkedJvm;
import coop.potluck.peer.KillScene.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process after the other with the same nodes in it, each of which is killed. */
final class KillLane {

  private static final long PATIENCE_SECONDS = 180;

  private final KillScene scene;
  private final Role role;
  private final int nodes;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private @Nullable Process process;
  private int lives;
  private int killed;
  private int killedAtPoints;

  KillLane(KillScene scene, Role role, int nodes) {
    this.scene = scene;
    this.role = role;
    this.nodes = nodes;
  }

  /** Starts the nodes, to work until they are killed. */
  void live() throws IOException, InterruptedException {
    process = start(List.of());
    await(DyingNodes.BEGUN, List.of());
  }

  /** Starts the nodes for the last time; the maintainers of the first rest soon. */
  void liveOut() throws IOException, InterruptedException {
    process = start(List.of(DyingNodes.RESTS));
    await(DyingNodes.BEGUN, List.of());
  }

  /** Waits until the first has stated all that it will state in its last life. */
  void awaitRest() throws InterruptedException {
    await(DyingNodes.RESTING, List.of());
  }

  /** Starts the nodes, and kills them when the first of them stand still at these points. */
  void dieAt(List<String> points) throws IOException, InterruptedException {
    process = start(points);
    var wanted = new ArrayList<String>();
    for (var i = 0; i < points.size(); i++) {
      wanted.add(points.get(i).replaceFirst(":.*", " " + role.name(i)));
    }
    while (!wanted.isEmpty()) {
      var reached = await(DyingNodes.AT, wanted).substring(DyingNodes.AT.length());
      assertThat(wanted.remove(reached)).as(reached).isTrue();
    }
    kill();
    killedAtPoints += points.size();
  }

  private Process start(List<String> points) throws IOException {
    said.clear();
    var arguments =
        new ArrayList<>(
            List.of(scene.folder().toString(), role.name(), Integer.toString(1_000 * lives++)));
    for (var i = 0; i < nodes; i++) {
      arguments.add(i < points.size() ? points.get(i) : "nowhere");
    }
    var started = ForkedJvm.start(DyingNodes.class, arguments);
    var listener = new Thread(() -> listen(started));
    listener.setDaemon(true);
    listener.start();
    return started;
  }

  private void listen(Process started) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DyingNodes.FAULT)) {
          faults.add(line);
        } else if (line.startsWith("@")) {
          said.add(line);
        }
      }
    } catch (IOException e) {
      // it was killed while it spoke
    }
  }

  private String await(String wanted, List<String> left) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      var line = said.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError(role + " never said " + wanted + left + "; " + faults);
      }
      if (line.startsWith(wanted)) {
        return line;
      }
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    var victim = process;
    if (victim == null) {
      return;
    }
    process = null;
    victim.destroyForcibly();
    if (!victim.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not die");
    }
    killed += nodes;
  }

  int killed() {
    return killed;
  }

  /** Those of them that stood still where they were told. */
  int killedAtPoints() {
    return killedAtPoints;
  }

  /** What its nodes found wrong. */
  List<String> faults() {
    return List.copyOf(faults);
  }
}
