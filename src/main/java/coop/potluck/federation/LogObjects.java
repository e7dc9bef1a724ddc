package coop.potluck.federation;

import coop.potluck.database.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The objects that statements of any log name, by their hash, within one transaction. */
final class LogObjects {

  interface ObjectSql {

    @SqlQuery(
        """
        SELECT coalesce(l.bytes, o.bytes) FROM log_objects l
          LEFT JOIN objects o ON o.id = l.object_id
        WHERE l.sha256 = :sha256
        """)
    Optional<byte[]> find(String sha256);

    @SqlQuery("SELECT count(*) FROM log_objects WHERE sha256 = :sha256")
    boolean has(String sha256);

    /** Points to what was parsed here, if that is the object. */
    @SqlUpdate(
        """
        INSERT INTO log_objects (sha256, object_id) SELECT sha256, id FROM objects
        WHERE sha256 = :sha256 ON CONFLICT DO NOTHING
        """)
    int insertParsed(String sha256);
  }

  /** Points to what was parsed here, if that is the object. */
  private static final String INSERT =
      """
      INSERT INTO log_objects (sha256, bytes, object_id)
      SELECT w.sha256, iif(o.id IS NULL, w.bytes, NULL), o.id
      FROM (SELECT ? AS sha256, ? AS bytes) w LEFT JOIN objects o ON o.sha256 = w.sha256
      WHERE true ON CONFLICT DO NOTHING
      """;

  private final Handle handle;
  private final ObjectSql sql;

  /** Those that {@link #finish} writes, by their names. */
  private final Map<String, byte[]> fresh = new LinkedHashMap<>();

  LogObjects(Handle handle) {
    this.handle = handle;
    this.sql = handle.attach(ObjectSql.class);
  }

  Optional<byte[]> find(Hash sha256) {
    var bytes = fresh.get(sha256.hex());
    return bytes != null ? Optional.of(bytes) : sql.find(sha256.hex());
  }

  boolean has(Hash sha256) {
    return fresh.containsKey(sha256.hex()) || sql.has(sha256.hex());
  }

  /** Keeps objects for ever. */
  void putAll(List<byte[]> objects) {
    objects.forEach(it -> fresh.putIfAbsent(Hash.sha256(it).hex(), it));
  }

  /** Writes those that were put. */
  void finish() {
    var rows = new Rows(INSERT);
    fresh.forEach(rows::add);
    rows.write(handle);
    fresh.clear();
  }

  /**
   * Keeps what was parsed here for ever.
   *
   * @throws IllegalStateException if it was not
   */
  void putParsed(Hash sha256) {
    if (!has(sha256) && sql.insertParsed(sha256.hex()) == 0) {
      throw new IllegalStateException("no object that was parsed: " + sha256);
    }
  }
}
