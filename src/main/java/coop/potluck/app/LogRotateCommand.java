package coop.potluck.app;

import coop.potluck.federation.NewestSeen;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import java.io.IOException;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code potluck log rotate}: another key signs from now on. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Make a new key for the log, and state under the old one that it signs from now on. Both sign"
          + " until --finish, so that followers who were away learn of it. Stop the node first."
    },
    footer = {
      "",
      "Examples:",
      "  potluck log rotate",
      "  potluck log rotate --finish",
      "",
      "Exit status: 0 all is well, 2 nothing was changed."
    })
final class LogRotateCommand extends NodeCommand {

  @Option(
      names = "--finish",
      description = "Forget the old key: all followers have seen the new one.")
  private boolean finish;

  @Override
  int run() {
    var config = config();
    try (var held = OwnLogs.Held.open(config)) {
      var folder = held.keys().folder();
      var next = folder.nextLog();
      var sheet = new Sheet(out(), terminal());
      if (finish) {
        if (next.isEmpty()) {
          throw new UnusableException("no rotation has begun");
        }
        folder.promote();
        sheet.line(0, "Only ", next.get().verifierKey(), " signs now.");
      } else {
        if (next.isPresent()) {
          rotate(config, held, next.get(), sheet);
        } else {
          var made =
              SigningKey.generate(
                  held.keys().required().origin(), SignatureType.NOTE, new SecureRandom());
          folder.stage(made);
          rotate(config, held, made, sheet);
        }
      }
      sheet.end();
      return Main.OK;
    } catch (IOException | coop.potluck.federation.MalformedException e) {
      throw new UnusableException("the keys cannot be changed: " + e.getMessage(), e);
    }
  }

  /** The keys are read again: the new one is among them now. */
  private static void rotate(Config config, OwnLogs.Held held, SigningKey next, Sheet sheet) {
    var all = new OwnLogs.Held(held.folder(), held.database(), NodeKeys.read(config));
    try {
      var log = all.log(config, NewestSeen.NOBODY);
      var statement = log.rotate(next.verifierKey());
      log.sign();
      sheet.line(0, "From entry ", statement.from(), " on ", statement.key(), " signs.");
      sheet.line(1, "fingerprint  ", Fingerprint.of(statement.key()));
      sheet.line(
          0, "Peers take it by themselves. Witnesses and people who pinned the old key need");
      sheet.line(0, "the new one; then potluck log rotate --finish forgets the old.");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UnusableException("nothing was stated: " + e.getMessage(), e);
    }
  }
}
