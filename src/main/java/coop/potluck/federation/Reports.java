package coop.potluck.federation;

import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all logs say together, beside what the catalogue has. Safe for many threads. */
public final class Reports {

  private final Database database;
  private volatile @Nullable Said last;

  /** A number, and how many writes there were when it was read. */
  private record Said(long writes, long number) {}

  public Reports(Database database) {
    this.database = database;
  }

  /**
   * A version that is served, and a log that says otherwise.
   *
   * @param object what its tag names in the catalogue
   * @param commit where that is
   */
  public record Disagreed(
      RecipeId recipe, String tag, ObjectName object, ObjectName commit, Sighting other) {}

  /** Rises with everything that any log says; asked for on every request, so it is remembered. */
  public long said() {
    if (database.isReading()) {
      return read();
    }
    var writes = database.writes();
    var said = last;
    if (said == null || said.writes() != writes) {
      said = new Said(writes, read());
      last = said;
    }
    return said.number();
  }

  /** A plain statement, since it is asked for within every snapshot. */
  private long read() {
    return database.read(
        handle -> {
          try (var statement = handle.getConnection().createStatement();
              var rows = statement.executeQuery("SELECT sum(length + size) FROM logs")) {
            return rows.next() ? rows.getLong(1) : 0;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /**
   * The last that logs say of things, where that names one of these manifests or parsed objects.
   */
  public List<Sighting> naming(Collection<Hash> objects) {
    var hashes =
        objects.stream().map(it -> '"' + it.hex() + '"').collect(Collectors.joining(",", "[", "]"));
    return database.read(
        handle ->
            handle.attach(ReportSql.class).listNaming(hashes).stream()
                .map(SightingSql.SightingRow::sighting)
                .toList());
  }

  /** Where others' logs state a tag elsewhere than the catalogue has it, in order of recipes. */
  public List<Disagreed> disagreed(int limit) {
    return database.read(
        handle ->
            handle.attach(ReportSql.class).listDisagreed(limit).stream()
                .map(Reports::disagreed)
                .toList());
  }

  private static Disagreed disagreed(ReportSql.DisagreedRow row) {
    var recipe =
        new RecipeId(
            CoopId.parse(row.alias()).orElseThrow(), RecipeName.parse(row.name()).orElseThrow());
    var sighting = row.sighting().sighting();
    return new Disagreed(
        recipe, row.sighting().tag(), row.hereObject(), row.hereCommit(), sighting);
  }
}
