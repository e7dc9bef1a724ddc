package coop.potluck.peer;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.MovedStatement;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Statement;
import coop.potluck.federation.VersionStatement;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A co-op of a story: what its maintainers have, and its node, whether that is up or not. */
final class StoryCoop implements AutoCloseable {

  private static final int RECIPES = 4;

  /** A list that is much shorter than before would be held back, which is another story. */
  private static final int LEFT = 3;

  final String name;
  private final Random random;
  private final Path folder;
  private final SigningKey key;
  private final ShownNode shown = new ShownNode();
  private final Map<String, Map<String, Tag>> recipes = new TreeMap<>();
  private final Set<String> said = new HashSet<>();
  private List<PeerSettings> follows = List.of();
  private @Nullable SmallNode node;
  private int untilDeath = -1;

  /** A sudden death. */
  private static final class DeathException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  StoryCoop(Path folder, String name, Random random, Predicate<String> cutFrom) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.name = name;
    this.random = random;
    this.key = SigningKey.generate(SmallNode.origin(name), SignatureType.NOTE, new SecureRandom());
    shown.cut = cutFrom;
    for (var i = 0; i < RECIPES; i++) {
      recipes.put("app" + i, new TreeMap<>());
    }
  }

  /** How another one follows it. */
  PeerSettings asPeerOf(StoryCoop reader) {
    return new PeerSettings(
        shown.url(reader.name),
        key.verifierKey(),
        List.of(),
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

  /** Begins with a version of each recipe. */
  void begin(List<PeerSettings> peers) {
    follows = List.copyOf(peers);
    list(Set.of());
    List.copyOf(recipes.keySet()).forEach(this::addTag);
    publish();
  }

  /** Its node, which is started if need be. */
  SmallNode up() {
    var now = node;
    if (now == null) {
      now = new SmallNode(folder, name, key, () -> follows, this::mayDie);
      node = now;
      shown.logs = now.logs;
    }
    return now;
  }

  boolean isUp() {
    return node != null;
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

  /** It dies when so many points more are passed by what it does next. */
  void dieAfter(int points) {
    untilDeath = points;
  }

  /** Does it; whether it lived. */
  boolean live(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      if (!hasDied(e)) {
        throw e;
      }
      down();
      return false;
    } finally {
      untilDeath = -1;
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

  void publish() {
    up().publish();
    learn();
  }

  /** What its log says; nobody can have read more, since it was asked each time that it grew. */
  Set<String> said() {
    if (isUp()) {
      learn();
    }
    return said;
  }

  private void learn() {
    for (var statement : up().said()) {
      if (statement instanceof VersionStatement it) {
        said.add(it.recipe() + " " + it.tag().name() + " " + it.tag().object().hex());
      } else if (statement instanceof MovedStatement it) {
        said.add(it.recipe() + " " + it.tag() + " " + it.after().object().hex());
      }
    }
  }

  /** What its log says of other co-ops. */
  List<Statement> echoes() {
    return up().said().stream()
        .filter(
            statement ->
                statement instanceof Statement.Said it && !it.coop().equals(SmallNode.domain(name)))
        .toList();
  }

  void addTag() {
    addTag(any(recipes));
  }

  private void addTag(String recipe) {
    var number = random.nextInt(1_000);
    setTag(recipe, "1." + number + ".0+1." + number);
  }

  /** A recipe that it died over while it brought that back has no tags yet. */
  void moveTag() {
    var recipe = any(recipes);
    if (tags(recipe).isEmpty()) {
      addTag(recipe);
    } else {
      setTag(recipe, any(tags(recipe)));
    }
  }

  private void setTag(String recipe, String tag) {
    var variant = name + recipe + random.nextInt();
    tags(recipe).put(tag, SampleRecipes.tag(tag, variant, SampleRecipes.DAY));
    store(recipe);
  }

  void dropTag() {
    var recipe = any(recipes);
    var tags = tags(recipe);
    if (tags.size() > 1) {
      tags.remove(any(tags));
      store(recipe);
    }
  }

  /** Takes a recipe back, or has one again that was taken back. */
  void dropOrBringBack() {
    if (recipes.size() > LEFT) {
      var recipe = any(recipes);
      recipes.remove(recipe);
      list(Set.of(recipe));
      return;
    }
    for (var i = 0; i < RECIPES; i++) {
      if (recipes.putIfAbsent("app" + i, new TreeMap<>()) == null) {
        list(Set.of());
        addTag("app" + i);
      }
    }
  }

  private void list(Set<String> withdrawn) {
    up().list(recipes.keySet(), withdrawn);
  }

  private void store(String recipe) {
    up().store(recipe, List.copyOf(tags(recipe).values()));
  }

  private Map<String, Tag> tags(String recipe) {
    return Objects.requireNonNull(recipes.get(recipe));
  }

  private String any(Map<String, ?> map) {
    return List.copyOf(map.keySet()).get(random.nextInt(map.size()));
  }

  @Override
  public void close() {
    down();
    shown.close();
  }
}
