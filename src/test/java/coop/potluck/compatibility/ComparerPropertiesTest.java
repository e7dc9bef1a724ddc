package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of any recipe: versions are walks of random changes to files that are really read. */
class ComparerPropertiesTest {

  private static final List<View> VIEWS =
      List.of(new View.Defaults(), new View.Overlays(List.of("base")), new View.Abra());

  private final Comparer comparer = new Comparer();

  @Property(tries = 100)
  void nothing_differs_from_itself(@ForAll long seed) {
    for (var content : walk(seed, 2)) {
      for (var view : VIEWS) {
        assertThat(comparer.differences(content, content, view)).isEmpty();
      }
    }
  }

  @Property(tries = 100)
  void the_way_back_mirrors_the_way_there(@ForAll long seed) {
    var contents = walk(seed, 2);
    for (var view : VIEWS) {
      var there = comparer.differences(contents.get(0), contents.get(1), view);
      var back = comparer.differences(contents.get(1), contents.get(0), view);
      assertThat(AddingUp.mirrored(back)).isEqualTo(AddingUp.sides(there));
    }
  }

  @Property(tries = 100)
  void the_hops_add_up(@ForAll long seed, @ForAll @IntRange(min = 3, max = 6) int versions) {
    var contents = walk(seed, versions);
    for (var view : VIEWS) {
      var hops = new ArrayList<List<Difference>>();
      for (var i = 1; i < contents.size(); i++) {
        hops.add(comparer.differences(contents.get(i - 1), contents.get(i), view));
      }
      var direct = comparer.differences(contents.get(0), contents.get(contents.size() - 1), view);
      assertThat(AddingUp.of(hops)).isEqualTo(AddingUp.of(List.of(direct)));
    }
  }

  @Property(tries = 100)
  void parts_ask_for_nothing_and_differences_are_in_order(@ForAll long seed) {
    var contents = walk(seed, 2);
    var differences = comparer.differences(contents.get(0), contents.get(1), new View.Defaults());
    assertThat(differences)
        .filteredOn(Difference::part)
        .allMatch(it -> it.action() == Action.NONE && it.risk() == Risk.NONE);
    assertThat(differences)
        .extracting(it -> new FactKey(it.aspect(), it.overlay(), it.service(), it.subject()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void the_order_of_releases_is_total(@ForAll long seed) {
    var random = new Random(seed);
    var three = List.of(release(random), release(random), release(random));
    for (var a : three) {
      for (var b : three) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.tag().equals(b.tag()));
        for (var c : three) {
          if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isNotPositive();
          }
        }
      }
    }
  }

  private static Release release(Random random) {
    var recipe = random.nextInt(2) + "." + random.nextInt(2) + "." + random.nextInt(2);
    var tag = random.nextBoolean() ? recipe + "+" + random.nextInt(3) : "v" + recipe;
    return ComparingCase.release(tag, random.nextInt(3));
  }

  private static List<RecipeContent> walk(long seed, int versions) {
    var random = new Random(seed);
    var recipe = new RandomRecipe(random);
    var contents = new ArrayList<RecipeContent>();
    for (var i = 0; i < versions; i++) {
      recipe.change();
      contents.add(ComparingCase.content(recipe.files()));
    }
    return contents;
  }

  /** Few names, so that what goes comes back and things meet. */
  private static final class RandomRecipe {

    private final Random random;
    private final Map<String, Map<String, String>> parts = new LinkedHashMap<>();

    RandomRecipe(Random random) {
      this.random = random;
      for (var i = 0; i < 25; i++) {
        one();
      }
    }

    void change() {
      for (var i = random.nextInt(12); i >= 0; i--) {
        one();
      }
    }

