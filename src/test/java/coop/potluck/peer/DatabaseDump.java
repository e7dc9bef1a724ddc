package coop.potluck.peer;

import coop.potluck.database.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Every row of every table but a few. */
final class DatabaseDump {

  /** What a look at a peer may always write: that it took place, what it cost, what was wrong. */
  private static final Set<String> ALWAYS = Set.of("alarms", "budgets", "peers");

  private static final Set<String> NO_CATALOGUE =
      Set.of("sightings", "quarantine", "unprojected", "speakers", "shown_checkpoints");

  private DatabaseDump() {}

  /** All that a lie must leave as it is. */
  static Map<String, List<String>> all(Database database) {
    return tables(database, ALWAYS);
  }

  /** What is served as the catalogue, which what is only said in a log must leave as it is. */
  static Map<String, List<String>> catalogue(Database database) {
    var tables = tables(database, ALWAYS);
    tables
        .keySet()
        .removeIf(
            it -> it.startsWith("log") || it.startsWith("peers") || NO_CATALOGUE.contains(it));
    return tables;
  }

  /** The recipes that are served, and all versions. */
  static Map<String, List<String>> served(Database database) {
    var tables = tables(database, ALWAYS);
    tables.keySet().removeIf(it -> !Set.of("versions", "readings", "served").contains(it));
    return tables;
  }

  /** The rows that only one of both has, with their tables. */
  static List<String> difference(
      Map<String, List<String>> before, Map<String, List<String>> after) {
    var difference = new ArrayList<String>();
    var tables = new TreeSet<>(before.keySet());
    tables.addAll(after.keySet());
    for (var table : tables) {
      if (Objects.equals(before.get(table), after.get(table))) {
        continue;
      }
      var gone = new ArrayList<>(before.getOrDefault(table, List.of()));
      var added = new ArrayList<>(after.getOrDefault(table, List.of()));
      for (var row : List.copyOf(gone)) {
        if (added.remove(row)) {
          gone.remove(row);
        }
      }
      gone.forEach(row -> difference.add(table + " lost " + row));
      added.forEach(row -> difference.add(table + " got " + row));
    }
    return difference;
  }

  private static Map<String, List<String>> tables(Database database, Set<String> without) {
    return database.read(
        handle -> {
          var dump = new TreeMap<String, List<String>>();
          var names =
              handle
                  .createQuery("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                  .mapTo(String.class)
                  .list();
          for (var name : names) {
            if (!without.contains(name)) {
              dump.put(
                  name,
                  handle.createQuery("SELECT * FROM \"" + name + "\"").mapToMap().list().stream()
                      .map(DatabaseDump::line)
                      .sorted()
                      .toList());
            }
          }
          dump.put(
              "peers, how far",
              handle
                  .createQuery(
                      "SELECT origin || ' ' || coalesce(target, '') || projected FROM peers")
                  .mapTo(String.class)
                  .list());
          dump.put(
              "served",
              handle
                  .createQuery("SELECT coop_id || '/' || name FROM recipes WHERE served ORDER BY 1")
                  .mapTo(String.class)
                  .list());
          return dump;
        });
  }

  private static String line(Map<String, Object> row) {
    var line = new TreeMap<String, String>();
    UnaryOperator<Object> shown =
        value -> value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value;
    row.forEach((name, value) -> line.put(name, String.valueOf(shown.apply(value))));
    return line.toString();
  }
}
