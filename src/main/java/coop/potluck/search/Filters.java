package coop.potluck.search;

import coop.potluck.recipe.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The conditions of one query. Each is one of the texts below, whatever was asked for: what comes
 * from outside is bound, never written into them. Leaving out those that are not asked for lets
 * SQLite pick the index of those that are.
 */
final class Filters {

  private static final int MAX_WORDS = 16;

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Filters() {
    conditions.add("r.served = 1");
  }

  static Filters of(RecipeQuery query) {
    var filters = new Filters();
    for (var coop : query.filters().getOrDefault(Facet.COOP, List.of())) {
      filters.add("c.alias = :coop", "coop", coop);
    }
    for (var category : query.filters().getOrDefault(Facet.CATEGORY, List.of())) {
      filters.add("r.category = :category COLLATE NOCASE", "category", category);
    }
    for (var feature : query.features()) {
      filters.addFeature(feature);
    }
    if (query.minStatus() != null) {
      filters.add("r.by_status <= -:status", "status", query.minStatus());
    }
    for (var needs : query.filters().getOrDefault(Facet.NEEDS, List.of())) {
      filters.add(
          "r.id IN (SELECT recipe_id FROM recipe_facts WHERE kind = 'needs' AND value = :needs)",
          "needs",
          needs);
    }
    for (var privilege : query.filters().getOrDefault(Facet.PRIVILEGE, List.of())) {
      filters.add(
          "r.id IN (SELECT recipe_id FROM recipe_facts"
              + " WHERE kind = 'privilege' AND value = :privilege)",
          "privilege",
          privilege);
    }
    if (query.image() != null) {
      filters.addImage(query.image());
    }
    if (query.text() != null) {
      filters.addWords(query.text());
    }
    return filters;
  }

  private void addFeature(String name) {
    // A comma parts the names in the column, so none of them has one.
    var sought = name.indexOf(',') < 0 ? "," + name + "," : ",,";
    add("instr(r.features, :feature) > 0", "feature", sought);
  }

  private void addImage(String name) {
    var image = ImageReference.parse(name).orElse(null);
    if (image == null) {
      conditions.add("0");
      return;
    }
    add(
        "r.id IN (SELECT recipe_id FROM recipe_facts WHERE kind = 'image' AND value = :image)",
        "image",
        image.shortName());
    var registry = name.startsWith(image.registry() + "/") ? image.registry() : null;
    if (registry == null && image.tag() == null) {
      return;
    }
    var service =
        new StringBuilder(
            "EXISTS (SELECT 1 FROM services s"
                + " WHERE s.reading_id = r.facts_id AND s.short_name = :image");
    if (registry != null) {
      service.append(" AND s.registry = :registry");
      values.put("registry", registry);
    }
    if (image.tag() != null) {
      service.append(" AND s.image_tag = :imageTag");
      values.put("imageTag", image.tag());
    }
    conditions.add(service.append(")").toString());
  }

  /** Each word by itself; what is beyond the first few narrows nothing any more. */
  private void addWords(String text) {
    var words = text.toLowerCase(Locale.ROOT).strip().split("\\s+", MAX_WORDS + 1);
    for (var i = 0; i < Math.min(words.length, MAX_WORDS); i++) {
      if (!words[i].isEmpty()) {
        add(
            "instr(lower(r.name || ' ' || coalesce(r.description, '')), :word" + i + ") > 0",
            "word" + i,
            words[i]);
      }
    }
  }

  private void add(String condition, String name, Object value) {
    conditions.add(condition);
    values.put(name, value);
  }

  /** The conditions, joined. */
  String where() {
    return String.join(" AND ", conditions);
  }

  /** The values of their parameters. */
  Map<String, Object> values() {
    return values;
  }
}
