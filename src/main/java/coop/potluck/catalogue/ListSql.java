package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The lists that readers see: only what is served. */
interface ListSql {

  /** A co-op as it is stored. */
  record CoopRow(
      long id,
      CoopId alias,
      @Nullable String domain,
      String name,
      @Nullable String homepage,
      @Nullable String icon,
      int rank,
      int recipes) {}

  /** A source as it is stored. */
  record SourceRow(
      long id,
      long coopId,
      String key,
      String kind,
      String shown,
      boolean publish,
      SourceEntry.State state,
      @Nullable String reason,
      @Nullable Instant since,
      @Nullable Instant retryAfter,
      int listed) {}

  /** A name that a source lists. */
  record NameRow(long sourceId, String name, @Nullable String reason) {}

  /** A recipe's name. */
  record IdRow(CoopId coop, RecipeName name) {
    RecipeId id() {
      return new RecipeId(coop, name);
    }
  }

  /** A moved or withdrawn tag as it is stored. */
  record MoveRow(
      CoopId coop,
      RecipeName name,
      String tag,
      ObjectName oldObject,
      ObjectName oldCommit,
      @Nullable ObjectName newObject,
      @Nullable ObjectName newCommit,
      Instant at) {
    MovedTag entry() {
      return new MovedTag(
          new RecipeId(coop, name), tag, oldObject, oldCommit, newObject, newCommit, at);
    }
  }

  /** A block as it is stored; an empty tag stands for the recipe. */
  record BlockRow(CoopId coop, RecipeName recipe, String tag, String reason, Instant since) {
    Block block() {
      return new Block(new RecipeId(coop, recipe), tag.isEmpty() ? null : tag, reason, since);
    }
  }

  @SqlQuery("SELECT epoch FROM log")
  String getEpoch();

  @SqlQuery("SELECT coalesce(max(number), 0) FROM changes")
  long getLastChange();

  @SqlQuery(
      """
      SELECT number, at, kind, coop, recipe, tag, old_object, old_commit, new_object, new_commit
      FROM changes WHERE number > :since ORDER BY number LIMIT :limit
      """)
  @RegisterConstructorMapper(Change.class)
  List<Change> listChanges(long since, int limit);

  @SqlQuery(
      """
      SELECT c.id, c.alias, c.domain, c.name, c.homepage, c.icon, c.rank,
        (SELECT count(*) FROM recipes r WHERE r.coop_id = c.id AND r.served = 1) AS recipes
      FROM coops c WHERE c.rank IS NOT NULL ORDER BY c.rank
      """)
  @RegisterConstructorMapper(CoopRow.class)
  List<CoopRow> listCoops();

  @SqlQuery(
      """
      SELECT id, coop_id, key, kind, shown, publish, state, reason, since, retry_after, listed
      FROM sources WHERE followed = 1 ORDER BY coop_id, position
      """)
  @RegisterConstructorMapper(SourceRow.class)
  List<SourceRow> listSources();

  @SqlQuery("SELECT source_id, name, reason FROM skipped ORDER BY source_id, name")
  @RegisterConstructorMapper(NameRow.class)
  List<NameRow> listSkipped();

  @SqlQuery(
      """
      SELECT source_id, name, NULL AS reason FROM recipes
      WHERE missing_since IS NOT NULL AND withdrawn_at IS NULL ORDER BY source_id, name
      """)
  @RegisterConstructorMapper(NameRow.class)
  List<NameRow> listMissing();

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE r.served = 1 AND r.name = :name COLLATE NOCASE AND r.name = :name ORDER BY c.rank
      """)
  @RegisterConstructorMapper(IdRow.class)
  List<IdRow> listNamed(RecipeName name);

  /** All that are served, by name and precedence. */
  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE r.served = 1 ORDER BY r.name COLLATE NOCASE, r.name, c.rank
      """)
  @RegisterConstructorMapper(IdRow.class)
  List<IdRow> listIds();

  @SqlQuery(
      """
      SELECT min(category) AS category, count(*) AS recipes FROM recipes
      WHERE served = 1 AND category IS NOT NULL
      GROUP BY category COLLATE NOCASE ORDER BY category COLLATE NOCASE
      """)
  @RegisterConstructorMapper(CategoryCount.class)
  List<CategoryCount> listCategories();

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, m.tag, m.old_object, m.old_commit, m.new_object,
        m.new_commit, m.at
      FROM moves m JOIN recipes r ON r.id = m.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE r.served = 1 ORDER BY m.id DESC LIMIT :limit OFFSET :offset
      """)
  @RegisterConstructorMapper(MoveRow.class)
  List<MoveRow> listMoves(long offset, int limit);

  @SqlQuery("SELECT count(*) FROM moves m JOIN recipes r ON r.id = m.recipe_id WHERE r.served = 1")
  long countMoves();

  @SqlQuery(
      """
      SELECT c.alias AS coop, r.name, m.tag, m.old_object, m.old_commit, m.new_object,
        m.new_commit, m.at
      FROM moves m JOIN recipes r ON r.id = m.recipe_id JOIN coops c ON c.id = r.coop_id
      WHERE m.recipe_id = :recipe AND m.tag = :tag ORDER BY m.id DESC
      """)
  @RegisterConstructorMapper(MoveRow.class)
  List<MoveRow> listMovesOf(long recipe, String tag);

  @SqlQuery("SELECT coop, recipe, tag, reason, since FROM blocks ORDER BY coop, recipe, tag")
  @RegisterConstructorMapper(BlockRow.class)
  List<BlockRow> listBlocks();

  @SqlQuery(
      """
      SELECT
        (SELECT count(*) FROM coops WHERE rank IS NOT NULL) AS coops,
        (SELECT count(*) FROM sources WHERE followed = 1) AS sources,
        (SELECT count(*) FROM recipes WHERE served = 1) AS recipes,
        (SELECT coalesce(sum(versions), 0) FROM recipes WHERE served = 1) AS versions,
        (SELECT count(*) FROM versions v JOIN readings g ON g.id = v.reading_id
           JOIN recipes r ON r.id = v.recipe_id
         WHERE v.served = 1 AND r.served = 1 AND g.state <> 'parsed') AS rejected,
        :problems AS problems,
        (SELECT count(*) FROM blocks) AS blocked,
        (SELECT count(*) FROM sources WHERE followed = 1 AND state = 'held')
          + (SELECT count(*) FROM recipes
             WHERE missing_since IS NOT NULL AND withdrawn_at IS NULL) AS held,
        (SELECT count(*) FROM recipes WHERE outcome <> 'ok' AND withdrawn_at IS NULL) AS failing
      """)
  @RegisterConstructorMapper(Counts.class)
  Counts count(long problems);

  /** A repository as {@link CatalogueReader#mirrored} answers it. */
  record MirroredRow(CoopId coop, RecipeName name, @Nullable String publicUrl) {}

  @SqlQuery(
      """
      SELECT coops.alias AS coop, recipes.name, recipes.public_url
      FROM recipes JOIN coops ON coops.id = recipes.coop_id
      WHERE recipes.withdrawn_at IS NULL
      ORDER BY coops.alias, recipes.name
      """)
  @RegisterConstructorMapper(MirroredRow.class)
  List<MirroredRow> listMirrored();
}
