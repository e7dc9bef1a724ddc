package coop.potluck.peer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of how following goes. */
interface PeerStateSql {

  @SqlQuery(
      """
      SELECT origin, url, followed, state, reason, failures, next_attempt, attempted_at, good_at,
        shown, source, target, projected
      FROM peers ORDER BY origin
      """)
  @RegisterConstructorMapper(PeerState.class)
  List<PeerState> list();

  @SqlQuery(
      """
      SELECT origin, url, followed, state, reason, failures, next_attempt, attempted_at, good_at,
        shown, source, target, projected
      FROM peers WHERE origin = :origin
      """)
  @RegisterConstructorMapper(PeerState.class)
  Optional<PeerState> find(String origin);

  @SqlUpdate(
      """
      INSERT INTO peers (origin, url, followed) VALUES (:origin, :url, 1)
      ON CONFLICT (origin) DO UPDATE SET url = excluded.url, followed = 1
      WHERE (url, followed) IS NOT (excluded.url, 1)
      """)
  void follow(String origin, String url);

  @SqlUpdate(
      """
      INSERT INTO peers (origin, url, followed) VALUES (:origin, :url, 0) ON CONFLICT DO NOTHING
      """)
  void know(String origin, String url);

  @SqlUpdate(
      "UPDATE peers SET followed = 0, state = 'new', reason = NULL, failures = 0,"
          + " next_attempt = NULL WHERE origin = :origin")
  void leave(String origin);

  @SqlUpdate(
      """
      UPDATE peers SET state = 'ok', reason = NULL, failures = 0, next_attempt = NULL,
        attempted_at = :now, good_at = :now, shown = :shown, source = :source
      WHERE origin = :origin
      """)
  void setGood(String origin, Instant now, long shown, String source);

  @SqlUpdate(
      """
      UPDATE peers SET state = :state, reason = :reason, failures = :failures,
        next_attempt = :next, attempted_at = :now
      WHERE origin = :origin
      """)
  void setBad(
      String origin,
      String state,
      String reason,
      int failures,
      @Nullable Instant next,
      Instant now);

  @SqlUpdate("UPDATE peers SET target = :target WHERE origin = :origin AND target IS NOT :target")
  void setTarget(String origin, @Nullable String target);

  @SqlUpdate("UPDATE peers SET projected = :projected WHERE origin = :origin")
  void setProjected(String origin, long projected);
}
