package coop.potluck.app;

import coop.potluck.database.Database;
import coop.potluck.peer.Alarm;
import coop.potluck.peer.Alarms;
import coop.potluck.peer.Evidence;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code potluck peer acknowledge}: ends an alarm that a person has dealt with. */
@Command(
    name = "acknowledge",
    mixinStandardHelpOptions = true,
    description =
        "End an alarm that stays until a person has seen to it. Its evidence stays in the data"
            + " folder.",
    footer = {
      "",
      "Examples:",
      "  potluck peer acknowledge fork catalogue.tidal.example/log",
      "",
      "Exit status: 0 it is ended, 2 there is no such alarm."
    })
final class PeerAcknowledgeCommand extends NodeCommand {

  @Parameters(index = "0", paramLabel = "ALARM", description = "Its kind, such as fork.")
  private String alarm = "";

  @Parameters(index = "1", paramLabel = "LOG", description = "The name of the log it is about.")
  private String log = "";

  @Override
  int run() {
    var kind =
        Alarm.Kind.parse(alarm)
            .orElseThrow(
                () ->
                    new UnusableException(
                        "no kind of alarm: "
                            + alarm
                            + "; there are "
                            + Arrays.stream(Alarm.Kind.values())
                                .map(Alarm.Kind::text)
                                .collect(Collectors.joining(", "))));
    var config = config();
    var file = DataFolder.database(config.data());
    if (!Files.exists(file)) {
      throw new UnusableException("there is no catalogue in " + config.data() + " yet");
    }
    // a node of this version may be running; one of another must not find its schema changed
    Database.openReadOnly(file, config.database()).close();
    try (var database = Database.open(file, config.database())) {
      var evidence =
          new Evidence(DataFolder.evidence(config.data()), config.federation().maxEvidenceBytes());
      if (!new Alarms(database, evidence, Clock.systemUTC()).acknowledge(log, kind)) {
        throw new UnusableException("no alarm " + alarm + " is open about " + log);
      }
    }
    out()
        .println("The alarm is ended; its evidence stays in " + DataFolder.evidence(config.data()));
    out().flush();
    return Main.OK;
  }
}
