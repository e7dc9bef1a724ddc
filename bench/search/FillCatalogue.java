import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.CatalogueSettings;
import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.catalogue.Listing;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import coop.potluck.recipe.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fills a data folder with invented recipes, each with a head and one release, by the node's own
 * parser and catalogue: git is left out, for it would take hours.
 *
 * <p>{@code FillCatalogue <recipes> <folder>}. Makes {@code data}, {@code coops.yaml} and {@code queries.tsv}
 * in the folder. The co-ops' sources are directories that don't exist: a source that fails leaves what is known.
 */
public final class FillCatalogue {

  private static final Instant FIRST_DAY = Instant.parse("2021-01-01T00:00:00Z");
  private static final int WRITTEN_TOGETHER = 500;

  /** What may refer to a new row is looked for, which takes long where these have no index. */
  private static final List<String> REFERRED =
      List.of(
          "recipes (facts_id)", "recipes (claims_id)", "recipes (latest_id)", "heads (reading_id)",
          "readings (object_id)", "files (content_id)");

  /** A large cache of pages, for pages are written in no order. */
  private static final DatabaseSettings SETTINGS =
      new DatabaseSettings(1, Duration.ofSeconds(10), 512L << 20, 0);


  private final Invention invention;
  private final Database database;
  private final Catalogue catalogue;
  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);

  private FillCatalogue(Invention invention, Database database) {
    this.invention = invention;
    this.database = database;
    this.catalogue = new Catalogue(database, Clock.systemUTC(), CatalogueSettings.DEFAULT);
  }

  public static void main(String[] args) throws Exception {
    var invention = new Invention(Integer.parseInt(args[0]));
    Path folder = Path.of(args[1]);
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("coops.yaml"), coopsFile());
    try (var database = Database.open(data.resolve("potluck.db"), SETTINGS)) {
      new FillCatalogue(invention, database).fill();
      long served = new CatalogueReader(database).counts().recipes();
      if (served != invention.size()) {
        throw new IllegalStateException(served + " of " + invention.size() + " recipes are served");
      }
    }
    Asked.write(folder.resolve("queries.tsv"), new QueryMix(invention).queries());
  }

  private static String coopsFile() {
    var text = new StringBuilder("precedence: " + Invention.COOPS + "\ncoops:\n");
    for (String coop : Invention.COOPS) {
      text.append("  - id: ").append(coop).append("\n    domain: ").append(coop).append(".example\n    name: The ");
      text.append(coop).append(" co-op\n    sources:\n      - directory: nowhere/").append(coop).append('\n');
    }
    return text.toString();
  }

  private void fill() throws Exception {
    REFERRED.forEach(column -> change("CREATE INDEX bench_" + column.replaceAll("\\W+", "_") + " ON " + column));
    catalogue.follow(Invention.COOPS.stream().map(FillCatalogue::registration).toList());
    List<List<Listing.Listed>> listed = new ArrayList<>();
    Invention.COOPS.forEach(coop -> listed.add(new ArrayList<>()));
    for (int i = 0; i < invention.size(); i++) {
      InventedRecipe recipe = invention.recipe(i);
      listed.get(Invention.COOPS.indexOf(recipe.coop())).add(listed(recipe));
    }
    for (int i = 0; i < listed.size(); i++) {
      catalogue.recordListing(source(Invention.COOPS.get(i)), new Listing(listed.get(i), List.of()));
    }
    try {
      readAll();
    } finally {
      REFERRED.forEach(column -> change("DROP INDEX bench_" + column.replaceAll("\\W+", "_")));
    }
  }

  private void change(String statement) {
    database.write(handle -> handle.execute(statement));
  }

  private void readAll() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<RecipeSync>> syncs = new ArrayList<>();
      for (int start = 0; start < invention.size(); start += WRITTEN_TOGETHER) {
        syncs.clear();
        for (int i = start; i < Math.min(invention.size(), start + WRITTEN_TOGETHER); i++) {
          int index = i;
          syncs.add(workers.submit(() -> sync(parser, invention.recipe(index), "")));
        }
        List<RecipeSync> made = new ArrayList<>();
        for (Future<RecipeSync> sync : syncs) {
          made.add(sync.get());
        }
        // One transaction around them all: a disk is waited for once.
        database.write(
            handle -> {
              made.forEach(catalogue::store);
              return null;
            });
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static CoopRegistration registration(String coop) {
    return new CoopRegistration(
        new Coop(new CoopId(coop), coop + ".example", "The " + coop + " co-op", null, null),
        List.of(new CoopRegistration.SourceRegistration(source(coop), "directory", "a local directory", true)));
  }

  /** As the node calls the first source of a co-op. */
  private static String source(String coop) {
    return coop + "-1";
  }

  private static Listing.Listed listed(InventedRecipe recipe) {
    return new Listing.Listed(
        new RecipeName(recipe.name()),
        new Repository(
            "https://git." + recipe.coop() + ".example/recipes/" + recipe.name() + ".git", null, recipe.description(),
            "https://" + recipe.name() + ".example", null, recipe.index() % 50 == 0),
        "invented " + recipe.index());
  }

  /**
   * What a look at the recipe's repository would find.
   *
   * @param more that its README ends with
   */
  static RecipeSync sync(RecipeParser parser, InventedRecipe recipe, String more) {
    List<RecipeFile> list = new ArrayList<>();
    recipe.files().forEach(
        (path, text) -> {
          byte[] bytes = (path.equals("README.md") ? text + more : text).getBytes(StandardCharsets.UTF_8);
          list.add(new RecipeFile(path, RecipeFile.Kind.FILE, bytes.length, bytes));
        });
    var files = new RecipeFiles(list, List.of());
    var id = new RecipeId(new CoopId(recipe.coop()), new RecipeName(recipe.name()));
    var reading = parser.parse(id.name(), files);
    var documents = parser.head(files, LinkBase.NONE);
    Instant day = FIRST_DAY.plus(recipe.days(), ChronoUnit.DAYS);
    ObjectName commit = name(recipe.index(), more, 1);
    ObjectName tree = name(recipe.index(), more, 2);
    return new RecipeSync(
        id,
        new RecipeSync.HeadSync(
            new Head("main", commit, tree, day), reading, documents.readmeHtml(), documents.readmeText(),
            documents.notes(), null, files),
        List.of(new Tag(recipe.tag(), name(recipe.index(), more, 3), true, commit, tree, day)),
        Map.of(recipe.tag(), new RecipeSync.VersionSync(reading, new RecipeFiles(List.of(), List.of()))),
        List.of(),
        RecipeParser.SCHEMA);
  }

  private static ObjectName name(int index, String more, int kind) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      digest.update(ByteBuffer.allocate(8).putInt(index).putInt(kind).array());
      byte[] hash = digest.digest(more.getBytes(StandardCharsets.UTF_8));
      return new ObjectName(java.util.HexFormat.of().formatHex(hash));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
