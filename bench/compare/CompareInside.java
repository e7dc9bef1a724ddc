import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.View;
import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.recipe.RecipeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares versions within this process, each pair once: finds the two releases, reads and decodes what was parsed of
 * them, and works out what differs and which files do. What a request does but for HTTP and JSON.
 *
 * <p>{@code CompareInside <database> <pairs> <pairs before> <pairs a round> <rounds>}; prints for each round how many
 * there were, and median, 95 and 99 in 100 and longest in milliseconds.
 */
public final class CompareInside {

  public static void main(String[] args) throws Exception {
    List<String> pairs = Files.readAllLines(Path.of(args[1]));
    int at = Integer.parseInt(args[2]);
    int each = Integer.parseInt(args[3]);
    try (Database database = Database.openReadOnly(Path.of(args[0]), DatabaseSettings.DEFAULT)) {
      var reader = new CatalogueReader(database);
      compare(reader, pairs.subList(0, at));
      for (int round = 0; round < Integer.parseInt(args[4]) && at + each <= pairs.size(); round++, at += each) {
        double[] times = compare(reader, pairs.subList(at, at + each));
        System.out.println(String.format(Locale.ROOT, "%d\t%.3f\t%.3f\t%.3f\t%.3f", times.length,
            below(times, 50), below(times, 95), below(times, 99), below(times, 100)));
      }
    }
  }

  private static double[] compare(CatalogueReader reader, List<String> pairs) {
    double[] times = new double[pairs.size()];
    for (int i = 0; i < times.length; i++) {
      String[] pair = pairs.get(i).split(" ");
      long before = System.nanoTime();
      int found = differences(reader, RecipeId.of("bench", pair[0]), pair[1], pair[2]);
      times[i] = (System.nanoTime() - before) / 1e6;
      if (found == 0) {
        throw new IllegalStateException("nothing differs: " + pairs.get(i));
      }
    }
    Arrays.sort(times);
    return times;
  }

  private static int differences(CatalogueReader reader, RecipeId recipe, String from, String to) {
    return reader.snapshot(() -> {
      List<Release> releases = reader.releases(recipe).found().orElseThrow();
      Release old = release(releases, from);
      Release other = release(releases, to);
      var was = reader.content(recipe, old);
      var is = reader.content(recipe, other);
      var comparer = new Comparer();
      var differences = comparer.differences(was, is, new View.Defaults());
      var comparison = comparer.comparison(old, was, other, is, new View.Defaults(), differences);
      reader.files(recipe, old);
      reader.files(recipe, other);
      return comparison.differences().size();
    });
  }

  private static Release release(List<Release> releases, String tag) {
    return releases.stream().filter(it -> it.tag().name().equals(tag)).findFirst().orElseThrow();
  }

  private static double below(double[] sorted, double percent) {
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100) - 1)];
  }
}
