package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck peer status}: how following goes. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Ask the running node how it goes with each peer, and which alarms are open.",
    footer = {
      "",
      "Examples:",
      "  potluck peer status",
      "  potluck peer status --node https://catalogue.harvest.example --json",
      "",
      "Exit status: 0 all is well, 1 an alarm is open or a peer fails, 2 no node answered."
    })
final class PeerStatusCommand extends NodeCommand {

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "The node to ask. Default: this one, where it listens.")
  private @Nullable String node;

  @Option(names = "--json", description = "Print JSON, as the interface of a node answers it.")
  private boolean json;

  @Override
  int run() {
    var config = config();
    var url = node == null ? NodeAddress.configured(config.http()).localUrl() : node;
    JsonNode answer;
    try (var asked = RemoteNode.open(url, config.outbound())) {
      answer = asked.get("/api/v1/peers");
    }
    var well = true;
    for (var peer : answer.path("items")) {
      var state = peer.path("state").asText();
      well &= peer.path("alarms").isEmpty() && (state.equals("ok") || state.equals("new"));
    }
    if (json) {
      out().println(NodeReads.pretty(answer));
      out().flush();
    } else {
      print(new Sheet(out(), terminal()), answer);
    }
    return well ? Main.OK : Main.SOME_FAILED;
  }

  private void print(Sheet sheet, JsonNode answer) {
    if (answer.path("items").isEmpty()) {
      sheet.line(0, "That node follows no other.");
      sheet.end();
      return;
    }
    var table = new Table("LOG", "STATE", "ENTRIES", "VERIFIED", "FROM");
    for (var peer : answer.path("items")) {
      var state = peer.path("state").asText();
      var behind = peer.path("behind").asLong();
      table.row(
          sheet.cell(peer.path("origin").asText()),
          sheet.cell(state.equals("ok") ? Sheet.Ink.GREEN : Sheet.Ink.YELLOW, state),
          sheet.cell(peer.path("size").asText() + (behind > 0 ? " (" + behind + " to come)" : "")),
          sheet.cell(peer.path("verified").asText("never")),
          sheet.cell(peer.path("source").asText(peer.path("url").asText())));
    }
    sheet.table(table);
    for (var peer : answer.path("items")) {
      details(sheet, peer);
    }
    sheet.end();
  }

  private static void details(Sheet sheet, JsonNode peer) {
    var origin = peer.path("origin").asText();
    var reason = peer.path("reason").asText("");
    var quarantined = peer.path("quarantined").asLong();
    if (!reason.isEmpty()) {
      sheet.line(0, origin, ": ", reason);
    }
    if (quarantined > 0) {
      sheet.line(0, origin, ": ", quarantined, " items put aside; potluck problems names them");
    }
    if (peer.path("git").isObject()) {
      git(sheet, origin, peer.path("git"));
    }
    for (var alarm : peer.path("alarms")) {
      sheet.line(
          0,
          new Sheet.Inked(Sheet.Ink.RED, "ALARM " + alarm.path("kind").asText()),
          " ",
          origin,
          " since ",
          alarm.path("since").asText(),
          ": ",
          alarm.path("sentence").asText());
      var evidence = alarm.path("evidence").asText("");
      if (!evidence.isEmpty()) {
        sheet.line(1, "evidence in evidence/", evidence, " of the data folder");
      }
    }
  }

  private static void git(Sheet sheet, String origin, JsonNode git) {
    sheet.line(
        0,
        origin,
        ": ",
        git.path("repositories").asLong(),
        " repositories mirrored, ",
        git.path("bytes").asLong(),
        " of ",
        git.path("max_bytes").asLong(),
        " bytes");
    var failing = git.path("failing").asLong();
    var faults = git.path("faults").asLong();
    if (failing + faults > 0) {
      sheet.line(
          1, failing, " not whole; ", faults, " differ from the log; potluck problems names them");
    }
  }
}
