import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** 500 queries of nine kinds about invented recipes, in an order that mixes them. */
final class QueryMix {

  private static final int MAX_RARE = 5;
  private static final int READ_FOR_THREE = 400;
  private static final int MAX_SPREAD = 10; // in percent of the recipes, of a word that is sought with others

  private final Invention invention;
  private final SplittableRandom random = new SplittableRandom(500);

  /** How many recipes have a word. */
  private final Map<String, int[]> spread = new HashMap<>();

  private final List<String> rare = new ArrayList<>();
  private final List<String> common = new ArrayList<>();

  QueryMix(Invention invention) {
    this.invention = invention;
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < invention.size(); i++) {
      distinct.clear();
      InventedRecipe recipe = invention.recipe(i);
      distinct.addAll(words(recipe.readmeText()));
      distinct.forEach(word -> spread.computeIfAbsent(word, it -> new int[1])[0]++);
    }
    spread.keySet().stream().sorted().forEach(word -> {
      int recipes = spread.get(word)[0];
      if (recipes <= MAX_RARE && word.length() > 3) {
        rare.add(word);
      } else if (recipes > invention.size() / 2) {
        common.add(word);
      }
    });
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9\u00e9\u00fc]+"));
  }

  List<Asked> queries() {
    Map<String, List<Asked>> kinds = new LinkedHashMap<>();
    kinds.put("rare", some(60, "rare", recipe -> anyOf(rare)));
    kinds.put("common", common());
    kinds.put("three", some(70, "three", this::three));
    kinds.put("prefix", some(60, "prefix", this::prefix));
    kinds.put("typo", some(60, "typo", this::typo));
    kinds.put("joined", some(40, "joined", this::joined));
    kinds.put("phrase", some(40, "phrase", this::phrase));
    kinds.put("field", fields(80));
    kinds.put("facet", facets(40));
    List<Asked> all = new ArrayList<>();
    kinds.values().forEach(all::addAll);
    for (int i = all.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Asked moved = all.get(i);
      all.set(i, all.get(other));
      all.set(other, moved);
    }
    return all;
  }

  private List<Asked> some(int count, String kind, Function<InventedRecipe, String> text) {
    Set<String> texts = new LinkedHashSet<>();
    for (int tries = 0; texts.size() < count && tries < 100 * count; tries++) {
      String made = text.apply(anyRecipe());
      if (!made.isEmpty()) {
        texts.add(made);
      }
    }
    return texts.stream().map(it -> new Asked(kind, it, Map.of())).toList();
  }

  /** Each word that most recipes have, then such words two by two. */
  private List<Asked> common() {
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < common.size() && i < 25; i++) {
      texts.add(anyOf(common));
    }
    while (texts.size() < 50) {
      texts.add(anyOf(common) + " " + anyOf(common));
    }
    return texts.stream().map(it -> new Asked("common", it, Map.of())).toList();
  }

  private String three(InventedRecipe recipe) {
    Set<String> three = new LinkedHashSet<>();
    List<String> words = words(recipe.description() + " " + recipe.readmeText());
    for (int tries = 0; three.size() < 3 && tries < READ_FOR_THREE; tries++) {
      String word = words.get(random.nextInt(words.size()));
      int recipes = spread.getOrDefault(word, new int[1])[0];
      if (word.length() > 2 && recipes * 100 <= invention.size() * (three.isEmpty() ? 100 : MAX_SPREAD)) {
        three.add(word);
      }
    }
    return String.join(" ", three);
  }

  private String prefix(InventedRecipe recipe) {
    String[] parts = recipe.name().split("-");
    String part = parts[random.nextInt(parts.length)];
    return part.substring(0, Math.min(part.length(), random.nextInt(2, 6)));
  }

  /** A name with a letter or two left out, doubled, changed or swapped. */
  private String typo(InventedRecipe recipe) {
    var name = new StringBuilder(recipe.name().split("-")[0]);
    if (name.length() < 5) {
      return "";
    }
    for (int edits = name.length() > 8 && random.nextInt(5) == 0 ? 2 : 1; edits > 0; edits--) {
      int at = random.nextInt(1, name.length() - 1);
      char letter = name.charAt(at);
      switch (random.nextInt(4)) {
        case 0 -> name.deleteCharAt(at);
        case 1 -> name.insert(at, letter);
        case 2 -> name.setCharAt(at, (char) ('a' + random.nextInt(26)));
        default -> name.replace(at, at + 2, "" + name.charAt(at + 1) + letter);
      }
    }
    return spread.containsKey(name.toString()) ? "" : name.toString();
  }

  /** A name of several words, written otherwise. */
  private String joined(InventedRecipe recipe) {
    String name = recipe.name();
    if (!name.contains("-")) {
      return "";
    }
    return switch (random.nextInt(4)) {
      case 0 -> name.replace("-", "");
      case 1 -> name.replace('-', '_');
      case 2 -> name.replace('-', ' ');
      default -> name.toUpperCase(Locale.ROOT);
    };
  }

  private String phrase(InventedRecipe recipe) {
    String paragraph = recipe.readme().get(random.nextInt(recipe.readme().size()));
    String[] words = paragraph.split("\\. ")[0].replace(".", "").split(" ");
    int length = Math.min(words.length, random.nextInt(2, 5));
    int from = random.nextInt(words.length - length + 1);
    return "\"" + String.join(" ", List.of(words).subList(from, from + length)) + "\"";
  }

  private List<Asked> fields(int count) {
    List<Asked> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      InventedRecipe recipe = anyRecipe();
      String image = recipe.services().get(recipe.services().size() - 1).image().split(":")[0];
      String text =
          switch (i % 10) {
            case 0 -> "category:" + recipe.category() + " " + subject(recipe);
            case 1 -> "image:" + (i % 20 == 1 ? "postgres" : image);
            case 2 -> "image:" + (i % 20 == 2 ? "redis" : image) + " " + subject(recipe);
            case 3 -> "needs:traefik " + subject(recipe);
            case 4 -> "status:>=3 " + subject(recipe);
            case 5 -> "env:" + recipe.environment().get(0).toLowerCase(Locale.ROOT);
            case 6 -> "service:db " + subject(recipe);
            case 7 -> "privilege:docker_socket " + subject(recipe);
            case 8 -> "coop:" + recipe.coop() + " name:" + recipe.name().split("-")[0];
            default -> "updated:>2024-01-01 feature:sso " + subject(recipe);
          };
      all.add(new Asked("field", text, Map.of()));
    }
    return all;
  }

  /** Filters of the interface beside a word, as a visitor of a site sets them. */
  private List<Asked> facets(int count) {
    List<Asked> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      InventedRecipe recipe = anyRecipe();
      Map<String, String> filters = new LinkedHashMap<>();
      filters.put("category", recipe.category());
      if (i % 2 == 0) {
        filters.put("min_status", "" + (1 + i % 3));
      }
      if (i % 4 == 1) {
        filters.put("coop", recipe.coop());
      }
      if (i % 5 == 2) {
        filters.put("feature", "backups");
      }
      all.add(new Asked("facet", i % 3 == 0 ? anyOf(common) : subject(recipe), filters));
    }
    return all;
  }

  /** A word of the recipe's text that says something. */
  private String subject(InventedRecipe recipe) {
    List<String> words = words(recipe.readmeText());
    for (int tries = 0; tries < READ_FOR_THREE; tries++) {
      String word = words.get(random.nextInt(words.size()));
      if (word.length() > 3 && spread.get(word)[0] * 2 < invention.size()) {
        return word;
      }
    }
    return "server";
  }

  private InventedRecipe anyRecipe() {
    return invention.recipe(random.nextInt(invention.size()));
  }

  private String anyOf(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
