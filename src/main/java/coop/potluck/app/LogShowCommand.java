package coop.potluck.app;

import coop.potluck.database.Database;
import coop.potluck.federation.LogStore;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck log show}: the logs in the data folder. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show this node's own log, and the copies that it keeps of others'.",
    footer = {"", "Examples:", "  potluck log show", "  potluck log show --json"})
final class LogShowCommand extends NodeCommand {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var file = DataFolder.database(config.data());
    if (!Files.exists(file)) {
      throw new UnusableException(
          "there is no catalogue in " + config.data() + " yet; potluck sync makes one");
    }
    try (var database = Database.openReadOnly(file, config.database())) {
      var logs = new LogStore(database).list();
      if (json) {
        var items = logs.stream().map(LogShowCommand::item).toList();
        out().println(NodeReads.pretty(NodeReads.document(NodeReads.JSON.valueToTree(items))));
        out().flush();
        return Main.OK;
      }
      var sheet = new Sheet(out(), terminal());
      if (logs.stream().noneMatch(LogStore.Log::own)) {
        sheet.line(0, "This node has no log of its own; potluck keygen and serve begin one.");
      }
      logs.forEach(log -> print(sheet, log));
      sheet.end();
      return Main.OK;
    }
  }

  private static void print(Sheet sheet, LogStore.Log log) {
    var key = log.keyAt(log.size());
    sheet.line(
        0,
        new Sheet.Inked(Sheet.Ink.BOLD, log.origin()),
        log.own() ? ", written here" : ", a copy");
    sheet.line(1, "entries      ", log.size(), log.length() > log.size() ? unsigned(log) : "");
    var checkpoint = log.checkpoint();
    if (checkpoint != null) {
      sheet.line(1, "root         ", checkpoint.checkpoint().root().base64());
    }
    sheet.line(1, "key          ", key.vkey());
    sheet.line(1, "fingerprint  ", Fingerprint.of(key));
    for (var before : log.keys()) {
      if (!before.key().equals(key)) {
        sheet.line(1, "another key  ", before.key().vkey(), " from entry ", before.size());
      }
    }
  }

  private static String unsigned(LogStore.Log log) {
    return ", and " + (log.length() - log.size()) + " that no checkpoint covers yet";
  }

  private static Map<String, Object> item(LogStore.Log log) {
    var item = new LinkedHashMap<String, Object>();
    var checkpoint = log.checkpoint();
    item.put("origin", log.origin());
    item.put("own", log.own());
    item.put("size", log.size());
    item.put("stored", log.length());
    if (checkpoint != null) {
      item.put("root", checkpoint.checkpoint().root().base64());
    }
    item.put("key", log.keyAt(log.size()).vkey());
    item.put("fingerprint", Fingerprint.of(log.keyAt(log.size())));
    return item;
  }
}
