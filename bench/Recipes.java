import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Builds bare git repositories of invented recipes, each with ten release tags; the same bytes and
 * object names each time.
 *
 * <p>{@code Recipes <folder of templates> <folder to fill> <count>}. Prints one repository name a line.
 */
public final class Recipes {

  private static final int TAGS = 10;
  private static final int COMMITS_PER_TAG = 3;
  private static final long FIRST_COMMIT = 1_672_531_200L; // 2023-01-01T00:00:00Z
  private static final long DAY = 86_400L;

  public static void main(String[] args) throws Exception {
    Map<String, String> templates = read(Path.of(args[0]));
    Path folder = Files.createDirectories(Path.of(args[1])).toRealPath();
    int count = Integer.parseInt(args[2]);
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(processors);
    try {
      List<Future<String>> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int index = i;
        names.add(workers.submit(() -> build(templates, folder, index)));
      }
      for (Future<String> name : names) {
        System.out.println(name.get());
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> templates = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        templates.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return templates;
  }

  private static String build(Map<String, String> templates, Path folder, int index)
      throws Exception {
    var recipe = new RecipeText(templates, index);
    Path repository = folder.resolve(recipe.name() + ".git");
    git(folder, new byte[0], "init", "--quiet", "--bare", "--template=", "-b", "main",
        repository.toString());
    // One pack, as a forge keeps them, not loose objects.
    git(repository, history(recipe, index), "-c", "fastimport.unpackLimit=1", "fast-import",
        "--quiet");
    git(repository, new byte[0], "pack-refs", "--all");
    return recipe.name();
  }

  private static void git(Path directory, byte[] input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = git.getOutputStream()) {
      in.write(input);
    }
    if (git.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " in " + directory + " failed");
    }
  }

  /** What {@code git fast-import} reads: a few commits for each tag, and one after the last. */
  private static byte[] history(RecipeText recipe, int index) throws IOException {
    var stream = new FastImport(FIRST_COMMIT + index * 3_600L);
    var random = new Random(index);
    for (int tag = 0; tag < TAGS; tag++) {
      recipe.release(random);
      Map<String, String> files = recipe.files();
      List<String> paths = new ArrayList<>(files.keySet());
      for (int part = 0; part < COMMITS_PER_TAG; part++) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (int at = part; at < paths.size(); at += COMMITS_PER_TAG) {
          changed.put(paths.get(at), files.get(paths.get(at)));
        }
        stream.commit("chore: prepare " + recipe.tag() + ", part " + (part + 1), changed);
      }
      // One in forty is lightweight, as happens.
      stream.tag(recipe.tag(), random.nextInt(40) != 0);
      stream.pass(10 * DAY + random.nextInt(20) * DAY);
    }
    stream.commit("docs: README", Map.of("README.md", recipe.readme() + "\nThanks to all!\n"));
    return stream.bytes();
  }

  /** The stream format of {@code git fast-import}, as far as it is needed here. */
  private static final class FastImport {
    private static final String WHO = "Recipe Maintainer <maintainer@recipes.example> ";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> tree = new LinkedHashMap<>();
    private long time;
    private int mark;

    FastImport(long start) {
      this.time = start;
    }

    void pass(long seconds) {
      time += seconds;
    }

    /** Adds nothing where every file already reads so. */
    void commit(String message, Map<String, String> files) throws IOException {
      Map<String, String> changed = new LinkedHashMap<>(files);
      changed.entrySet().removeIf(file -> file.getValue().equals(tree.get(file.getKey())));
      if (changed.isEmpty()) {
        return;
      }
      tree.putAll(changed);
      time += 600;
      line("commit refs/heads/main");
      line("mark :" + (mark + 1));
      line("committer " + WHO + time + " +0000");
      data(message);
      if (mark > 0) {
        line("from :" + mark);
      }
      mark++;
      for (Map.Entry<String, String> file : changed.entrySet()) {
        line("M 100644 inline " + file.getKey());
        data(file.getValue());
      }
    }

    void tag(String name, boolean annotated) throws IOException {
      if (annotated) {
        line("tag " + name);
        line("from :" + mark);
        line("tagger " + WHO + time + " +0000");
        data("chore: publish " + name + " release\n");
      } else {
        line("reset refs/tags/" + name);
        line("from :" + mark);
        line("");
      }
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void line(String text) throws IOException {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void data(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      line("data " + bytes.length);
      out.write(bytes);
      out.write('\n');
    }
  }
}
