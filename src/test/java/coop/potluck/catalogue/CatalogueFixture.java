package coop.potluck.catalogue;

import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A catalogue in a folder, at a time that a test moves on. */
public final class CatalogueFixture implements AutoCloseable {

  public static final RecipeId WIKI = RecipeId.of("harvest", "wiki");
  public static final RecipeId CHAT = RecipeId.of("harvest", "chat");

  public final Database database;
  public final Catalogue catalogue;
  public final CatalogueReader reader;
  private volatile Instant now = Instant.parse("2025-01-01T00:00:00Z");

  public final Clock clock =
      new Clock() {
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
          return now;
        }
      };

  public CatalogueFixture(Path folder) {
    this(folder, point -> {});
  }

  /** A catalogue that tells of each commit. */
  public CatalogueFixture(Path folder, Consumer<String> checkpoint) {
    database = Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
    catalogue = new Catalogue(database, clock, CatalogueSettings.DEFAULT, checkpoint);
    reader = new CatalogueReader(database);
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Follows co-ops and lists {@code names} of the first one. */
  public void list(String coop, String... names) {
    catalogue.follow(List.of(SampleRecipes.coop(coop)));
    catalogue.recordListing(coop + "-source", SampleRecipes.listing(names));
  }

  /** Stores tags, each read as a sound version, and a head. */
  public Stored store(RecipeId id, String... tags) {
    return catalogue.store(sync(id, tags));
  }

  public static RecipeSync sync(RecipeId id, String... tags) {
    return sync(id, Arrays.stream(tags).map(SampleRecipes::tag).toList());
  }

  public static RecipeSync sync(RecipeId id, List<Tag> tags) {
    var readings = new LinkedHashMap<String, RecipeSync.VersionSync>();
    for (var tag : tags) {
      readings.put(
          tag.name(), SampleRecipes.version(id.name().value(), "nginx:" + tag.commit().hex()));
    }
    return sync(id, tags, readings, List.of());
  }

  public static RecipeSync sync(
      RecipeId id,
      List<Tag> tags,
      Map<String, RecipeSync.VersionSync> readings,
      List<Problem> problems) {
    return new RecipeSync(
        id, SampleRecipes.head(id.name().value(), "head"), tags, readings, problems, 1);
  }

  @Override
  public void close() {
    database.close();
  }
}
