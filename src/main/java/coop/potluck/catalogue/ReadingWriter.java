package coop.potluck.catalogue;

import coop.potluck.object.RecipeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes the readings of one sync, their files, parts and problems; {@link #finish} at the end. */
final class ReadingWriter {

  private final Handle handle;
  private final long recipe;
  private final int parserSchema;
  private final PartRows parts = new PartRows();
  private final Map<String, byte @Nullable []> contents = new LinkedHashMap<>();
  private final Rows files =
      new Rows(
          """
          INSERT INTO files (reading_id, path, kind, size, content_id)
          VALUES (?, ?, ?, ?, (SELECT id FROM contents WHERE sha256 = ?))
          """);
  private final Rows problems =
      new Rows(
          """
          INSERT INTO problems (recipe_id, reading_id, kind, place, expected)
          VALUES (?, ?, ?, ?, ?)
          """);

  ReadingWriter(Handle handle, long recipe, int parserSchema) {
    this.handle = handle;
    this.recipe = recipe;
    this.parserSchema = parserSchema;
  }

  /** The new reading's number. */
  long add(PreparedReading reading) {
    handle.execute(
        """
        INSERT INTO readings (recipe_id, state, reason, object_id, parser_schema, digest, title,
          summary, category, status, features)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values(reading, recipe));
    var id = handle.createQuery("SELECT last_insert_rowid()").mapTo(Long.class).one();
    addParts(id, reading);
    return id;
  }

  /** Puts a reading in the place of another one. */
  void replace(long id, PreparedReading reading) {
    PartRows.delete(handle, id);
    handle.execute("DELETE FROM files WHERE reading_id = ?", id);
    handle.execute("DELETE FROM problems WHERE reading_id = ?", id);
    handle.execute(
        """
        UPDATE readings SET (recipe_id, state, reason, object_id, parser_schema, digest, title,
          summary, category, status, features) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        WHERE id = ?
        """,
        values(reading, recipe, id));
    addParts(id, reading);
  }

  /** Notes that this parser too reads it so. */
  void confirm(long id) {
    handle.execute("UPDATE readings SET parser_schema = ? WHERE id = ?", parserSchema, id);
  }

  private @Nullable Object[] values(PreparedReading reading, @Nullable Object... around) {
    var content = reading.content();
    var values = new @Nullable Object[10 + around.length];
    values[0] = around[0];
    values[1] = reading.state();
    values[2] = reading.reason();
    values[3] = reading.object() == null ? null : objectId(reading.object());
    values[4] = parserSchema;
    values[5] = reading.digest();
    values[6] = content == null ? null : content.title();
    values[7] = content == null ? null : content.summary();
    values[8] = content == null ? null : FeatureNames.category(content.claimed());
    values[9] = content == null ? null : content.claimed().status();
    values[10] = content == null ? "" : FeatureNames.of(content);
    System.arraycopy(around, 1, values, 11, around.length - 1);
    return values;
  }

  private long objectId(RecipeObject object) {
    handle.execute(
        "INSERT INTO objects (sha256, schema, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        object.sha256(),
        object.schema(),
        object.bytes());
    return handle
        .createQuery("SELECT id FROM objects WHERE sha256 = :sha256")
        .bind("sha256", object.sha256())
        .mapTo(Long.class)
        .one();
  }

  private void addParts(long id, PreparedReading reading) {
    if (reading.content() != null) {
      parts.add(id, reading.content());
    }
    for (var file : reading.files()) {
      if (file.sha256() != null) {
        contents.put(file.sha256(), file.text());
      }
      files.add(id, file.path(), file.kind().name(), file.size(), file.sha256());
    }
    for (var found : reading.problems()) {
      problems.add(
          recipe, id, found.kind().text(), found.problem().where(), found.problem().expected());
    }
  }

  /** Writes what was gathered, each table's rows together. */
  void finish() {
    var texts =
        new Rows(
            """
            INSERT INTO contents (sha256, bytes) VALUES (?, ?)
            ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes
            WHERE bytes IS NULL AND excluded.bytes IS NOT NULL
            """);
    contents.forEach(texts::add);
    texts.insert(handle);
    contents.clear();
    files.insert(handle);
    problems.insert(handle);
    parts.insert(handle);
  }
}
