package coop.potluck.federation;

import java.util.List;
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

    @SqlUpdate(
        """
        INSERT INTO log_objects (sha256, bytes) VALUES (:sha256, :bytes) ON CONFLICT DO NOTHING
        """)
    void insert(String sha256, byte[] bytes);
  }

  private final ObjectSql sql;

  LogObjects(Handle handle) {
    this.sql = handle.attach(ObjectSql.class);
  }

  Optional<byte[]> find(Hash sha256) {
    return sql.find(sha256.hex());
  }

  boolean has(Hash sha256) {
    return sql.has(sha256.hex());
  }

  /** Keeps an object for ever. */
  ObjectReference put(byte[] bytes) {
    var reference = ObjectReference.of(bytes);
    var sha256 = reference.sha256().hex();
    if (!sql.has(sha256) && sql.insertParsed(sha256) == 0) {
      sql.insert(sha256, bytes);
    }
    return reference;
  }

  void putAll(List<byte[]> objects) {
    objects.forEach(this::put);
  }

  /**
   * Keeps what was parsed here for ever.
   *
   * @throws IllegalStateException if it was not
   */
  void putParsed(Hash sha256) {
    if (!sql.has(sha256.hex()) && sql.insertParsed(sha256.hex()) == 0) {
      throw new IllegalStateException("no object that was parsed: " + sha256);
    }
  }
}
