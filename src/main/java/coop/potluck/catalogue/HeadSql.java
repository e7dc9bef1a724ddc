package coop.potluck.catalogue;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of a recipe and its head, as the writer of a sync sees them. */
interface HeadSql {

  /** A recipe that is listed. */
  record ListedRow(long id, String fingerprint) {}

  /** A head as it is stored. */
  record HeadRow(
      ObjectName commitName,
      long readingId,
      String digest,
      String readingDigest,
      int parserSchema) {}

  @SqlQuery(
      """
      SELECT r.id, r.fingerprint FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE c.alias = :coop AND r.name = :name AND r.withdrawn_at IS NULL
      """)
  @RegisterConstructorMapper(ListedRow.class)
  Optional<ListedRow> findListed(String coop, String name);

  @SqlQuery(
      """
      SELECT h.commit_name, h.reading_id, h.digest, r.digest AS reading_digest, r.parser_schema
      FROM heads h JOIN readings r ON r.id = h.reading_id
      WHERE h.recipe_id = :recipe
      """)
  @RegisterConstructorMapper(HeadRow.class)
  Optional<HeadRow> findHead(long recipe);

  @SqlQuery(
      """
      SELECT count(*) FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE c.alias = :coop AND r.name = :name AND r.withdrawn_at IS NULL
        AND r.complete = :complete AND r.outcome = :outcome AND r.failures = 0
      """)
  boolean isComplete(String coop, String name, String complete, String outcome);

  @SqlUpdate(
      "UPDATE recipes SET complete = :complete WHERE id = :recipe AND complete IS NOT :complete")
  void setComplete(long recipe, @Nullable String complete);

  @SqlUpdate(
      """
      INSERT INTO heads (recipe_id, branch, commit_name, tree, claimed, first_seen, reading_id,
        readme, digest)
      VALUES (:recipe, :head.branch, :head.commit, :head.tree, :head.date, :now, :reading,
        :readme, :digest)
      ON CONFLICT (recipe_id) DO UPDATE SET
        branch = excluded.branch, tree = excluded.tree, claimed = excluded.claimed,
        first_seen = iif(commit_name = excluded.commit_name, first_seen, excluded.first_seen),
        commit_name = excluded.commit_name, readme = excluded.readme, digest = excluded.digest
      """)
  void put(
      long recipe,
      @BindMethods("head") Head head,
      Instant now,
      long reading,
      @Nullable String readme,
      String digest);

  @SqlUpdate(
      "UPDATE search_documents SET readme = :text WHERE recipe_id = :recipe AND readme <> :text")
  void putReadmeText(long recipe, String text);

  @SqlUpdate("DELETE FROM notes WHERE recipe_id = :recipe")
  void deleteNotes(long recipe);

  @SqlUpdate(
      """
      INSERT INTO notes (recipe_id, tag, draft, path, text)
      VALUES (:recipe, :tag, :draft, :path, :text) ON CONFLICT DO NOTHING
      """)
  void insertNote(long recipe, String tag, boolean draft, String path, String text);

  @SqlQuery(
      """
      SELECT place AS "where", expected FROM problems
      WHERE recipe_id = :recipe AND reading_id IS NULL ORDER BY id
      """)
  @RegisterConstructorMapper(Problem.class)
  List<Problem> listProblems(long recipe);

  @SqlUpdate("DELETE FROM problems WHERE recipe_id = :recipe AND reading_id IS NULL")
  void deleteProblems(long recipe);

  @SqlUpdate(
      """
      INSERT INTO problems (recipe_id, kind, place, expected)
      VALUES (:recipe, :kind, :problem.where, :problem.expected)
      """)
  void insertProblem(long recipe, String kind, @BindMethods("problem") Problem problem);
}
