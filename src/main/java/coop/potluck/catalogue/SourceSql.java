package coop.potluck.catalogue;

import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of co-ops, sources and what those list, as the writer sees them. */
interface SourceSql {

  /** A source as it is stored. */
  record SourceRow(
      long id,
      long coopId,
      CoopId alias,
      String shown,
      String state,
      @Nullable String reason,
      @Nullable Instant retryAfter,
      int listed) {}

  /** A recipe that some source has listed. */
  record RecipeRow(
      long id,
      CoopId coop,
      RecipeName name,
      long sourceId,
      @Nullable Instant missingSince,
      @Nullable Instant withdrawnAt) {

    RecipeId recipe() {
      return new RecipeId(coop, name);
    }
  }

  /** A co-op as it is followed; all of it, to tell what the operator changed. */
  @SqlUpdate(
      """
      INSERT INTO coops (alias, domain, name, homepage, icon, rank)
      VALUES (:coop.id, :coop.domain, :coop.name, :coop.homepage, :coop.icon, :rank)
      ON CONFLICT (alias) DO UPDATE SET domain = excluded.domain, name = excluded.name,
        homepage = excluded.homepage, icon = excluded.icon, rank = excluded.rank
      WHERE (domain, name, homepage, icon, rank)
        IS NOT (excluded.domain, excluded.name, excluded.homepage, excluded.icon, excluded.rank)
      """)
  int put(@BindMethods("coop") Coop coop, int rank);

  @SqlQuery("SELECT id FROM coops WHERE alias = :coop")
  long getId(CoopId coop);

  @SqlQuery("SELECT alias FROM coops WHERE rank IS NOT NULL ORDER BY rank")
  List<CoopId> listFollowed();

  @SqlUpdate("UPDATE coops SET rank = NULL WHERE alias = :coop")
  void leave(CoopId coop);

  @SqlUpdate(
      """
      INSERT INTO sources (key, coop_id, position, kind, shown, publish, followed, state, listed)
      VALUES (:source.id, :coop, :position, :source.kind, :source.shown, :source.publish, 1,
        'new', 0)
      ON CONFLICT (key) DO UPDATE SET coop_id = excluded.coop_id, position = excluded.position,
        kind = excluded.kind, shown = excluded.shown, publish = excluded.publish, followed = 1
      WHERE (coop_id, position, kind, shown, publish, followed)
        IS NOT (excluded.coop_id, excluded.position, excluded.kind, excluded.shown,
          excluded.publish, 1)
      """)
  int put(
      @BindMethods("source") CoopRegistration.SourceRegistration source, long coop, int position);

  @SqlQuery("SELECT key FROM sources WHERE followed = 1")
  List<String> listFollowedSources();

  @SqlUpdate(
      """
      UPDATE sources SET followed = 0, state = 'new', reason = NULL, since = NULL,
        retry_after = NULL, listed = 0
      WHERE key = :key
      """)
  void leaveSource(String key);

  @SqlQuery(
      """
      SELECT s.id, s.coop_id, c.alias, s.shown, s.state, s.reason, s.retry_after, s.listed
      FROM sources s JOIN coops c ON c.id = s.coop_id
      WHERE s.key = :key AND s.followed = 1
      """)
  @RegisterConstructorMapper(SourceRow.class)
  Optional<SourceRow> find(String key);

  @SqlUpdate(
      """
      UPDATE sources SET since = iif(state = :state, since, :now), state = :state,
        reason = :reason, retry_after = :retryAfter, listed = :listed
      WHERE id = :id AND (state, reason, retry_after, listed)
        IS NOT (:state, :reason, :retryAfter, :listed)
      """)
  int setState(
      long id,
      String state,
      @Nullable String reason,
      @Nullable Instant retryAfter,
      int listed,
      Instant now);

  @SqlQuery("SELECT name, reason FROM skipped WHERE source_id = :source ORDER BY name")
  @RegisterConstructorMapper(Listing.Skipped.class)
  List<Listing.Skipped> listSkipped(long source);

  @SqlUpdate("DELETE FROM skipped WHERE source_id = :source")
  void deleteSkipped(long source);

  @SqlUpdate("INSERT INTO skipped (source_id, name, reason) VALUES (:source, :name, :reason)")
  void insertSkipped(long source, String name, String reason);

  /** Those that are withdrawn included. */
  @SqlQuery(
      """
      SELECT r.id, c.alias AS coop, r.name, r.source_id, r.missing_since, r.withdrawn_at
      FROM recipes r JOIN coops c ON c.id = r.coop_id
      WHERE r.coop_id = :coop ORDER BY r.name
      """)
  @RegisterConstructorMapper(RecipeRow.class)
  List<RecipeRow> listRecipes(long coop);

  @SqlQuery(
      """
      SELECT r.id, c.alias AS coop, r.name, r.source_id, r.missing_since, r.withdrawn_at
      FROM recipes r JOIN coops c ON c.id = r.coop_id JOIN sources s ON s.id = r.source_id
      WHERE r.withdrawn_at IS NULL AND s.followed = 0
      ORDER BY c.alias, r.name
      """)
  @RegisterConstructorMapper(RecipeRow.class)
  List<RecipeRow> listOrphans();

  @SqlUpdate(
      """
      INSERT INTO recipes (coop_id, name, source_id, fingerprint, public_url, ssh_url,
        description, website, icon, archived, first_seen, updated, blocked)
      VALUES (:coop, :name, :source, :fingerprint, :repository.publicUrl, :repository.sshUrl,
        :repository.description, :repository.website, :repository.icon, :repository.archived,
        :now, :now,
        (SELECT b.reason FROM blocks b JOIN coops c ON c.alias = b.coop
         WHERE c.id = :coop AND b.recipe = :name AND b.tag = ''))
      """)
  void insertRecipe(
      long coop,
      RecipeName name,
      long source,
      String fingerprint,
      @BindMethods("repository") Repository repository,
      Instant now);

  @SqlUpdate(
      """
      UPDATE recipes SET source_id = :source, fingerprint = :fingerprint,
        public_url = :repository.publicUrl, ssh_url = :repository.sshUrl,
        description = :repository.description, website = :repository.website,
        icon = :repository.icon, archived = :repository.archived, missing_since = NULL,
        withdrawn_at = NULL
      WHERE id = :id
        AND (source_id, fingerprint, public_url, ssh_url, description, website, icon, archived,
             missing_since, withdrawn_at)
          IS NOT (:source, :fingerprint, :repository.publicUrl, :repository.sshUrl,
             :repository.description, :repository.website, :repository.icon,
             :repository.archived, NULL, NULL)
      """)
  int updateRecipe(
      long id, long source, String fingerprint, @BindMethods("repository") Repository repository);

  @SqlUpdate("UPDATE recipes SET missing_since = :now WHERE id = :id")
  void setMissing(long id, Instant now);

  @SqlUpdate("UPDATE recipes SET withdrawn_at = :now, missing_since = NULL WHERE id = :id")
  void withdraw(long id, Instant now);
}
