package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Every fault that somebody can mend, gathered from where it is kept. */
interface ProblemSql {

  /** A fault as it is gathered. */
  record ProblemRow(
      ProblemEntry.Kind kind,
      CoopId coop,
      @Nullable String recipe,
      @Nullable String tag,
      @Nested Problem problem) {
    ProblemEntry entry() {
      return new ProblemEntry(kind, coop, recipe, tag, problem);
    }
  }

  /** A fault, and when it came; where that is not kept, when the change log last tells of it. */
  record NewsRow(@Nested ProblemRow problem, Instant since) {
    ProblemNews news() {
      return new ProblemNews(problem.entry(), since);
    }
  }

  String ALL =
      """
      WITH visible AS (
        SELECT r.*, c.alias FROM recipes r JOIN coops c ON c.id = r.coop_id
        WHERE r.withdrawn_at IS NULL AND r.blocked IS NULL
          AND (:coop IS NULL OR c.alias = :coop) AND (:recipe IS NULL OR r.name = :recipe)
      ),
      found (sort, kind, coop, recipe, tag, "where", expected, part, position, since) AS (
        SELECT 0, 'source', c.alias, NULL, NULL, s.shown, s.reason, NULL, s.position, s.since
        FROM sources s JOIN coops c ON c.id = s.coop_id
        WHERE s.followed = 1 AND s.reason IS NOT NULL AND :recipe IS NULL
          AND (:coop IS NULL OR c.alias = :coop)
        UNION ALL
        SELECT 1, 'skipped', c.alias, k.name, NULL, s.shown, k.reason, NULL, s.position, NULL
        FROM skipped k JOIN sources s ON s.id = k.source_id JOIN coops c ON c.id = s.coop_id
        WHERE s.followed = 1 AND (:coop IS NULL OR c.alias = :coop)
          AND (:recipe IS NULL OR k.name = :recipe)
        UNION ALL
        SELECT 2, 'repository', v.alias, v.name, NULL, s.shown,
          'no longer lists this repository; it is kept until that is confirmed', NULL, -1,
          v.missing_since
        FROM visible v JOIN sources s ON s.id = v.source_id WHERE v.missing_since IS NOT NULL
        UNION ALL
        SELECT 3, 'outcome', v.alias, v.name, NULL, v.outcome, coalesce(v.outcome_reason, ''),
          NULL, 0, NULL
        FROM visible v WHERE v.outcome <> 'ok'
        UNION ALL
        SELECT 3, 'outcome', v.alias, v.name, NULL, 'assessment', a.failure, NULL, 1, NULL
        FROM visible v JOIN assessments a ON a.recipe_id = v.id
        WHERE a.failure IS NOT NULL AND v.kind = 'recipe'
        UNION ALL
        SELECT CASE p.kind WHEN 'repository' THEN 2 WHEN 'rejected' THEN 4 ELSE 6 END,
          p.kind, v.alias, v.name, NULL, p.place, p.expected, NULL, p.id, NULL
        FROM visible v JOIN problems p ON p.recipe_id = v.id AND p.reading_id IS NULL
        UNION ALL
        SELECT CASE p.kind WHEN 'repository' THEN 2 WHEN 'rejected' THEN 4 ELSE 6 END,
          p.kind, v.alias, v.name, NULL, p.place, p.expected, NULL, p.id, h.first_seen
        FROM visible v JOIN heads h ON h.recipe_id = v.id
          JOIN problems p ON p.reading_id = h.reading_id
        UNION ALL
        SELECT CASE p.kind WHEN 'rejected' THEN 4 ELSE 6 END, p.kind, v.alias, v.name, t.tag,
          p.place, p.expected, t.order_key, p.id, t.first_seen
        FROM visible v JOIN versions t ON t.recipe_id = v.id AND t.served = 1
          JOIN problems p ON p.reading_id = t.reading_id
        WHERE v.kind = 'recipe'
        UNION ALL
        SELECT 5, 'tag', v.alias, v.name, t.tag, t.tag,
          'a tag that is a version, such as 1.0.0+2.3.4', NULL, t.id, t.first_seen
        FROM visible v JOIN versions t ON t.recipe_id = v.id
        WHERE t.order_key IS NULL AND t.gone_at IS NULL AND v.kind = 'recipe'
      )
      """;

  @SqlQuery(
      ALL
          + """
          SELECT kind, f.coop, recipe, tag, "where", expected
          FROM found f JOIN coops c ON c.alias = f.coop
          ORDER BY c.rank, recipe COLLATE NOCASE, recipe, sort, part DESC, position
          LIMIT :limit OFFSET :offset
          """)
  @RegisterConstructorMapper(ProblemRow.class)
  List<ProblemRow> list(@Nullable String coop, @Nullable String recipe, long offset, int limit);

  @SqlQuery(
      ALL
          + """
          , changed (recipe, at) AS MATERIALIZED (
            SELECT recipe, max(at) FROM changes WHERE coop = :coop AND tag IS NULL GROUP BY recipe
          )
          SELECT kind, f.coop, f.recipe, tag, "where", expected,
            coalesce(since, c.at, (SELECT min(at) FROM changes WHERE coop = :coop), 0) AS since
          FROM found f LEFT JOIN changed c ON c.recipe IS f.recipe
          ORDER BY since DESC, f.recipe COLLATE NOCASE, f.recipe, sort, part DESC, position
          LIMIT :limit
          """)
  @RegisterConstructorMapper(NewsRow.class)
  List<NewsRow> latest(String coop, @Nullable String recipe, int limit);

  @SqlQuery(ALL + "SELECT count(*) FROM found")
  long count(@Nullable String coop, @Nullable String recipe);

  default Page<ProblemEntry> page(
      @Nullable CoopId coop, @Nullable RecipeName recipe, long offset, int limit) {
    var alias = coop == null ? null : coop.value();
    var name = recipe == null ? null : recipe.value();
    var rows = list(alias, name, offset, limit);
    return new Page<>(rows.stream().map(ProblemRow::entry).toList(), count(alias, name));
  }
}
