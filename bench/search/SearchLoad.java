import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a node for recipes by eight connections, each its next query once it has the answer.
 *
 * <p>{@code SearchLoad check <port> <queries>} asks every query once, and again leaving out what is nowhere. Prints
 * {@code <kind> <queries> <of them that found nothing>} a line, and ends with 1 if both differ in what they find.
 *
 * <p>{@code SearchLoad new|again <port> <queries> <seconds> <first number>}: <em>new</em> asks in the order of the
 * file, no query twice: each leaves out a word that is nowhere and was never left out before. <em>again</em> asks as
 * people do, the first query of the file most often, the n-th an n-th as often. Prints {@code all}, requests a
 * second, how many there were, median, 95 and 99 in 100, longest and the CPU time of this process for one; then a
 * line for each kind.
 * Times are milliseconds. Any status but 200 ends it with an error.
 */
public final class SearchLoad {

  private static final Pattern TOTAL = Pattern.compile("\"total\"\\s*:\\s*(\\d+)");

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    List<Asked> queries = Asked.read(Path.of(args[2]));
    if (args[0].equals("check")) {
      System.exit(check(port, queries) ? 0 : 1);
    }
    long first = Long.parseLong(args[4]);
    Timings timings =
        Timings.measure(
            () -> new HttpAsker(port),
            args[0].equals("new") ? never(queries, first) : again(queries, first),
            Double.parseDouble(args[3]));
    System.out.println(
        String.format(
            Locale.ROOT, "all\t%.1f\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.3f", timings.perSecond(), timings.count(),
            timings.percentile(50), timings.percentile(95), timings.percentile(99), timings.percentile(100),
            timings.cpuEach()));
    timings.byKind().forEach(System.out::println);
  }

  private static Timings.Order never(List<Asked> queries, long first) {
    return number -> queries.get((int) (number % queries.size())).leavingOut(first + number);
  }

  private static Timings.Order again(List<Asked> queries, long first) {
    var zipf = new Vocabulary.Zipf(queries.size(), 1.0);
    return number -> queries.get(zipf.draw(new SplittableRandom(first + number)));
  }

  private static boolean check(int port, List<Asked> queries) throws Exception {
    Map<String, int[]> kinds = new TreeMap<>();
    int differing = 0;
    try (var asker = new HttpAsker(port)) {
      for (int i = 0; i < queries.size(); i++) {
        Asked query = queries.get(i);
        long total = total(asker, query);
        int[] counts = kinds.computeIfAbsent(query.kind(), kind -> new int[2]);
        counts[0]++;
        counts[1] += total == 0 ? 1 : 0;
        if (total != total(asker, query.leavingOut(1_000_000_000L + i))) {
          differing++;
        }
      }
    }
    kinds.forEach((kind, counts) -> System.out.println(kind + "\t" + counts[0] + "\t" + counts[1]));
    if (differing > 0) {
      System.err.println(differing + " queries find something else where they leave out what is nowhere");
    }
    return differing == 0;
  }

  private static long total(HttpAsker asker, Asked query) throws Exception {
    asker.ask(query);
    Matcher total = TOTAL.matcher(asker.lastBody());
    if (!total.find()) {
      throw new IllegalStateException("no total in the answer to " + query);
    }
    return Long.parseLong(total.group(1));
  }
}
