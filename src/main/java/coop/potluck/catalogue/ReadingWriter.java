package coop.potluck.catalogue;

import coop.potluck.database.Rows;
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
  private long lastId;
  private final PartRows parts = new PartRows();
  private final Rows objects =
      new Rows(
          "INSERT INTO objects (sha256, schema, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  private final Rows readings =
      new Rows(
          """
          INSERT INTO readings (recipe_id, state, reason, object_id, parser_schema, digest, title,
            summary, category, status, features, id)
          VALUES (?, ?, ?, (SELECT id FROM objects WHERE sha256 = ?), ?, ?, ?, ?, ?, ?, ?, ?)
          """);
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
    // what refers to readings may be written before them
    handle.execute("PRAGMA defer_foreign_keys = ON");
  }

  /** The new reading's number, which is its own once all is finished. */
  long add(PreparedReading reading) {
    if (lastId == 0) {
      lastId =
          handle.createQuery("SELECT coalesce(max(id), 0) FROM readings").mapTo(Long.class).one();
    }
    lastId++;
    addObject(reading.object());
    readings.add(values(reading, lastId));
    addParts(lastId, reading);
    return lastId;
  }

  /** Puts a reading in the place of another one. */
  void replace(long id, PreparedReading reading) {
    PartRows.delete(handle, id);
    handle.execute("DELETE FROM files WHERE reading_id = ?", id);
    handle.execute("DELETE FROM problems WHERE reading_id = ?", id);
    addObject(reading.object());
    objects.write(handle);
    handle.execute(
        """
        UPDATE readings SET (recipe_id, state, reason, object_id, parser_schema, digest, title,
            summary, category, status, features)
          = (?, ?, ?, (SELECT id FROM objects WHERE sha256 = ?), ?, ?, ?, ?, ?, ?, ?)
        WHERE id = ?
        """,
        values(reading, id));
    addParts(id, reading);
  }

  /** Notes that this parser too reads it so. */
  void confirm(long id) {
    handle.execute("UPDATE readings SET parser_schema = ? WHERE id = ?", parserSchema, id);
  }

  private @Nullable Object[] values(PreparedReading reading, long id) {
    var content = reading.content();
    return new @Nullable Object[] {
      recipe,
      reading.state(),
      reading.reason(),
      reading.object() == null ? null : reading.object().sha256(),
      parserSchema,
      reading.digest(),
      content == null ? null : content.title(),
      content == null ? null : content.summary(),
      content == null ? null : FeatureNames.category(content.claimed()),
      content == null ? null : content.claimed().status(),
      content == null ? "" : FeatureNames.of(content),
      id
    };
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

  private void addObject(@Nullable RecipeObject object) {
    if (object != null) {
      objects.add(object.sha256(), object.schema(), object.bytes());
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
    texts.write(handle);
    contents.clear();
    objects.write(handle);
    readings.write(handle);
    files.write(handle);
    problems.write(handle);
    parts.insert(handle);
  }
}
