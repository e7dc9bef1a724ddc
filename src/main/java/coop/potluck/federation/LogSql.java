package coop.potluck.federation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of logs: entries, tiles, checkpoints. */
interface LogSql {

  /** A log as it is stored. */
  record LogRow(
      long id,
      String origin,
      boolean own,
      long length,
      long size,
      @Nullable String checkpoint,
      long cursor) {}

  /** A key as it is stored. */
  record KeyRow(long fromSize, String vkey) {}

  String LOG = "SELECT id, origin, own, length, size, checkpoint, cursor FROM logs ";

  @SqlQuery(LOG + "WHERE id = :id")
  @RegisterConstructorMapper(LogRow.class)
  LogRow get(long id);

  @SqlQuery(LOG + "WHERE origin = :origin")
  @RegisterConstructorMapper(LogRow.class)
  Optional<LogRow> find(String origin);

  @SqlQuery(LOG + "WHERE origin_sha256 = :sha256")
  @RegisterConstructorMapper(LogRow.class)
  Optional<LogRow> findByHash(String sha256);

  @SqlQuery(LOG + "WHERE own = 1")
  @RegisterConstructorMapper(LogRow.class)
  Optional<LogRow> findOwn();

  @SqlQuery(LOG + "ORDER BY own DESC, origin")
  @RegisterConstructorMapper(LogRow.class)
  List<LogRow> list();

  @SqlUpdate("INSERT INTO logs (origin, origin_sha256, own) VALUES (:origin, :originSha256, :own)")
  void insert(String origin, String originSha256, boolean own);

  @SqlQuery("SELECT from_size, vkey FROM log_keys WHERE log_id = :log ORDER BY from_size")
  @RegisterConstructorMapper(KeyRow.class)
  List<KeyRow> listKeys(long log);

  @SqlUpdate(
      """
      INSERT INTO log_keys (log_id, from_size, vkey) VALUES (:log, :fromSize, :vkey)
      ON CONFLICT (log_id, from_size) DO UPDATE SET vkey = excluded.vkey
      """)
  void putKey(long log, long fromSize, String vkey);

  @SqlQuery("SELECT size FROM logs WHERE id = :log")
  long getSize(long log);

  @SqlUpdate("UPDATE logs SET length = :length WHERE id = :log")
  void setLength(long log, long length);

  @SqlUpdate("UPDATE logs SET size = :size, checkpoint = :note WHERE id = :log")
  void setCheckpoint(long log, long size, String note);

  @SqlUpdate("UPDATE logs SET cursor = :cursor WHERE id = :log AND cursor <> :cursor")
  void setCursor(long log, long cursor);

  @SqlQuery("SELECT folder FROM logs WHERE id = :log AND folder IS NOT NULL")
  Optional<String> findFolder(long log);

  @SqlUpdate("UPDATE logs SET folder = :folder WHERE id = :log AND folder IS NOT :folder")
  void setFolder(long log, String folder);

  @SqlUpdate(
      """
      INSERT INTO log_checkpoints (log_id, size, root, note, at)
      VALUES (:log, :size, :root, :note, :at)
      """)
  void insertCheckpoint(long log, long size, String root, String note, Instant at);

  @SqlQuery("SELECT count(*) FROM log_checkpoints WHERE log_id = :log AND size = :size")
  boolean hasCheckpoint(long log, long size);

  @SqlQuery("SELECT bytes FROM log_entries WHERE place >= :from AND place < :to ORDER BY place")
  List<byte[]> listEntries(long from, long to);

  @SqlQuery(
      """
      SELECT substr(hashes, 1, :bytes) FROM log_tiles
      WHERE log_id = :log AND level = :level AND number = :number AND length(hashes) >= :bytes
      """)
  Optional<byte[]> findTile(long log, int level, long number, int bytes);

  @SqlUpdate(
      """
      INSERT INTO log_tiles (log_id, level, number, hashes)
      VALUES (:log, :level, :number, :hashes)
      ON CONFLICT (log_id, level, number) DO UPDATE SET hashes = excluded.hashes
      """)
  void putTile(long log, int level, long number, byte[] hashes);
}
