package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.api.Api;
import coop.potluck.api.ApiContext;
import coop.potluck.api.ApiSecrets;
import coop.potluck.api.Following;
import coop.potluck.api.SyncTimes;
import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.Linter;
import coop.potluck.database.Database;
import coop.potluck.http.InProcess;
import coop.potluck.http.Metrics;
import coop.potluck.http.Refusal;
import coop.potluck.parsing.OperatorFileReader;
import coop.potluck.search.RecipeSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The catalogue of a data folder, read beside a node that may be running, by the same interface.
 */
final class LocalCatalogue implements NodeReads {

  private final Database database;
  private final InProcess reads;

  private LocalCatalogue(Database database, InProcess reads) {
    this.database = database;
    this.reads = reads;
  }

  /**
   * Opens the catalogue to read it.
   *
   * @throws UnusableException if there is none
   */
  static LocalCatalogue open(Config config) {
    var file = DataFolder.database(config.data());
    if (!Files.exists(file)) {
      throw new UnusableException(
          "there is no catalogue in " + config.data() + " yet; potluck sync makes one");
    }
    var clock = Clock.systemUTC();
    var database = Database.openReadOnly(file, config.database());
    var url = NodeAddress.configured(config.http()).url();
    var context =
        new ApiContext(
            new Catalogue(database, clock, config.catalogue()),
            new CatalogueReader(database, config.catalogue()),
            new RecipeSearch(database, config.search(), Runnable::run),
            new Linter(OperatorDates.endOfLife(config)),
            new OperatorFileReader(config.parsing()),
            config.api(),
            ShownLogs.of(database, config, url, null, Following.NONE),
            ApiSecrets.NONE,
            () -> url,
            Version.text(),
            clock,
            () -> SyncTimes.NEVER,
            Optional::empty,
            new Metrics());
    return new LocalCatalogue(database, new InProcess(Api.routes(context)));
  }

  @Override
  public JsonNode get(String address, String member) {
    return answer(() -> reads.get(address));
  }

  @Override
  public JsonNode post(String address, String mediaType, byte[] text, String member) {
    return answer(() -> reads.post(address, mediaType, text));
  }

  private static JsonNode answer(Supplier<byte[]> asked) {
    try {
      return JSON.readTree(asked.get());
    } catch (Refusal refusal) {
      throw new UnusableException(refusal.detail(), refusal);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
