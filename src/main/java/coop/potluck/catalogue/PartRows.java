package coop.potluck.catalogue;

import coop.potluck.database.Rows;
import coop.potluck.recipe.Composition;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The parts of parsed contents on their way into their tables, those of many versions at once. */
final class PartRows {

  private static final Map<String, Integer> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("services", 12);
    COLUMNS.put("abra_images", 5);
    COLUMNS.put("env_keys", 6);
    COLUMNS.put("secrets", 10);
    COLUMNS.put("volumes", 5);
    COLUMNS.put("configs", 9);
    COLUMNS.put("overlays", 6);
    COLUMNS.put("labels", 7);
    COLUMNS.put("needs", 5);
    COLUMNS.put("privileges", 6);
    COLUMNS.put("traits", 4);
  }

  private final Map<String, Rows> tables = new LinkedHashMap<>();

  PartRows() {
    COLUMNS.forEach(
        (table, columns) ->
            tables.put(
                table,
                new Rows("INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")")));
  }

  /** Takes away the parts of a reading that is about to be replaced. */
  static void delete(Handle handle, long reading) {
    COLUMNS
        .keySet()
        .forEach(
            table -> handle.execute("DELETE FROM " + table + " WHERE reading_id = ?", reading));
  }

  void insert(Handle handle) {
    tables.values().forEach(rows -> rows.write(handle));
  }

  void add(long reading, RecipeContent content) {
    var parts = new OfOneReading(reading);
    parts.composition("", content.composition());
    for (var overlay : content.overlays()) {
      parts.add("overlays", overlay.name(), overlay.path(), overlay.byDefault(), overlay.offered());
      parts.composition(overlay.name(), overlay.additions());
    }
    content
        .abraImages()
        .forEach(it -> parts.add("abra_images", it.service(), it.image(), it.tag()));
    content
        .environment()
        .forEach(it -> parts.add("env_keys", it.key(), it.value(), it.comment(), it.optional()));
    content.needs().forEach(it -> parts.add("needs", it.name(), it.because(), it.optional()));
    content
        .privileges()
        .forEach(
            it ->
                parts.add(
                    "privileges", it.kind().text(), it.service(), it.detail(), it.optional()));
    content.architectures().forEach(it -> parts.add("traits", "architecture", it));
    if (content.designation() != null) {
      parts.add("traits", "designation", content.designation());
    }
    FeatureNames.claimed(content).forEach(it -> parts.add("traits", "claimed", it));
    FeatureNames.computed(content).forEach(it -> parts.add("traits", "computed", it));
  }

  /** Numbers the rows of one reading, so that names that stand twice do no harm. */
  private final class OfOneReading {
    private final long reading;
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    OfOneReading(long reading) {
      this.reading = reading;
    }

    void add(String table, @Nullable Object... values) {
      var row = new @Nullable Object[values.length + 2];
      row[0] = reading;
      row[1] = positions.merge(table, 1, Integer::sum) - 1;
      System.arraycopy(values, 0, row, 2, values.length);
      var rows = tables.get(table);
      if (rows == null) {
        throw new IllegalArgumentException("no table of parts: " + table);
      }
      rows.add(row);
    }

    void composition(String overlay, Composition composition) {
      composition.services().forEach(service -> service(overlay, service));
      for (var it : composition.secrets()) {
        add(
            "secrets",
            overlay,
            it.name(),
            it.external(),
            it.versionKey(),
            it.version(),
            it.length(),
            it.charset(),
            it.generate());
      }
      composition.volumes().forEach(it -> add("volumes", overlay, it.name(), it.external()));
      for (var it : composition.configs()) {
        add(
            "configs",
            overlay,
            it.name(),
            it.external(),
            it.file(),
            it.sha256(),
            it.versionKey(),
            it.version());
      }
    }

    private void service(String overlay, Service service) {
      var image = service.image();
      add(
          "services",
          overlay,
          service.name(),
          service.imageText(),
          image == null ? null : image.registry(),
          image == null ? null : image.path(),
          image == null ? null : image.tag(),
          image == null ? null : image.digest(),
          image == null ? null : image.shortName(),
          service.healthcheck(),
          service.privileged());
      for (var label : service.labels()) {
        add("labels", overlay, service.name(), label.key(), label.value(), label.deploy());
      }
    }
  }
}
