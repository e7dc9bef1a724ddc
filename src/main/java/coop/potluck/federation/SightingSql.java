package coop.potluck.federation;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of what each log says last of each thing; an empty tag stands for the recipe. */
interface SightingSql {

  /** A sighting as it is stored. */
  record SightingRow(
      long logId,
      String coop,
      RecipeName recipe,
      String tag,
      long position,
      String leaf,
      String state,
      @Nullable ObjectName object,
      @Nullable ObjectName commitName,
      @Nullable String manifest,
      @Nullable String parsed) {

    Sighting sighting() {
      return new Sighting(
          logId,
          coop,
          recipe,
          tag.isEmpty() ? null : tag,
          position,
          Hash.parseHex(leaf).orElseThrow(),
          Sighting.State.valueOf(state.toUpperCase(Locale.ROOT)),
          object,
          commitName,
          manifest == null ? null : Hash.parseHex(manifest).orElseThrow(),
          parsed == null ? null : Hash.parseHex(parsed).orElseThrow());
    }
  }

  String SIGHTING =
      """
      SELECT log_id, coop, recipe, tag, position, leaf, state, object, commit_name, manifest, parsed
      FROM sightings
      """;

  String PUT =
      """
      INSERT INTO sightings (log_id, coop, recipe, tag, position, leaf, state, object,
        commit_name, manifest, parsed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (log_id, coop, recipe, tag) DO UPDATE SET position = excluded.position,
        leaf = excluded.leaf, state = excluded.state, object = excluded.object,
        commit_name = excluded.commit_name, manifest = excluded.manifest,
        parsed = excluded.parsed
      """;

  /** Ends all that a log says of a recipe; the statement is the last about each of them. */
  @SqlUpdate(
      """
      UPDATE sightings SET state = 'withdrawn', position = :position, leaf = :leaf
      WHERE log_id = :log AND coop = :coop AND recipe = :recipe AND state <> 'withdrawn'
      """)
  void withdraw(long log, String coop, RecipeName recipe, long position, String leaf);

  @SqlQuery(SIGHTING + " WHERE log_id = :log AND coop = :coop AND recipe = :recipe AND tag = :tag")
  @RegisterConstructorMapper(SightingRow.class)
  Optional<SightingRow> find(long log, String coop, RecipeName recipe, String tag);

  @SqlQuery(SIGHTING + " WHERE log_id = :log AND coop = :coop AND recipe = :recipe ORDER BY tag")
  @RegisterConstructorMapper(SightingRow.class)
  List<SightingRow> listOfRecipe(long log, String coop, RecipeName recipe);

  @SqlQuery(SIGHTING + " WHERE coop = :coop AND recipe = :recipe AND tag = :tag ORDER BY log_id")
  @RegisterConstructorMapper(SightingRow.class)
  List<SightingRow> listOfThing(String coop, RecipeName recipe, String tag);

  /** A recipe that a log has spoken of. */
  record NameRow(String coop, RecipeName recipe) {}

  @SqlQuery("SELECT DISTINCT coop, recipe FROM sightings WHERE log_id = :log ORDER BY coop, recipe")
  @RegisterConstructorMapper(NameRow.class)
  List<NameRow> listRecipes(long log);

  /** How far a log has spoken of a recipe. */
  record SpokenRow(String coop, RecipeName recipe, long position, boolean live) {}

  @SqlQuery(
      """
      SELECT coop, recipe, max(position) AS position, max(state <> 'withdrawn') AS live
      FROM sightings WHERE log_id = :log GROUP BY coop, recipe ORDER BY coop, recipe
      """)
  @RegisterConstructorMapper(SpokenRow.class)
  List<SpokenRow> listSpoken(long log);
}
