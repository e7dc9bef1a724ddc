package coop.potluck.peer;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MovedStatement;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Statement;
import coop.potluck.federation.VersionStatement;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What befalls a few nodes that follow each other: one random story for each seed. */
final class FederationStory implements AutoCloseable {

  private static final int RECIPES = 5;

  private final Random random;
  private final Path folder;
  private final List<Coop> coops = new ArrayList<>();

  /** Pairs of reader and read that nothing connects. */
  private final Set<String> cut = new HashSet<>();

  /** Those that stay so: their reader has the log from somebody else. */
  private final Set<String> cutForEver = new HashSet<>();

  private final List<String> told = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /** A sudden death. */
  private static final class DeathException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A co-op with its node, whether that is up or not, and what its maintainers have. */
  private final class Coop {
    final String name;
    final SigningKey key;
    final ShownNode shown = new ShownNode();
    final Set<Integer> follows = new TreeSet<>();
    final Map<String, Map<String, Tag>> recipes = new TreeMap<>();
    @Nullable SmallNode node;
    int untilDeath = -1;

    Coop(String name) throws IOException {
      this.name = name;
      this.key =
          SigningKey.generate(SmallNode.origin(name), SignatureType.NOTE, new SecureRandom());
      shown.cut = reader -> cut.contains(reader + ">" + name);
      Files.createDirectories(folder.resolve(name));
    }

    PeerSettings asPeerOf(Coop reader) {
      return new PeerSettings(
          shown.url(reader.name),
          key.verifierKey(),
          List.<URI>of(),
          List.of(),
          List.of(),
          List.of(SmallNode.domain(name)),
          false,
          null,
          null,
          null,
          null,
          null);
    }

    SmallNode up() {
      var now = node;
      if (now == null) {
        var configured = follows.stream().map(it -> coops.get(it).asPeerOf(this)).toList();
        now = new SmallNode(folder.resolve(name), name, key, configured, this::mayDie);
        node = now;
        shown.logs = now.logs;
      }
      return now;
    }

    void down() {
      var now = node;
      if (now != null) {
        shown.logs = null;
        node = null;
        now.close();
      }
    }

    private void mayDie(String point) {
      if (untilDeath >= 0 && untilDeath-- == 0) {
        throw new DeathException();
      }
    }

