package coop.potluck.app;

import coop.potluck.api.Federation;
import coop.potluck.api.Following;
import coop.potluck.database.Database;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.Reports;
import coop.potluck.federation.Witness;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a node shows of logs, its own and others'. */
final class ShownLogs {

  private ShownLogs() {}

  /**
   * Of what is in a database.
   *
   * @param baseUrl what clients call the node; its host is the node's name where it has no other
   * @param witness null where it has no key to cosign with
   */
  static Federation of(
      Database database,
      Config config,
      String baseUrl,
      @Nullable Witness witness,
      Following following) {
    var settings = config.federation();
    var host = URI.create(baseUrl).getHost();
    return new Federation(
        new LogStore(database),
        new Reports(database),
        database::writes,
        settings.name() != null ? settings.name() : host == null ? "Potluck" : host,
        settings.operator(),
        witness,
        following);
  }
}
