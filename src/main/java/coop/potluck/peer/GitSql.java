package coop.potluck.peer;

import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of the mirrors that come by way of peers. */
interface GitSql {

  /** One mirror, or what stood in the way of it. */
  record Row(
      String coop,
      RecipeName recipe,
      String origin,
      long position,
      long verified,
      int schema,
      long bytes,
      @Nullable String reason,
      int failures,
      @Nullable Instant nextAttempt) {}

  @SqlQuery(
      """
      SELECT coop, recipe, origin, position, verified, schema, bytes, reason, failures, next_attempt
      FROM peer_git WHERE coop = :coop
      """)
  @RegisterConstructorMapper(Row.class)
  List<Row> list(String coop);

  @SqlUpdate(
      """
      INSERT INTO peer_git (coop, recipe, origin, position, verified, schema, bytes, reason, failures,
        next_attempt)
      VALUES (:it.coop, :it.recipe, :it.origin,
        :it.position, :it.verified, :it.schema, :it.bytes, :it.reason,
        :it.failures, :it.nextAttempt)
      ON CONFLICT (coop, recipe) DO UPDATE SET origin = excluded.origin,
        position = excluded.position, verified = excluded.verified, schema = excluded.schema, bytes = excluded.bytes,
        reason = excluded.reason, failures = excluded.failures,
        next_attempt = excluded.next_attempt
      """)
  void put(@BindMethods("it") Row it);

  @SqlQuery("SELECT EXISTS (SELECT 1 FROM peer_git WHERE bytes > 0)")
  boolean hasMirrors();

  @SqlQuery("SELECT count(*) FROM peer_git WHERE origin = :origin AND reason = :reason")
  int countReason(String origin, String reason);

  @SqlQuery("SELECT coalesce(sum(bytes), 0) FROM peer_git WHERE origin = :origin")
  long sumBytes(String origin);

  /** What there is of one peer, counted. */
  record CountRow(int mirrors, int failing, long bytes) {}

  @SqlQuery(
      """
      SELECT count(*) FILTER (WHERE bytes > 0) AS mirrors,
        count(*) FILTER (WHERE reason IS NOT NULL) AS failing, coalesce(sum(bytes), 0) AS bytes
      FROM peer_git WHERE origin = :origin
      """)
  @RegisterConstructorMapper(CountRow.class)
  CountRow count(String origin);

  @SqlQuery(
      """
      SELECT count(*) FROM peer_git_faults f JOIN peer_git g USING (coop, recipe)
      WHERE g.origin = :origin AND (:kind IS NULL OR f.kind = :kind)
      """)
  int countFaults(String origin, @Nullable String kind);

  /** A fault as it is stored. */
  record FaultRow(
      String origin,
      String coop,
      RecipeName recipe,
      String tag,
      String kind,
      long position,
      String sentence) {

    GitFault fault() {
      return new GitFault(origin, coop, recipe, tag, GitFault.Kind.of(kind), position, sentence);
    }
  }

  @SqlQuery(
      """
      SELECT g.origin, f.coop, f.recipe, f.tag, f.kind, f.position, f.sentence
      FROM peer_git_faults f JOIN peer_git g USING (coop, recipe)
      WHERE f.coop = :coop AND f.recipe = :recipe ORDER BY f.tag, f.kind
      """)
  @RegisterConstructorMapper(FaultRow.class)
  List<FaultRow> listFaults(String coop, RecipeName recipe);

  @SqlQuery(
      """
      SELECT g.origin, f.coop, f.recipe, f.tag, f.kind, f.position, f.sentence
      FROM peer_git_faults f JOIN peer_git g USING (coop, recipe)
      ORDER BY g.origin, f.position, f.coop, f.recipe, f.tag, f.kind LIMIT :limit
      """)
  @RegisterConstructorMapper(FaultRow.class)
  List<FaultRow> listAllFaults(int limit);

  @SqlUpdate("DELETE FROM peer_git_faults WHERE coop = :coop AND recipe = :recipe")
  void deleteFaults(String coop, RecipeName recipe);

  @SqlUpdate(
      """
      INSERT INTO peer_git_faults (coop, recipe, tag, kind, position, sentence)
      VALUES (:coop, :recipe, :tag, :kind, :position, :sentence)
      ON CONFLICT (coop, recipe, tag, kind) DO NOTHING
      """)
  void putFault(
      String coop, RecipeName recipe, String tag, String kind, long position, String sentence);
}
