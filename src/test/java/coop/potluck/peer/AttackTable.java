package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The attacks in {@code docs/federation.md}; {@code -Dupdate.golden=true} rewrites them. */
final class AttackTable {

  private static final Path FILE = Path.of("docs/federation.md");
  private static final String MARK = "<!-- attacks -->";

  private AttackTable() {}

  static void check(List<Attack> attacks) throws IOException {
    var text = Files.readString(FILE);
    var parts = text.split(MARK, -1);
    assertThat(parts).as("two marks in " + FILE).hasSize(3);
    var table = table(attacks);
    if (Boolean.getBoolean("update.golden")) {
      Files.writeString(FILE, String.join(MARK, parts[0], table, parts[2]));
    } else {
      assertThat(parts[1]).isEqualTo(table);
    }
  }

  private static String table(List<Attack> attacks) {
    var table = new StringBuilder("\n\n| attack | the peer | what comes of it | told as |\n");
    table.append("|---|---|---|---|\n");
    for (var attack : attacks) {
      var outcome = attack.outcome();
      table.append(
          String.format(
              "| %s | %s | %s | %s |%n",
              attack.title(), attack.does(), outcome.end().words, told(outcome)));
    }
    return table.append('\n').toString();
  }

  private static String told(Attack.Outcome outcome) {
    if (outcome.alarm() != null) {
      return "alarm `" + outcome.alarm().text() + "`";
    }
    return outcome.item() == null ? "" : "problem `" + outcome.item() + "`";
  }
}
