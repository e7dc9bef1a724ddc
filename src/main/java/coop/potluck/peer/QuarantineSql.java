package coop.potluck.peer;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The rows of what was put aside. */
interface QuarantineSql {

  @SqlQuery(
      """
      SELECT origin, position, sha256, kind, reason, coop, recipe, tag, since, attempts,
        next_attempt AS next
      FROM quarantine WHERE origin = :origin ORDER BY position, sha256 LIMIT :limit
      """)
  @RegisterConstructorMapper(Quarantined.class)
  List<Quarantined> list(String origin, int limit);

  @SqlQuery(
      """
      SELECT origin, position, sha256, kind, reason, coop, recipe, tag, since, attempts,
        next_attempt AS next
      FROM quarantine
      WHERE (origin, position, sha256) > (:origin, :position, :sha256)
      ORDER BY origin, position, sha256 LIMIT :limit
      """)
  @RegisterConstructorMapper(Quarantined.class)
  List<Quarantined> listAfter(String origin, long position, String sha256, int limit);

  @SqlQuery(
      """
      SELECT origin, position, sha256, kind, reason, coop, recipe, tag, since, attempts,
        next_attempt AS next
      FROM quarantine
      WHERE origin = :origin AND next_attempt IS NOT NULL AND next_attempt <= :now
      ORDER BY next_attempt LIMIT :limit
      """)
  @RegisterConstructorMapper(Quarantined.class)
  List<Quarantined> listDue(String origin, Instant now, int limit);

  @SqlQuery("SELECT count(*) FROM quarantine WHERE origin = :origin")
  int count(String origin);

  @SqlUpdate(
      """
      INSERT INTO quarantine (origin, position, sha256, kind, reason, coop, recipe, tag, since,
        attempts, next_attempt)
      VALUES (:it.origin, :it.position, :it.sha256, :it.kind, :it.reason, :it.coop, :it.recipe,
        :it.tag, :it.since, :it.attempts, :it.next)
      ON CONFLICT (origin, position, sha256) DO UPDATE SET kind = excluded.kind,
        reason = excluded.reason, attempts = attempts + 1, next_attempt = excluded.next_attempt
      """)
  void put(@BindMethods("it") Quarantined it);

  @SqlUpdate(
      """
      DELETE FROM quarantine WHERE origin = :origin AND position = :position AND sha256 = :sha256
      """)
  int delete(String origin, long position, String sha256);
}
