package coop.potluck.federation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The rows of checkpoints that witnesses saw, this node's among them. */
interface WitnessSql {

  /** A checkpoint as it is stored. */
  record CheckpointRow(long size, String root, String note, Instant at) {}

  /** A checkpoint that a witness shows, and since when. */
  record ShownRow(String shownBy, long size, String root, String note, Instant since, Instant at) {}

  @SqlQuery("SELECT size, root, note, at FROM witnessed WHERE origin = :origin")
  @RegisterConstructorMapper(CheckpointRow.class)
  Optional<CheckpointRow> findWitnessed(String origin);

  @SqlQuery("SELECT note FROM witnessed WHERE origin_hash = :originHash")
  Optional<String> findWitnessedNote(String originHash);

  @SqlUpdate(
      """
      INSERT INTO witnessed (origin, origin_hash, size, root, note, at)
      VALUES (:origin, :originHash, :size, :root, :note, :at)
      ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root,
        note = excluded.note, at = excluded.at
      """)
  void setWitnessed(
      String origin, String originHash, long size, String root, String note, Instant at);

  @SqlUpdate(
      """
      INSERT INTO shown_checkpoints (origin, shown_by, size, root, note, since, at)
      VALUES (:origin, :shownBy, :size, :root, :note, :at, :at)
      ON CONFLICT (origin, shown_by) DO UPDATE SET
        since = CASE WHEN shown_checkpoints.size = excluded.size
          THEN shown_checkpoints.since ELSE excluded.since END,
        size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at
      """)
  void setShown(String origin, String shownBy, long size, String root, String note, Instant at);

  @SqlQuery(
      """
      SELECT shown_by, size, root, note, since, at FROM shown_checkpoints
      WHERE origin = :origin ORDER BY shown_by
      """)
  @RegisterConstructorMapper(ShownRow.class)
  List<ShownRow> shown(String origin);
}