    private void one() {
      var file = pick("compose.yml", "compose.base.yml", "compose.x.yml", "compose.on.yml");
      var service = pick("app", "db", "web");
      var name = pick("a", "b");
      switch (random.nextInt(14)) {
        case 0, 1 ->
            put(
                file + " services " + service,
                "image",
                pick("wiki:1", "db:1", "db:2.1", "x/db:${TAG}"));
        case 2 ->
            put(
                file + " services " + service,
                "environment",
                "{" + pick("A", "B") + ": " + pick("1", "\"${K1}\"", "\"${K2:-2}\"") + "}");
        case 3 ->
            put(
                file + " services " + service,
                "volumes",
                "[\"" + name + ":" + pick("/a", "/b") + pick("", ":ro") + "\"]");
        case 4 -> put(file + " services " + service, "secrets", "[" + name + "]");
        case 5 ->
            put(
                file + " services " + service,
                "deploy",
                "{labels: {backupbot.backup: \"" + pick("true", "false") + "\", x: " + name + "}}");
        case 6 ->
            put(
                file + " services " + service,
                pick("user", "command", "privileged"),
                pick("true", "\"1\""));
        case 7 -> put(file + " services " + service, "ports", "[\"" + pick("80", "81") + ":80\"]");
        case 8 -> put(file + " volumes", name, pick("{}", "{external: true}"));
        case 9 ->
            put(
                file + " networks",
                name,
                pick("{}", "{external: true}", "{external: true, name: proxy}"));
        case 10 ->
            put(
                file + " secrets",
                name,
                pick("{file: f}", "{external: true, name: \"s_${SECRET_" + name + "_VERSION}\"}"));
        case 11 ->
            put(
                file + " configs",
                name,
                "{name: \"c_${" + name + "_VERSION}\", file: " + pick("f", "g") + "}");
        case 12 -> put(pick("f", "g"), "", pick("1", "2", "3"));
        default ->
            put(
                pick(".env.sample", "#.env.sample"),
                pick("TAG", "K1", "K2", "SECRET_a_VERSION"),
                pick("", "1", "2", "v1"));
      }
      if (random.nextInt(4) == 0) {
        parts.remove(List.copyOf(parts.keySet()).get(random.nextInt(parts.size())));
      }
    }

    private void put(String part, String key, String value) {
      parts.computeIfAbsent(part, unseen -> new LinkedHashMap<>()).put(key, value);
    }

    private String pick(String... choices) {
      return choices[random.nextInt(choices.length)];
    }

    Map<String, String> files() {
      var files = new LinkedHashMap<String, String>();
      for (var path :
          List.of("compose.yml", "compose.base.yml", "compose.x.yml", "compose.on.yml")) {
        var compose = new StringBuilder();
        if (path.equals("compose.yml")) {
          compose.append("x-a: 1\nservices:\n  always: {image: \"i:1\"}\n");
        } else {
          compose.append("services:\n  ").append("more: {image: \"i:1\"}\n");
        }
        for (var service : List.of("app", "db", "web")) {
          var fields = parts.get(path + " services " + service);
          if (fields != null) {
            compose.append("  ").append(service).append(":\n");
            fields.forEach(
                (key, value) ->
                    compose.append("    ").append(key).append(": ").append(value).append('\n'));
          }
        }
        for (var section : List.of("volumes", "networks", "secrets", "configs")) {
          var items = parts.get(path + " " + section);
          if (items != null) {
            compose.append(section).append(":\n");
            items.forEach(
                (key, value) ->
                    compose.append("  ").append(key).append(": ").append(value).append('\n'));
          }
        }
        files.put(path, compose.toString());
      }
      var sample =
          new StringBuilder(
              "COMPOSE_FILE=compose.yml"
                  + (parts.containsKey("f") ? ":compose.on.yml" : "")
                  + "\n");
      for (var optional : List.of("", "#")) {
        parts
            .getOrDefault(optional + ".env.sample", Map.of())
            .forEach(
                (key, value) ->
                    sample.append(optional).append(key).append('=').append(value).append('\n'));
      }
      files.put(".env.sample", sample.toString());
      files.put(
          "abra.sh",
          "export a_VERSION=v" + parts.getOrDefault("g", Map.of()).getOrDefault("", "0") + "\n");
      for (var path : List.of("f", "g")) {
        if (parts.containsKey(path)) {
          files.put(path, String.join("", parts.getOrDefault(path, Map.of()).values()));
        }
      }
      return files;
    }
  }
}
