package coop.potluck.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a recipe that are made from its head and its versions, so that lists need not look
 * at those.
 */
final class RecipeSummary {

  private RecipeSummary() {}

  /** What a head or version adds to the summary. */
  record Part(
      @Nullable Long versionId,
      long readingId,
      String state,
      Instant time,
      @Nullable String title,
      @Nullable String summary,
      @Nullable String category,
      @Nullable Integer status,
      String features) {

    boolean isParsed() {
      return state.equals("parsed");
    }
  }

  /** What there is of served versions. */
  record Tally(int served, int tried, @Nullable Instant newest) {}

  interface SummarySql {

    // Public, as all within an interface, for JDBI binds only what everybody may call.
    /** The columns that are made. */
    record Made(
        String kind,
        @Nullable Long latestId,
        @Nullable Long factsId,
        @Nullable Long claimsId,
        int versions,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String category,
        @Nullable Integer status,
        String features,
        Instant updated) {}

    @SqlQuery("SELECT first_seen FROM recipes WHERE id = :recipe")
    Instant getFirstSeen(long recipe);

    @SqlQuery(
        """
        SELECT NULL AS version_id, r.id AS reading_id, r.state, r.title, r.summary, r.category,
          r.status, r.features, max(0, min(h.claimed, h.first_seen)) AS time
        FROM heads h JOIN readings r ON r.id = h.reading_id WHERE h.recipe_id = :recipe
        """)
    @RegisterConstructorMapper(Part.class)
    Optional<Part> findHead(long recipe);

    @SqlQuery(
        """
        SELECT v.id AS version_id, r.id AS reading_id, r.state, r.title, r.summary, r.category,
          r.status, r.features, v.time
        FROM versions v JOIN readings r ON r.id = v.reading_id
        WHERE v.recipe_id = :recipe AND v.served = 1 AND r.state = 'parsed'
        ORDER BY v.order_key DESC LIMIT 1
        """)
    @RegisterConstructorMapper(Part.class)
    Optional<Part> findLatest(long recipe);

    @SqlQuery(
        """
        SELECT count(*) AS served, count(*) FILTER (WHERE r.state <> 'not_a_recipe') AS tried,
          max(v.time) AS newest
        FROM versions v JOIN readings r ON r.id = v.reading_id
        WHERE v.recipe_id = :recipe AND v.served = 1
        """)
    @RegisterConstructorMapper(Tally.class)
    Tally getTally(long recipe);

    @SqlUpdate(
        """
        UPDATE recipes SET kind = :kind, latest_id = :latestId, facts_id = :factsId,
          claims_id = :claimsId, versions = :versions, title = :title, summary = :summary,
          category = :category, status = :status, features = :features, updated = :updated
        WHERE id = :recipe
          AND (kind, latest_id, facts_id, claims_id, versions, title, summary, category, status,
               features, updated)
            IS NOT (:kind, :latestId, :factsId, :claimsId, :versions, :title, :summary,
               :category, :status, :features, :updated)
        """)
    void put(long recipe, @BindMethods Made made);

    @SqlUpdate(
        """
        DELETE FROM recipe_facts WHERE recipe_id = :recipe AND kind <> 'end_of_life'
          AND (kind, value) NOT IN (SELECT 'image', short_name FROM services
              WHERE reading_id = :facts AND short_name IS NOT NULL
            UNION ALL SELECT 'needs', name FROM needs WHERE reading_id = :facts
            UNION ALL SELECT 'privilege', kind FROM privileges WHERE reading_id = :facts
            UNION ALL SELECT kind, value FROM traits
              WHERE reading_id = :facts AND kind = 'architecture'
            UNION ALL SELECT kind, value FROM traits
              WHERE reading_id = :claims AND kind <> 'architecture')
        """)
    void deleteOldFacts(long recipe, @Nullable Long facts, @Nullable Long claims);

    @SqlUpdate(
        """
        INSERT INTO recipe_facts (kind, value, recipe_id)
        SELECT 'image', short_name, :recipe FROM services
          WHERE reading_id = :facts AND short_name IS NOT NULL
        UNION SELECT 'needs', name, :recipe FROM needs WHERE reading_id = :facts
        UNION SELECT 'privilege', kind, :recipe FROM privileges WHERE reading_id = :facts
        UNION SELECT kind, value, :recipe FROM traits
          WHERE reading_id = :facts AND kind = 'architecture'
        UNION SELECT kind, value, :recipe FROM traits
          WHERE reading_id = :claims AND kind <> 'architecture'
        ON CONFLICT DO NOTHING
        """)
    void insertNewFacts(long recipe, @Nullable Long facts, @Nullable Long claims);

    @SqlUpdate(
        """
        UPDATE search_documents SET images = t.images, services = t.services,
          environment = t.environment, overlays = t.overlays
        FROM (SELECT * FROM search_texts WHERE recipe_id = :recipe) t
        WHERE search_documents.recipe_id = :recipe
          AND (search_documents.images, search_documents.services, search_documents.environment,
               search_documents.overlays)
            IS NOT (t.images, t.services, t.environment, t.overlays)
        """)
    void putTexts(long recipe);
  }

  static void refresh(Handle handle, long recipe) {
    var sql = handle.attach(SummarySql.class);
    var head = sql.findHead(recipe).orElse(null);
    var latest = sql.findLatest(recipe).orElse(null);
    var tally = sql.getTally(recipe);
    var claims = head != null && head.isParsed() ? head : latest;
    var facts = latest != null ? latest : claims;
    var updated =
        tally.newest() != null
            ? tally.newest()
            : head != null ? head.time() : sql.getFirstSeen(recipe);
    sql.put(
        recipe,
        new SummarySql.Made(
            kind(head, tally),
            latest == null ? null : latest.versionId(),
            facts == null ? null : facts.readingId(),
            claims == null ? null : claims.readingId(),
            tally.served(),
            claims == null ? null : claims.title(),
            claims == null ? null : claims.summary(),
            claims == null ? null : claims.category(),
            claims == null ? null : claims.status(),
            claims == null ? "" : claims.features(),
            updated));
    var factsId = facts == null ? null : facts.readingId();
    var claimsId = claims == null ? null : claims.readingId();
    sql.deleteOldFacts(recipe, factsId, claimsId);
    sql.insertNewFacts(recipe, factsId, claimsId);
    sql.putTexts(recipe);
  }

  /** A repository is a recipe if its head means to be one, or any version of it. */
  private static String kind(@Nullable Part head, Tally tally) {
    if (tally.tried() > 0 || (head != null && !head.state().equals("not_a_recipe"))) {
      return "recipe";
    }
    return head == null ? "new" : "other";
  }
}
