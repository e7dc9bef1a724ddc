package coop.potluck.compatibility;

import coop.potluck.compatibility.EndOfLife.Cycle;
import coop.potluck.compatibility.EndOfLife.Read;
import coop.potluck.compatibility.EndOfLife.Source;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file of dates; its shape is told at the top of the one that comes with the program. */
final class EndOfLifeFile {

  static final int MAX_CHARACTERS = 512 * 1024;
  static final int MAX_LINES = 20_000;
  static final int MAX_PROBLEMS = 20;

  private static final String PRODUCT = "product ";
  private static final String IMAGES = "images ";
  private static final Pattern PRODUCT_NAME = Pattern.compile("[\\p{L}0-9][\\p{L}0-9 .+-]{0,39}");
  private static final Pattern CYCLE = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9}){0,3}");
  private static final Pattern LETTERS = Pattern.compile("[a-z]{1,20}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{2,39}");

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, Cycle> names = new LinkedHashMap<>();
  private final Map<String, Map<String, Cycle>> products = new HashMap<>();
  private @Nullable String product;

  EndOfLifeFile(String file) {
    this.file = file;
  }

  /** Reads once. */
  Read read(String text) {
    if (text.length() > MAX_CHARACTERS || text.lines().limit(MAX_LINES + 1).count() > MAX_LINES) {
      problems.add(
          new Problem(
              file,
              "expected at most %d characters in %d lines".formatted(MAX_CHARACTERS, MAX_LINES)));
      return new Read.Rejected(problems);
    }
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      var comment = line.indexOf('#');
      var said = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!said.isEmpty()) {
        line(file + ":" + number, said.replaceAll("\\s+", " "));
      }
    }
    if (products.values().stream().allMatch(Map::isEmpty)) {
      problem(file, "expected at least one product with one date");
    }
    return problems.isEmpty()
        ? new Read.Dates(new EndOfLife(sources, names, sha256(text)))
        : new Read.Rejected(problems);
  }

  private void line(String where, String said) {
    if (said.startsWith(PRODUCT)) {
      product(where, said.substring(PRODUCT.length()));
    } else if (product == null) {
      problem(where, "expected a product first, such as: product PostgreSQL");
    } else if (said.startsWith(IMAGES)) {
      for (var image : said.substring(IMAGES.length()).split(" ", -1)) {
        image(where, image, cyclesOf(product));
      }
    } else {
      cycle(where, said.split(" ", -1), product, cyclesOf(product));
    }
  }

  private Map<String, Cycle> cyclesOf(String name) {
    return products.computeIfAbsent(name, it -> new LinkedHashMap<>());
  }

  private void product(String where, String name) {
    if (!PRODUCT_NAME.matcher(name).matches()) {
      problem(where, "expected a product's name of at most 40 letters, digits, blanks and .+-");
    } else if (products.containsKey(name)) {
      problem(where, "expected " + name + " once");
    } else {
      cyclesOf(name);
    }
    product = name;
  }

  private void image(String where, String text, Map<String, Cycle> cycles) {
    var image = ImageReference.parse(text);
    if (image.isEmpty() || image.get().digest() != null) {
      problem(where, "expected images such as postgres or quay.io/keycloak/keycloak, not " + text);
      return;
    }
    var after = image.get().tag();
    if (after != null && !LETTERS.matcher(after).matches()) {
      problem(where, "expected lower-case letters after the colon of " + text);
      return;
    }
    var key = image.get().registry() + "/" + image.get().path();
    if (sources.put(key, Source.of(after, cycles)) != null) {
      problem(where, "expected " + text + " once");
    }
  }

  private void cycle(String where, String[] words, String product, Map<String, Cycle> cycles) {
    var ends = words.length < 2 ? null : date(words[1]);
    if (ends == null || !CYCLE.matcher(words[0]).matches()) {
      problem(where, "expected images, or numbers and the last day with fixes: 9.6 2021-11-11");
      return;
    }
    var cycle = new Cycle(product, words[0], ends);
    if (cycles.put(words[0], cycle) != null) {
      problem(where, "expected " + product + " " + words[0] + " once");
    }
    for (var name : List.of(words).subList(2, words.length)) {
      if (!NAME.matcher(name).matches()) {
        problem(where, "expected names of 3 to 40 lower-case letters, digits, dots and dashes");
      } else if (names.put(name, cycle) != null) {
        problem(where, "expected the name " + name + " once");
      }
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void problem(String where, String expected) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(where, expected));
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
