package coop.potluck.peer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of alarms. */
interface AlarmSql {

  /** An alarm as it is stored. */
  record Row(
      String origin,
      String kind,
      Instant since,
      Instant last,
      String sentence,
      @Nullable String evidence) {}

  @SqlQuery(
      """
      SELECT origin, kind, since, last, sentence, evidence FROM alarms ORDER BY since, origin, kind
      """)
  @RegisterConstructorMapper(Row.class)
  List<Row> list();

  @SqlQuery(
      """
      SELECT origin, kind, since, last, sentence, evidence FROM alarms
      WHERE origin = :origin AND kind = :kind
      """)
  @RegisterConstructorMapper(Row.class)
  Optional<Row> find(String origin, String kind);

  @SqlUpdate(
      """
      INSERT INTO alarms (origin, kind, since, last, sentence, evidence)
      VALUES (:origin, :kind, :now, :now, :sentence, :evidence)
      ON CONFLICT (origin, kind) DO UPDATE SET last = excluded.last
      """)
  void put(String origin, String kind, Instant now, String sentence, @Nullable String evidence);

  @SqlUpdate("DELETE FROM alarms WHERE origin = :origin AND kind = :kind")
  int delete(String origin, String kind);
}
