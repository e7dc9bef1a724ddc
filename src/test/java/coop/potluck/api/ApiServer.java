package coop.potluck.api;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.CatalogueSettings;
import coop.potluck.catalogue.Outcome;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.catalogue.Unassessed;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.Linter;
import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.Reports;
import coop.potluck.http.HttpServer;
import coop.potluck.http.HttpSettings;
import coop.potluck.http.Metrics;
import coop.potluck.http.Route;
import coop.potluck.parsing.OperatorFileReader;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.search.RecipeSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A whole reading side: a catalogue of two co-ops in a real database, behind a real port. */
final class ApiServer implements AutoCloseable {

  static final RecipeId WIKI = RecipeId.of("harvest", "wiki");
  static final RecipeId TIDAL_WIKI = RecipeId.of("tidal", "wiki");
  static final RecipeId BROKEN = RecipeId.of("harvest", "broken");
  static final String TOKEN = "the operator's token";
  static final String SECRET = "the co-op's secret";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");

  final Catalogue catalogue;
  final CatalogueReader reader;
  final Unassessed unassessed;
  final LogStore logs;
  final SampleFollowing following = new SampleFollowing();
  final CheckedHttp http;
  final List<Route> routes;

  /** What the server's clock shows; always at the same time of the day. */
  volatile LocalDate day = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

  final AtomicReference<Optional<String>> notReady = new AtomicReference<>(Optional.empty());
  private final Path folder;
  private final Database database;
  private final HttpServer server;

  private final class DayClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return NOW.atZone(ZoneOffset.UTC).with(day).toInstant();
    }
  }

  ApiServer() {
    this(new ApiSecrets(Optional.of(TOKEN), coop -> secret(coop.value())));
  }

  ApiServer(ApiSecrets secrets) {
    folder = folder();
    var clock = new DayClock();
    database = Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
    catalogue = new Catalogue(database, clock, CatalogueSettings.DEFAULT);
    reader = new CatalogueReader(database);
    unassessed = new Unassessed(database);
    fill();
    var metrics = new Metrics();
    var reports = new Reports(database);
    logs = new LogStore(database);
    var federation =
        new Federation(
            logs, reports, database::writes, "Harvest", "ops@harvest.example", null, following);
    FederationMetrics.addTo(metrics, following, clock);
    var times = new SyncTimes(false, NOW.minusSeconds(90), NOW.minusSeconds(60), null);
    var started = new AtomicReference<@Nullable HttpServer>();
    routes =
        Api.routes(
            new ApiContext(
                catalogue,
                reader,
                new RecipeSearch(database),
                new Linter(EndOfLife.standard()),
                new OperatorFileReader(ParsingSettings.DEFAULT),
                ApiSettings.DEFAULT,
                federation,
                secrets,
                () -> "http://127.0.0.1:" + port(started.get()),
                "0.1.0",
                clock,
                () -> times,
                notReady::get,
                metrics));
    server =
        new HttpServer(
            settings(),
            routes,
            Map.of(),
            () -> reader.head().change() + reports.said(),
            "edition",
            metrics);
    started.set(server);
    server.start();
    http = new CheckedHttp(server.port());
  }

  private static int port(@Nullable HttpServer server) {
    return server == null ? 0 : server.port();
  }

  private static Optional<String> secret(String coop) {
    return coop.equals("harvest") ? Optional.of(SECRET) : Optional.empty();
  }

  private static HttpSettings settings() {
    return new HttpSettings(
        "127.0.0.1",
        0,
        null,
        List.of(),
        8,
        100,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        100,
        4_096,
        20_000,
        4 << 20,
        100_000,
        100_000,
        100_000,
        100_000,
        1_000);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("api");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() {
    catalogue.follow(List.of(SampleRecipes.coop("harvest"), SampleRecipes.coop("tidal")));
    catalogue.recordListing("harvest-source", SampleRecipes.listing("wiki", "chat", "broken"));
    catalogue.recordListing("tidal-source", SampleRecipes.listing("wiki", "blog"));
    store(WIKI, "1.0.0+1.2.0", "1.1.0+1.3.0", "2.0.0+2.0.0");
    store(RecipeId.of("harvest", "chat"), "0.1.0+5");
    store(TIDAL_WIKI, "3.0.0+9");
    store(RecipeId.of("tidal", "blog"));
    storeBroken();
    catalogue.recordOutcome(
        RecipeId.of("tidal", "blog"),
        new Outcome(Outcome.Kind.UNREACHABLE, "no answer", 2, NOW.plusSeconds(600)));
  }

  /** Stores these tags, each read as a sound version, and a head. */
  void store(RecipeId id, String... tags) {
    var name = id.name().value();
    var readings = new LinkedHashMap<String, RecipeSync.VersionSync>();
    var all = Arrays.stream(tags).map(SampleRecipes::tag).toList();
    for (var tag : all) {
      readings.put(tag.name(), SampleRecipes.version(name, "nginx:1." + readings.size()));
    }
    catalogue.store(
        new RecipeSync(id, SampleRecipes.head(name, "head"), all, readings, List.of(), 1));
  }

  private void storeBroken() {
    var tag = SampleRecipes.tag("1.0.0+1");
    var other = SampleRecipes.tag("0.9.0+1");
    var head =
        new RecipeSync.HeadSync(
            new Head("main", SampleRecipes.name("b"), SampleRecipes.name("t"), SampleRecipes.DAY),
            new Reading.NotARecipe("there is no compose.yml"),
            null,
            "",
            List.of(),
            null,
            SampleRecipes.files(Map.of()));
    var rejected =
        new RecipeSync.VersionSync(
            new Reading.Rejected(List.of(new Problem("compose.yml:3", "a closing bracket"))),
            new RecipeFiles(
                List.of(
                    new RecipeFile("link", RecipeFile.Kind.SYMLINK, 9, null),
                    new RecipeFile(
                        "compose.yml",
                        RecipeFile.Kind.FILE,
                        1,
                        "[".getBytes(StandardCharsets.UTF_8))),
                List.of()));
    var none =
        new RecipeSync.VersionSync(
            new Reading.NotARecipe("there is no compose.yml"), SampleRecipes.files(Map.of()));
    catalogue.store(
        new RecipeSync(
            BROKEN,
            head,
            List.of(tag, other),
            Map.of("1.0.0+1", rejected, "0.9.0+1", none),
            List.of(new Problem("refs/tags/latest", "a version")),
            1));
  }

  /** All that the server has written down. */
  List<Path> keptFiles() {
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    database.close();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
