package coop.potluck.peer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of what co-ops say of who speaks for them. */
interface SpeakersSql {

  /** What is known of one co-op. */
  record Row(
      String coop,
      String origins,
      @Nullable Instant answeredAt,
      Instant nextAttempt,
      int failures,
      @Nullable String reason) {

    List<String> list() {
      return origins.isEmpty() ? List.of() : List.of(origins.split("\n", -1));
    }
  }

  @SqlQuery(
      """
      SELECT coop, origins, answered_at, next_attempt, failures, reason FROM speakers
      WHERE coop = :coop
      """)
  @RegisterConstructorMapper(Row.class)
  Optional<Row> find(String coop);

  @SqlUpdate(
      """
      INSERT INTO speakers (coop, origins, answered_at, next_attempt, failures, reason)
      VALUES (:coop, :origins, :now, :next, 0, NULL)
      ON CONFLICT (coop) DO UPDATE SET origins = excluded.origins,
        answered_at = excluded.answered_at, next_attempt = excluded.next_attempt, failures = 0,
        reason = NULL
      """)
  void putAnswer(String coop, String origins, Instant now, Instant next);

  @SqlUpdate(
      """
      INSERT INTO speakers (coop, origins, answered_at, next_attempt, failures, reason)
      VALUES (:coop, '', NULL, :next, 1, :reason)
      ON CONFLICT (coop) DO UPDATE SET next_attempt = excluded.next_attempt,
        failures = failures + 1, reason = excluded.reason
      """)
  void putFailure(String coop, Instant next, String reason);
}
