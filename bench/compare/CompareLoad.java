import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Has {@code git diff} compare versions, one pair of tags after the other.
 *
 * <p>{@code CompareLoad pairs <folder>} prints the pairs, shuffled the same way each time: {@code <repository> <one tag>
 * <another>}; {@code CompareLoad git <folder> <pairs> <from> <to>} compares those of these line numbers.
 *
 * <p>Prints how many there were, and median, 95 and 99 in 100 and longest in milliseconds.
 */
public final class CompareLoad {

  public static void main(String[] args) throws Exception {
    if (args[0].equals("pairs")) {
      pairs(Path.of(args[1]));
      return;
    }
    List<String> all = Files.readAllLines(Path.of(args[2]));
    List<String> pairs = all.subList(Integer.parseInt(args[3]), Math.min(all.size(), Integer.parseInt(args[4])));
    Path repositories = Path.of(args[1]);
    double[] times = new double[pairs.size()];
    for (int i = 0; i < times.length; i++) {
      String[] pair = pairs.get(i).split(" ");
      long before = System.nanoTime();
      git(repositories.resolve(pair[0] + ".git"), pair[1], pair[2]);
      times[i] = (System.nanoTime() - before) / 1e6;
    }
    Arrays.sort(times);
    System.out.println(String.format(Locale.ROOT, "%d\t%.3f\t%.3f\t%.3f\t%.3f", times.length,
        below(times, 50), below(times, 95), below(times, 99), below(times, 100)));
  }

  private static double below(double[] sorted, double percent) {
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100) - 1)];
  }

  private static void pairs(Path folder) throws Exception {
    List<String> pairs = new ArrayList<>();
    try (var repositories = Files.list(folder)) {
      for (Path repository : repositories.sorted().toList()) {
        String name = repository.getFileName().toString().replace(".git", "");
        List<String> tags = run(repository, "git", "tag");
        for (String from : tags) {
          for (String to : tags) {
            if (!from.equals(to)) {
              pairs.add(name + " " + from + " " + to);
            }
          }
        }
      }
    }
    Collections.shuffle(pairs, new Random(7));
    pairs.forEach(System.out::println);
  }

  private static void git(Path repository, String from, String to) throws Exception {
    if (run(repository, "git", "diff", "--no-color", from, to).isEmpty()) {
      throw new IOException("git found nothing between " + from + " and " + to);
    }
  }

  private static List<String> run(Path directory, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    List<String> lines;
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines = out.lines().toList();
    }
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return lines;
  }
}
