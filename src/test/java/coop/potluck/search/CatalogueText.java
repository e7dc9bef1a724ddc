package coop.potluck.search;

import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recipes written as {@code catalogue.txt} is, whose first lines say how. What a recipe must have
 * and a block does not say is made up, so that small catalogues are short.
 */
final class CatalogueText {

  private static final String IMAGES = "app=example:1.0";
  private static final String UPDATED = "2026-01-01";

  /** A recipe as a block tells it; images and overlays in their order, each under its name. */
  record Block(
      RecipeId id,
      String title,
      @Nullable String description,
      @Nullable String summary,
      @Nullable String category,
      @Nullable String status,
      Map<String, String> images,
      List<String> environment,
      Map<String, String> overlays,
      List<String> features,
      List<String> privileges,
      Instant updated,
      @Nullable String readme) {}

  private CatalogueText() {}

  static List<Block> read(Path path) {
    try {
      return read(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Block> read(String text) {
    var blocks = new ArrayList<Block>();
    for (var block : text.split("\n{2,}", -1)) {
      var lines = block.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        blocks.add(block(lines));
      }
    }
    return blocks;
  }

  private static Block block(List<String> lines) {
    var id = lines.get(0).split("/", -1);
    var values = new LinkedHashMap<String, String>();
    for (var line : lines.subList(1, lines.size())) {
      var colon = line.indexOf(": ");
      if (colon < 0 || values.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
        throw new IllegalArgumentException("not one line `key: value`: " + line);
      }
    }
    var block =
        new Block(
            RecipeId.of(id[0], id[1]),
            values.getOrDefault("title", id[1]),
            values.remove("description"),
            values.remove("summary"),
            values.remove("category"),
            values.remove("status"),
            pairs(values.getOrDefault("images", IMAGES), ", "),
            List.copyOf(pairs(values.remove("env"), " ").keySet()),
            pairs(values.remove("overlays"), " "),
            List.copyOf(pairs(values.remove("features"), " ").keySet()),
            List.copyOf(pairs(values.remove("privileges"), " ").keySet()),
            time(values.getOrDefault("updated", UPDATED)),
            values.remove("readme"));
    List.of("title", "images", "updated").forEach(values::remove);
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("unknown in " + lines.get(0) + ": " + values.keySet());
    }
    return block;
  }

  /** A moment, or the noon of a day. */
  private static Instant time(String text) {
    return text.contains("T")
        ? Instant.parse(text)
        : LocalDate.parse(text).atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  /** {@code name=value} or {@code name} alone, whose value is empty. */
  private static Map<String, String> pairs(@Nullable String text, String separator) {
    var pairs = new LinkedHashMap<String, String>();
    if (text != null) {
      for (var pair : text.split(separator, -1)) {
        var equals = pair.indexOf('=');
        pairs.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    return pairs;
  }
}
