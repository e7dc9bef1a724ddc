import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueSettings;
import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.search.RecipeSearch;
import coop.potluck.search.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Asks the search of the node, and FTS5, the same queries within this process.
 *
 * <p>{@code Engines <potluck, fts5 or fts5-all> <recipes> <folder of FillCatalogue> <seconds>}. Prints, with tabs between:
 * engine, recipes, requests a second, then in milliseconds the median, 99 in 100, the longest and the CPU time of
 * one; the seconds that
 * the index took to build, its bytes, the milliseconds that one changed recipe costs. Lines by kind of query
 * go to the standard error output. What is changed is a copy, or undone.
 */
public final class Engines {

  private static final int CHANGES = 20;

  private final String[] args;
  private final Invention invention;
  private final Path folder;
  private final double seconds;
  private final List<Asked> queries;

  private Engines(String[] args) throws Exception {
    this.args = args;
    this.invention = new Invention(Integer.parseInt(args[1]));
    this.folder = Path.of(args[2]);
    this.seconds = Double.parseDouble(args[3]);
    this.queries = Asked.read(folder.resolve("queries.tsv"));
  }

  public static void main(String[] args) throws Exception {
    var engines = new Engines(args);
    switch (args[0]) {
      case "fts5" -> engines.fullText(FullTextSearch.Reach.values());
      case "fts5-all" -> engines.fullText(FullTextSearch.Reach.ALL);
      default -> engines.potluck();
    }
  }

  private void fullText(FullTextSearch.Reach... reaches) throws Exception {
    Path file = folder.resolve("fts5.db");
    Path made = folder.resolve("fts5.made");
    if (!Files.exists(made)) {
      long start = System.nanoTime();
      FullText.build(file, invention);
      double built = (System.nanoTime() - start) / 1e9;
      Files.writeString(made, built + " " + FullText.change(file, invention));
    }
    String[] costs = Files.readString(made).split(" ");
    for (FullTextSearch.Reach reach : reaches) {
      measure(reach.title(), Double.parseDouble(costs[0]), Files.size(file), Double.parseDouble(costs[1]),
          () -> asker(new FullTextSearch(file, reach)));
    }
  }

  private static Timings.Asker asker(FullTextSearch search) {
    return new Timings.Asker() {
      @Override
      public void ask(Asked query) throws Exception {
        search.find(query);
      }

      @Override
      public void close() throws IOException {
        search.close();
      }
    };
  }

  private void potluck() throws Exception {
    Path copy = Files.createTempDirectory(folder, "changed");
    try (var database = Database.open(
        Files.copy(folder.resolve("data/potluck.db"), copy.resolve("potluck.db")), DatabaseSettings.DEFAULT)) {
      long before = usedHeap();
      long start = System.nanoTime();
      var search = new RecipeSearch(database);
      find(search, queries.get(0));
      double built = (System.nanoTime() - start) / 1e9;
      long heap = usedHeap() - before;
      measure("Potluck", built, heap, changed(database, search), () -> query -> find(search, query));
    } finally {
      try (Stream<Path> files = Files.list(copy)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(copy);
    }
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** What a search after a change takes more than the same search once again. */
  private double changed(Database database, RecipeSearch search) {
    var catalogue = new Catalogue(database, Clock.systemUTC(), CatalogueSettings.DEFAULT);
    var parser = new RecipeParser(ParsingSettings.DEFAULT);
    InventedRecipe recipe = invention.recipe(invention.size() / 2);
    var asked = new Asked("name", recipe.name(), java.util.Map.of());
    long more = 0;
    for (int i = 0; i < CHANGES; i++) {
      catalogue.store(FillCatalogue.sync(parser, recipe, "\nChanged " + i + "\n"));
      long start = System.nanoTime();
      find(search, asked);
      long middle = System.nanoTime();
      find(search, asked);
      more += middle - start - (System.nanoTime() - middle);
    }
    return more / 1e9 / CHANGES;
  }

  private static void find(RecipeSearch search, Asked asked) {
    if (!(search.find(asked.query()) instanceof SearchResult.Found)) {
      throw new IllegalStateException("no answer to " + asked);
    }
  }

  private void measure(String name, double built, long bytes, double changed, Timings.Opening opening)
      throws Exception {
    Timings.Order order = number -> queries.get((int) (number % queries.size())).leavingOut(number);
    // Only Java gets faster as it is used.
    Timings.measure(opening, order, args[0].equals("potluck") ? Math.max(10, 2 * seconds) : 3);
    Timings timings = Timings.measure(opening, order, seconds);
    System.out.println(
        String.format(
            Locale.ROOT, "%s\t%s\t%.1f\t%.2f\t%.2f\t%.1f\t%.2f\t%.2f\t%d\t%.2f", name, args[1], timings.perSecond(),
            timings.percentile(50), timings.percentile(99), timings.percentile(100), timings.cpuEach(),
            built, bytes, changed * 1_000));
    timings.byKind().forEach(line -> System.err.println(name + "\t" + args[1] + "\t" + line));
  }
}
