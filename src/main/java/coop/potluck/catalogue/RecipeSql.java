package coop.potluck.catalogue;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** One recipe and its versions, as readers see them. */
interface RecipeSql {

  /** A recipe that is served. */
  record RecipeRow(
      long id,
      RecipeName name,
      String sourceKey,
      boolean publish,
      @Nested Repository repository,
      @Nullable Long latestId,
      @Nullable Long claimsId,
      int versions,
      Instant firstSeen,
      Instant updated,
      @Nullable Instant missingSince,
      Outcome.Kind outcome,
      @Nullable String outcomeReason,
      int failures,
      @Nullable Instant nextAttempt) {}

  /** A head as it is stored. */
  record HeadRow(
      String branch,
      ObjectName commitName,
      ObjectName tree,
      Instant claimed,
      long readingId,
      boolean readme) {}

  /** A version that is there, served or blocked. */
  record VersionRow(
      long id,
      String tag,
      ObjectName object,
      boolean annotated,
      ObjectName commitName,
      ObjectName tree,
      Instant claimed,
      Instant firstSeen,
      boolean release,
      long readingId,
      @Nullable String blocked,
      VersionEntry.State state,
      int problems,
      @Nullable String sha256,
      @Nullable Long size,
      @Nullable Integer schema) {}

  /** What came of a reading. */
  @SuppressWarnings("ArrayRecordComponent") // on its way from a column, never compared
  record ReadingRow(String state, @Nullable String reason, byte @Nullable [] bytes) {}

  /** A file's row, with its bytes where they were asked for. */
  @SuppressWarnings("ArrayRecordComponent") // on its way from a column, never compared
  record FileRow(
      String path,
      RecipeFile.Kind kind,
      long size,
      @Nullable String sha256,
      boolean text,
      byte @Nullable [] bytes) {
    FileEntry entry() {
      return new FileEntry(path, kind, size, sha256, text);
    }
  }

  String VERSION =
      """
      SELECT v.id, v.tag, v.object, v.annotated, v.commit_name, v.tree, v.claimed, v.first_seen,
        v.release, v.reading_id, v.blocked, g.state, o.sha256, length(o.bytes) AS size, o.schema,
        (SELECT count(*) FROM problems p WHERE p.reading_id = g.id) AS problems
      FROM versions v JOIN readings g ON g.id = v.reading_id
        LEFT JOIN objects o ON o.id = g.object_id
      """;

  @SqlQuery(
      """
      SELECT r.id, r.name, s.key AS source_key, s.publish, r.public_url, r.ssh_url, r.description,
        r.website, r.icon, r.archived, r.latest_id, r.claims_id, r.versions, r.first_seen,
        r.updated, r.missing_since, r.outcome, r.outcome_reason, r.failures, r.next_attempt
      FROM recipes r JOIN coops c ON c.id = r.coop_id JOIN sources s ON s.id = r.source_id
      WHERE c.alias = :coop AND r.name = :name AND r.served = 1
      """)
  @RegisterConstructorMapper(RecipeRow.class)
  Optional<RecipeRow> find(String coop, String name);

  @SqlQuery(
      """
      SELECT branch, commit_name, tree, claimed, reading_id, readme IS NOT NULL AS readme
      FROM heads WHERE recipe_id = :recipe
      """)
  @RegisterConstructorMapper(HeadRow.class)
  Optional<HeadRow> findHead(long recipe);

  @SqlQuery("SELECT readme FROM heads WHERE recipe_id = :recipe AND readme IS NOT NULL")
  Optional<String> findReadme(long recipe);

  @SqlQuery("SELECT tag, path, text FROM notes WHERE recipe_id = :recipe AND draft = :draft")
  @RegisterConstructorMapper(ReleaseNote.class)
  List<ReleaseNote> listNotes(long recipe, boolean draft);

  @SqlQuery(
      """
      SELECT tag, path, text FROM notes
      WHERE recipe_id = :recipe AND tag = :tag AND draft = 0
      """)
  @RegisterConstructorMapper(ReleaseNote.class)
  Optional<ReleaseNote> findNote(long recipe, String tag);

  @SqlQuery(VERSION + "WHERE v.id = :id")
  @RegisterConstructorMapper(VersionRow.class)
  VersionRow getVersion(long id);

  @SqlQuery(
      VERSION
          + """
          WHERE v.recipe_id = :recipe AND v.served = 1 ORDER BY v.order_key DESC
          """)
  @RegisterConstructorMapper(VersionRow.class)
  List<VersionRow> listVersions(long recipe);

  @SqlQuery(
      VERSION
          + """
          WHERE v.recipe_id = :recipe AND v.tag = :tag AND v.gone_at IS NULL
          """)
  @RegisterConstructorMapper(VersionRow.class)
  Optional<VersionRow> findVersion(long recipe, String tag);

  /** Served ones first, the highest first. */
  @SqlQuery(
      VERSION
          + """
          WHERE v.recipe_id = :recipe AND (v.commit_name = :name OR v.object = :name)
            AND v.gone_at IS NULL
          ORDER BY v.blocked IS NOT NULL, v.order_key DESC LIMIT 1
          """)
  @RegisterConstructorMapper(VersionRow.class)
  Optional<VersionRow> findVersionAt(long recipe, ObjectName name);

  @SqlQuery(
      """
      SELECT g.state, g.reason, o.bytes
      FROM readings g LEFT JOIN objects o ON o.id = g.object_id WHERE g.id = :reading
      """)
  @RegisterConstructorMapper(ReadingRow.class)
  ReadingRow getReading(long reading);

  @SqlQuery(
      """
      SELECT place AS "where", expected FROM problems
      WHERE reading_id = :reading AND kind = coalesce(:kind, kind) ORDER BY id
      """)
  @RegisterConstructorMapper(Problem.class)
  List<Problem> listProblems(long reading, @Nullable String kind);

  @SqlQuery(
      """
      SELECT f.path, f.kind, f.size, c.sha256, c.bytes IS NOT NULL AS text, NULL AS bytes
      FROM files f LEFT JOIN contents c ON c.id = f.content_id
      WHERE f.reading_id = :reading ORDER BY f.path
      """)
  @RegisterConstructorMapper(FileRow.class)
  List<FileRow> listFiles(long reading);

  @SqlQuery(
      """
      SELECT f.path, f.kind, f.size, c.sha256, c.bytes IS NOT NULL AS text, c.bytes
      FROM files f LEFT JOIN contents c ON c.id = f.content_id
      WHERE f.reading_id = :reading AND f.path = :path
      """)
  @RegisterConstructorMapper(FileRow.class)
  Optional<FileRow> findFile(long reading, String path);

  @SqlQuery(
      """
      SELECT coop, recipe, tag, reason, since FROM blocks
      WHERE coop = :coop AND recipe = :recipe AND tag = :tag
      """)
  @RegisterConstructorMapper(ListSql.BlockRow.class)
  Optional<ListSql.BlockRow> findBlock(String coop, String recipe, String tag);
}
