package coop.potluck.peer;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.Standing;
import coop.potluck.peer.KillScene.Role;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A process to be killed, of nodes that publish or nodes that follow. Each works until the end, or
 * stands still at the moment that it is told.
 */
final class DyingNodes {

  static final String BEGUN = "@begun";
  static final String AT = "@at ";
  static final String RESTING = "@resting";
  static final String FAULT = "@fault ";

  private static final Set<String> RECIPES = Set.of("app0", "app1", "app2", "app3", "app4");
  private static final int TAGS = 12;
  private static final int PAUSE_MILLIS = 100;

  /** Instead of a point: maintainers who rest soon, so that who follows has all that was signed. */
  static final String RESTS = "rests";

  private static final int STEPS_BEFORE_REST = 25;
  private static final int REST_MILLIS = 60_000;

  private final KillScene scene;
  private final Role role;
  private final int number;
  private final Random random;

  private DyingNodes(KillScene scene, Role role, int number, long seed) {
    this.scene = scene;
    this.role = role;
    this.number = number;
    this.random = new Random(seed + number);
  }

  /** The folder, the role, a seed, and for each node where it stops, such as {@code point:2}. */
  public static void main(String[] arguments) throws InterruptedException {
    dieWithoutParent();
    var scene = new KillScene(Path.of(arguments[0]));
    var role = Role.valueOf(arguments[1]);
    var seed = Long.parseLong(arguments[2]);
    var open = new CountDownLatch(arguments.length - 3);
    var nodes = new ArrayList<Thread>();
    for (var i = 3; i < arguments.length; i++) {
      var node = new DyingNodes(scene, role, i - 3, seed);
      var stop = arguments[i];
      var thread = new Thread(() -> node.live(stop, open));
      nodes.add(thread);
      thread.start();
    }
    open.await();
    say(BEGUN);
    for (var node : nodes) {
      node.join();
    }
  }

  /** Whoever started this holds the other end of its input. */
  private static void dieWithoutParent() {
    var watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // it is gone, too
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  private void live(String stop, CountDownLatch open) {
    try {
      // nobody closes what is to be killed
      var node = scene.open(role, number, scene.folder(role, number), stopAt(stop));
      scene.show(role, number, node);
      open.countDown();
      if (role == Role.PUBLISHER) {
        publish(node, stop.equals(RESTS));
      } else {
        follow(node);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      say(FAULT + role.name(number) + " " + e);
    }
  }

  private Consumer<String> stopAt(String stop) {
    var parts = stop.split(":", 2);
    var left = new AtomicInteger(parts.length == 2 ? Integer.parseInt(parts[1]) : -1);
    var still = new AtomicBoolean();
    return point -> {
      if (point.equals(parts[0]) && left.decrementAndGet() == 0) {
        still.set(true);
        say(AT + point + " " + role.name(number));
      }
      if (still.get()) {
        stand();
      }
    };
  }

  /** Maintainers who release, move and take back, for ever, or until they rest. */
  private void publish(SmallNode node, boolean rests) throws InterruptedException {
    var recipes = new TreeMap<String, Map<String, Tag>>();
    RECIPES.forEach(recipe -> recipes.put(recipe, new TreeMap<>()));
    node.list(RECIPES, Set.of());
    for (var step = 0; ; step++) {
      if (random.nextInt(8) == 0) {
        var gone = "app" + random.nextInt(RECIPES.size());
        var left = new TreeSet<>(RECIPES);
        left.remove(gone);
        node.list(left, Set.of(gone));
        node.publish();
        node.list(RECIPES, Set.of());
      }
      var recipe = "app" + random.nextInt(RECIPES.size());
      var tags = Objects.requireNonNull(recipes.get(recipe));
      tags.remove("1." + random.nextInt(TAGS) + ".0+1");
      var tag = "1." + random.nextInt(TAGS) + ".0+1";
      tags.put(tag, SampleRecipes.tag(tag, recipe + random.nextInt(), SampleRecipes.DAY));
      node.store(recipe, List.copyOf(tags.values()));
      node.publish();
      if (!(node.standing() instanceof Standing.Ready)) {
        say(FAULT + role.name(number) + " may not sign: " + node.standing());
      }
      var isOver = rests && step >= STEPS_BEFORE_REST;
      if (isOver) {
        say(RESTING);
      }
      Thread.sleep(isOver ? REST_MILLIS : random.nextInt(PAUSE_MILLIS));
    }
  }

  private void follow(SmallNode node) throws InterruptedException {
    while (true) {
      var round = node.peers.followOnce(scene.publisher(number));
      if (round instanceof Round.Refused it && it.kind() != Alarm.Kind.TOO_SLOW) {
        say(FAULT + role.name(number) + " " + it);
      }
      Thread.sleep(random.nextInt(PAUSE_MILLIS));
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void stand() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
