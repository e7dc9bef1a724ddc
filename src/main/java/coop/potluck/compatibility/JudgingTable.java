package coop.potluck.compatibility;

import coop.potluck.compatibility.Difference.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of {@code judging.txt}, which says what differences mean. */
final class JudgingTable {

  static final String FILE = "judging.txt";

  private static final int COLUMNS = 5;
  private static final JudgingTable STANDARD = parse(read());

  private final Map<Aspect, List<Row>> byAspect = new EnumMap<>(Aspect.class);

  private JudgingTable() {}

  /** The table that comes with the program. */
  static JudgingTable standard() {
    return STANDARD;
  }

  /** The first line that holds. */
  Row find(Changed c) {
    for (var row : byAspect.getOrDefault(c.key().aspect(), List.of())) {
      if (row.holds(c)) {
        return row;
      }
    }
    throw new IllegalStateException("no line of " + FILE + " is for " + c.change() + " " + c.key());
  }

  /** All lines in order of aspects. */
  List<Row> rows() {
    return byAspect.values().stream().flatMap(List::stream).toList();
  }

  private static String read() {
    try (var stream = JudgingTable.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The table of a text.
   *
   * @throws IllegalStateException naming the line that says something else
   */
  static JudgingTable parse(String text) {
    var table = new JudgingTable();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          var row = row(number, line.split("\\|", -1));
          table.byAspect.computeIfAbsent(row.aspect(), unseen -> new ArrayList<>()).add(row);
        } catch (IllegalArgumentException e) {
          throw new IllegalStateException(FILE + ", line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    return table;
  }

  private static Row row(int number, String[] columns) {
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException("expected " + COLUMNS + " columns with | between");
    }
    var changes = EnumSet.noneOf(Change.class);
    words(columns[1]).forEach(word -> changes.add(Change.valueOf(name(word))));
    var weight = words(columns[3]);
    return new Row(
        number,
        Aspect.valueOf(name(columns[0])),
        changes,
        Conditions.parse(columns[2].strip()),
        Action.valueOf(name(weight.get(0))),
        weight.size() == 1 ? Risk.NONE : Risk.valueOf(name(weight.get(1))),
        Sentence.parse(columns[4].strip()));
  }

  private static List<String> words(String column) {
    return Arrays.stream(column.split(",", -1)).map(String::strip).toList();
  }

  private static String name(String text) {
    return text.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
  }
}
