package coop.potluck.search;

import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recipes of {@code catalogue.txt}, whose first lines say how it is written. */
final class CatalogueText {

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
      LocalDate updated,
      @Nullable String readme) {}

  private CatalogueText() {}

  static List<Block> read(Path path) {
    try {
      var blocks = new ArrayList<Block>();
      for (var text : Files.readString(path).split("\n{2,}", -1)) {
        var lines = text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
        if (!lines.isEmpty()) {
          blocks.add(block(lines));
        }
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
            values.remove("title"),
            values.remove("description"),
            values.remove("summary"),
            values.remove("category"),
            values.remove("status"),
            pairs(values.remove("images"), ", "),
            List.copyOf(pairs(values.remove("env"), " ").keySet()),
            pairs(values.remove("overlays"), " "),
            List.copyOf(pairs(values.remove("features"), " ").keySet()),
            List.copyOf(pairs(values.remove("privileges"), " ").keySet()),
            LocalDate.parse(values.remove("updated")),
            values.remove("readme"));
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("unknown in " + lines.get(0) + ": " + values.keySet());
    }
    return block;
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
