package coop.potluck.app;

import coop.potluck.database.Database;
import coop.potluck.federation.NewestSeen;
import coop.potluck.federation.OwnLog;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;

/** Opens the log that this node writes. */
final class OwnLogs {

  private OwnLogs() {}

  /**
   * The log of a data folder that this process holds.
   *
   * @throws UnusableException if it cannot be
   */
  static OwnLog open(
      Config config,
      DataFolder folder,
      Database database,
      NodeKeys keys,
      NewestSeen seen,
      Clock clock,
      Consumer<String> checkpoint) {
    var url = config.http().publicUrl();
    try {
      var home =
          new OwnLog.Home(
              keys.folder().signed(), folder.identity(), url == null ? null : url + "/git");
      return new OwnLog(database, keys.required(), home, seen, clock, checkpoint);
    } catch (IOException e) {
      throw new UnusableException(
          "the data folder " + config.data() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** A data folder that a command holds for itself while it works on the log. */
  record Held(DataFolder folder, Database database, NodeKeys keys) implements AutoCloseable {

    static Held open(Config config) {
      var keys = NodeKeys.read(config);
      keys.required();
      var folder = DataFolder.lock(config.data());
      try {
        return new Held(folder, Database.open(folder.database(), config.database()), keys);
      } catch (RuntimeException e) {
        folder.close();
        throw e;
      }
    }

    OwnLog log(Config config, NewestSeen seen) {
      return OwnLogs.open(config, folder, database, keys, seen, Clock.systemUTC(), point -> {});
    }

    @Override
    public void close() {
      database.close();
      folder.close();
    }
  }
}
