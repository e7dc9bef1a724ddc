package coop.potluck.peer;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The rows of what was stated and is not in the catalogue yet. */
interface UnprojectedSql {

  /** Stands for all that is stated of a recipe; git allows no such name. */
  String ALL = "*";

  @SqlUpdate(
      """
      INSERT INTO unprojected (coop, recipe, tag) VALUES (:coop, :recipe, :tag)
      ON CONFLICT DO NOTHING
      """)
  void put(String coop, String recipe, String tag);

  @SqlQuery("SELECT DISTINCT coop FROM unprojected ORDER BY coop")
  List<String> listCoops();

  @SqlQuery("SELECT DISTINCT recipe FROM unprojected WHERE coop = :coop ORDER BY recipe")
  List<String> listRecipes(String coop);

  @SqlQuery("SELECT tag FROM unprojected WHERE coop = :coop AND recipe = :recipe")
  List<String> listTags(String coop, String recipe);

  @SqlQuery("SELECT origins FROM spoken_for WHERE coop = :coop")
  Optional<String> findSpeakers(String coop);

  @SqlQuery("SELECT coop FROM spoken_for")
  List<String> listSpokenFor();

  @SqlUpdate("DELETE FROM spoken_for WHERE coop = :coop")
  void deleteSpeakers(String coop);

  @SqlUpdate(
      """
      INSERT INTO spoken_for (coop, origins) VALUES (:coop, :origins)
      ON CONFLICT (coop) DO UPDATE SET origins = excluded.origins
      """)
  void putSpeakers(String coop, String origins);

  @SqlUpdate("DELETE FROM unprojected WHERE coop = :coop AND recipe = :recipe AND tag = :tag")
  void delete(String coop, String recipe, String tag);
}
