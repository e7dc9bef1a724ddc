package coop.potluck.peer;

import coop.potluck.database.Database;
import coop.potluck.recipe.RecipeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the mirrors are that come by way of peers, as it is stored. */
final class GitStore {

  /** Of one recipe. */
  private static final int MAX_FAULTS = 20;

  /** That are told at a time. */
  private static final int MAX_TOLD = 2_000;

  private static final int MAX_SENTENCE = 500;

  private final Database database;

  GitStore(Database database) {
    this.database = database;
  }

  /** The mirrors of a co-op. */
  Map<RecipeName, GitSql.Row> of(String coop) {
    var rows = new HashMap<RecipeName, GitSql.Row>();
    database
        .read(handle -> handle.attach(GitSql.class).list(coop))
        .forEach(row -> rows.put(row.recipe(), row));
    return rows;
  }

  /** Whether there are any. */
  boolean hasMirrors() {
    return database.read(handle -> handle.attach(GitSql.class).hasMirrors());
  }

  /** The bytes of all mirrors that come by way of a log. */
  long bytes(String origin) {
    return database.read(handle -> handle.attach(GitSql.class).sumBytes(origin));
  }

  /** How many mirrors of a log are not whole for this reason. */
  int countReason(String origin, String reason) {
    return database.read(handle -> handle.attach(GitSql.class).countReason(origin, reason));
  }

  List<GitFault> faults(String coop, RecipeName recipe) {
    return database.read(
        handle ->
            handle.attach(GitSql.class).listFaults(coop, recipe).stream()
                .map(GitSql.FaultRow::fault)
                .toList());
  }

  /** The faults of all logs, in order of logs and their entries; of very many the first. */
  List<GitFault> faults() {
    return database.read(
        handle ->
            handle.attach(GitSql.class).listAllFaults(MAX_TOLD).stream()
                .map(GitSql.FaultRow::fault)
                .toList());
  }

  int countFaults(String origin, GitFault.@Nullable Kind kind) {
    return database.read(
        handle ->
            handle.attach(GitSql.class).countFaults(origin, kind == null ? null : kind.text()));
  }

  /** How it goes with the mirrors of one log. */
  GitStatus status(String origin, long maxBytes) {
    var count = database.read(handle -> handle.attach(GitSql.class).count(origin));
    return new GitStatus(
        count.mirrors(), count.failing(), countFaults(origin, null), count.bytes(), maxBytes);
  }

  /** Stores what a look came to, its faults in the place of those before. */
  void put(GitSql.Row row, List<GitFault> faults) {
    database.write(
        handle -> {
          var sql = handle.attach(GitSql.class);
          sql.put(row);
          sql.deleteFaults(row.coop(), row.recipe());
          for (var fault : faults.subList(0, Math.min(faults.size(), MAX_FAULTS))) {
            sql.putFault(
                row.coop(),
                row.recipe(),
                fault.tag(),
                fault.kind().text(),
                fault.position(),
                cut(fault.sentence()));
          }
          return true;
        });
  }

  private static String cut(String sentence) {
    var line = sentence.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_SENTENCE ? line.substring(0, MAX_SENTENCE) + "…" : line;
  }
}
