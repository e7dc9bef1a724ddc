package coop.potluck.federation;

import coop.potluck.recipe.ObjectName;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What the logs say together, beside what the catalogue has. */
interface ReportSql {

  /** A version that is served, and what another log says of its tag. */
  record DisagreedRow(
      String alias,
      String name,
      ObjectName hereObject,
      ObjectName hereCommit,
      @Nested SightingSql.SightingRow sighting) {}

  @SqlQuery(
      SightingSql.SIGHTING
          + """
          WHERE manifest IN (SELECT value FROM json_each(:hashes))
            OR parsed IN (SELECT value FROM json_each(:hashes))
          """)
  @RegisterConstructorMapper(SightingSql.SightingRow.class)
  List<SightingSql.SightingRow> listNaming(String hashes);

  @SqlQuery(
      """
      SELECT c.alias, r.name, v.object AS here_object, v.commit_name AS here_commit,
        s.log_id, s.coop, s.recipe, s.tag, s.position, s.leaf, s.state, s.object, s.commit_name,
        s.manifest, s.parsed
      FROM sightings s
        JOIN logs l ON l.id = s.log_id AND l.own = 0
        JOIN coops c ON c.domain = s.coop
        JOIN recipes r ON r.coop_id = c.id AND r.name = s.recipe AND r.served = 1
        JOIN versions v ON v.recipe_id = r.id AND v.tag = s.tag AND v.served = 1
      WHERE s.state <> 'withdrawn' AND (s.object <> v.object OR s.commit_name <> v.commit_name)
      ORDER BY c.alias, r.name, v.order_key, v.tag, l.origin LIMIT :limit
      """)
  @RegisterConstructorMapper(DisagreedRow.class)
  List<DisagreedRow> listDisagreed(int limit);
}