    /** Does it, and may die of it. */
    void live(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        if (!hasDied(e)) {
          throw e;
        }
        told.add(name + " died");
        down();
      } finally {
        untilDeath = -1;
      }
    }
  }

  private static boolean hasDied(Throwable e) {
    for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof DeathException) {
        return true;
      }
    }
    return false;
  }

  FederationStory(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    var count = 2 + random.nextInt(5);
    for (var i = 0; i < count; i++) {
      coops.add(new Coop("coop" + i));
    }
    for (var i = 0; i < count; i++) {
      // a ring, so that all are connected, and some more
      coops.get(i).follows.add((i + 1) % count);
      for (var j = 0; j < count; j++) {
        if (i != j && random.nextInt(2) == 0) {
          coops.get(i).follows.add(j);
        }
      }
    }
    cutSomeForEver();
    for (var coop : coops) {
      for (var i = 0; i < RECIPES; i++) {
        coop.recipes.put("app" + i, new TreeMap<>());
      }
      coop.up().list(coop.recipes.keySet(), Set.of());
      coop.recipes.keySet().forEach(recipe -> addTag(coop, recipe));
      coop.up().publish();
    }
  }

  private void cutSomeForEver() {
    for (var reader : coops) {
      for (var i : reader.follows) {
        var read = coops.get(i);
        var between =
            reader.follows.stream()
                .filter(it -> !it.equals(i) && coops.get(it).follows.contains(i))
                .anyMatch(
                    it ->
                        !cutForEver.contains(reader.name + ">" + coops.get(it).name)
                            && !cutForEver.contains(coops.get(it).name + ">" + read.name));
        if (between && cutForEver.isEmpty()) {
          cutForEver.add(reader.name + ">" + read.name);
        }
      }
    }
    cut.addAll(cutForEver);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Something happens. */
  void step() {
    var coop = any(coops);
    if (random.nextInt(4) == 0) {
      coop.untilDeath = random.nextInt(8);
    }
    switch (random.nextInt(12)) {
      case 0, 1 -> change(coop, "has a new version", () -> addTag(coop, anyRecipe(coop)));
      case 2 -> change(coop, "moved a tag", () -> moveTag(coop, anyRecipe(coop)));
      case 3 -> change(coop, "took a tag back", () -> dropTag(coop, anyRecipe(coop)));
      case 4 -> change(coop, "took a recipe back", () -> dropRecipe(coop));
      case 5 -> {
        told.add(coop.name + " restarts");
        coop.down();
      }
      case 6 -> {
        var link = coop.name + ">" + coops.get(any(List.copyOf(coop.follows))).name;
        told.add(link + (cut.contains(link) ? " is there again" : " is cut"));
        if (!cut.remove(link)) {
          cut.add(link);
        }
        cut.addAll(cutForEver);
      }
      default -> {
        told.add(coop.name + " follows");
        follow(coop);
      }
    }
    checkServed(coop);
  }

  private void change(Coop coop, String what, Runnable work) {
    told.add(coop.name + " " + what);
    work.run();
    coop.live(() -> coop.up().publish());
  }

  private String anyRecipe(Coop coop) {
    return any(List.copyOf(coop.recipes.keySet()));
  }

  private Map<String, Tag> tags(Coop coop, String recipe) {
    return Objects.requireNonNull(coop.recipes.get(recipe));
  }

  private void addTag(Coop coop, String recipe) {
    var number = random.nextInt(1_000);
    var tag = "1." + number + ".0+1." + number;
    setTag(coop, recipe, tag);
  }

  private void moveTag(Coop coop, String recipe) {
    var tags = tags(coop, recipe);
    if (!tags.isEmpty()) {
      setTag(coop, recipe, any(List.copyOf(tags.keySet())));
    }
  }

  private void setTag(Coop coop, String recipe, String tag) {
    var variant = coop.name + recipe + random.nextInt();
    tags(coop, recipe).put(tag, SampleRecipes.tag(tag, variant, SampleRecipes.DAY));
    store(coop, recipe);
  }

  private void dropTag(Coop coop, String recipe) {
    var tags = tags(coop, recipe);
    if (tags.size() > 1) {
      tags.remove(any(List.copyOf(tags.keySet())));
      store(coop, recipe);
    }
  }

  private static void store(Coop coop, String recipe) {
    coop.up().store(recipe, List.copyOf(tags(coop.recipes, recipe).values()));
  }

  private static Map<String, Tag> tags(Map<String, Map<String, Tag>> recipes, String recipe) {
    return Objects.requireNonNull(recipes.get(recipe));
  }

  private void dropRecipe(Coop coop) {
    if (coop.recipes.size() > RECIPES - 2) {
      var recipe = anyRecipe(coop);
      coop.recipes.remove(recipe);
      coop.up().list(coop.recipes.keySet(), Set.of(recipe));
    }
  }

  private void follow(Coop coop) {
    coop.live(
        () -> {
          for (var i : coop.follows) {
            var round = coop.up().peers.followOnce(coops.get(i).asPeerOf(coop));
            if (round instanceof Round.Refused || round instanceof Round.Paused) {
              faults.add(coop.name + " follows " + i + ": " + round);
            }
          }
        });
  }

  /** Nobody changes anything any more; what was cut for a while is connected. */
  void quiet() {
    cut.retainAll(cutForEver);
    coops.forEach(coop -> coop.up().its.pass(Duration.ofDays(1)));
    coops.forEach(coop -> coop.up().publish());
    for (var round = 0; round <= coops.size(); round++) {
      coops.forEach(this::follow);
    }
    for (var reader : coops) {
      checkServed(reader);
      reader.follows.forEach(i -> checkSame(reader, coops.get(i)));
    }
  }

  private void checkSame(Coop reader, Coop read) {
    same(reader, read, read.up().served(read.name), reader.up().served(read.name));
    same(reader, read, read.up().recipes(read.name), reader.up().recipes(read.name));
    var own = read.up().logs.own().orElseThrow();
    var copy = reader.up().logs.find(own.origin()).orElseThrow();
    if (!Arrays.equals(
        Objects.requireNonNull(own.checkpoint()).bytes(),
        Objects.requireNonNull(copy.checkpoint()).bytes())) {
      faults.add(reader.name + " has not the newest checkpoint of " + read.name);
    }
    same(reader, read, texts(read.up().logs, own), texts(reader.up().logs, copy));
  }

  private static List<String> texts(LogStore logs, LogStore.Log log) {
    return logs.entries(log.id(), 0, (int) log.size()).stream().map(Arrays::toString).toList();
  }

  private void same(Coop reader, Coop read, List<String> theirs, List<String> here) {
    if (!theirs.equals(here)) {
      var missing = new ArrayList<>(theirs);
      missing.removeAll(here);
      var more = new ArrayList<>(here);
      more.removeAll(theirs);
      faults.add(
          String.format("%s serves of %s not %s, but %s", reader.name, read.name, missing, more));
    }
  }

  /** Whatever a node serves of another co-op was said by that one's log, which it signed. */
  private void checkServed(Coop reader) {
    for (var i : reader.follows) {
      var read = coops.get(i);
      var said = new HashSet<String>();
      read.up().said().forEach(statement -> add(said, statement));
      for (var line : reader.up().served(read.name)) {
        var words = line.split(" ", 4);
        if (!said.contains(words[0] + " " + words[1] + " " + words[2])) {
          faults.add(reader.name + " serves what " + read.name + " never said: " + line);
        }
      }
    }
    for (var statement : reader.up().said()) {
      if (statement instanceof Statement.Said it
          && !it.coop().equals(SmallNode.domain(reader.name))) {
        faults.add(reader.name + " says what it was told: " + it);
      }
    }
  }

  private static void add(Set<String> said, Statement statement) {
    if (statement instanceof VersionStatement it) {
      said.add(it.recipe() + " " + it.tag().name() + " " + it.tag().object().hex());
    } else if (statement instanceof MovedStatement it) {
      said.add(it.recipe() + " " + it.tag() + " " + it.after().object().hex());
    }
  }

  List<String> faults() {
    return faults;
  }

  /** How many versions of others are served in all. */
  int converging() {
    var count = 0;
    for (var reader : coops) {
      for (var i : reader.follows) {
        count += reader.up().served(coops.get(i).name).size();
      }
    }
    return count;
  }

  /** What happened. */
  @Override
  public String toString() {
    return String.join(", ", told);
  }

  @Override
  public void close() {
    coops.forEach(
        coop -> {
          coop.down();
          coop.shown.close();
        });
  }
}
