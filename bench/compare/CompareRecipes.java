import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds bare git repositories of invented recipes with twenty Compose files each; the same bytes each time. From one
 * release to the next a few things change: images, keys, a secret, a config, an overlay.
 *
 * <p>{@code CompareRecipes <folder to fill> <recipes> <releases>}. Prints one repository name a line.
 */
public final class CompareRecipes {

  private static final int OVERLAYS = 19;
  private static final long FIRST = 1_672_531_200L; // 2023-01-01T00:00:00Z
  private static final long WEEK = 604_800L;

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0])).toRealPath();
    int recipes = Integer.parseInt(args[1]);
    int releases = Integer.parseInt(args[2]);
    for (int recipe = 0; recipe < recipes; recipe++) {
      String name = "suite-" + recipe;
      Path repository = folder.resolve(name + ".git");
      git(folder, new byte[0], "init", "--quiet", "--bare", "--template=", "-b", "main", repository.toString());
      git(repository, history(recipe, releases), "fast-import", "--quiet");
      System.out.println(name);
    }
  }

  private static void git(Path directory, byte[] input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (var out = git.getOutputStream()) {
      out.write(input);
    }
    if (git.waitFor() != 0) {
      throw new IOException(command + " failed");
    }
  }

  private static byte[] history(int recipe, int releases) {
    var stream = new ByteArrayOutputStream();
    for (int release = 1; release <= releases; release++) {
      long time = FIRST + release * WEEK;
      String who = "Bench <bench@example.org> " + time + " +0000\n";
      line(stream, "commit refs/heads/main\nmark :" + release + "\ncommitter " + who);
      data(stream, "release " + release);
      if (release > 1) {
        line(stream, "from :" + (release - 1) + "\n");
      }
      line(stream, "deleteall\n");
      files(recipe, release).forEach((path, text) -> {
        line(stream, "M 100644 inline " + path + "\n");
        data(stream, text);
      });
      line(stream, "tag " + tag(release) + "\nfrom :" + release + "\ntagger " + who);
      data(stream, "chore: publish " + tag(release) + " release");
    }
    return stream.toByteArray();
  }

  /** A major release every eighth, a minor one every second of the rest. */
  private static String tag(int release) {
    int minor = release % 8 / 2;
    int patch = release % 2;
    return (release / 8) + "." + minor + "." + patch + "+" + (20 + release / 4) + "." + release;
  }

  private static void line(ByteArrayOutputStream stream, String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void data(ByteArrayOutputStream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    line(stream, "data " + bytes.length + "\n");
    stream.writeBytes(bytes);
    line(stream, "\n");
  }

  private static Map<String, String> files(int recipe, int release) {
    Map<String, String> files = new TreeMap<>();
    var sample = new StringBuilder("TYPE=suite-" + recipe + "\nDOMAIN=suite.example.org\nLETS_ENCRYPT_ENV=production\n\n");
    var script = new StringBuilder();
    files.put("compose.yml", compose("app", recipe, release, sample, script, files, true));
    sample.append("COMPOSE_FILE=\"compose.yml\"\n");
    for (int overlay = 0; overlay < OVERLAYS; overlay++) {
      String name = "part" + overlay;
      boolean there = overlay != release % OVERLAYS;
      String text = compose(name, recipe, release - overlay % 3, sample, script, files, false);
      if (there) {
        files.put("compose." + name + ".yml", text);
        sample.append("#COMPOSE_FILE=\"$COMPOSE_FILE:compose.").append(name).append(".yml\"\n");
      }
    }
    files.put(".env.sample", sample.toString());
    files.put("abra.sh", script.toString());
    files.put("README.md", "# Suite " + recipe + "\n\nAn invented suite of apps.\n");
    files.put("release/" + tag(release), "Read this before you go to release " + release + ".\n");
    return files;
  }

  private static String compose(
      String name, int recipe, int release, StringBuilder sample, StringBuilder script, Map<String, String> files,
      boolean base) {
    String key = name.toUpperCase(java.util.Locale.ROOT);
    var text = new StringBuilder("version: \"3.8\"\n\nservices:\n");
    for (int part = 0; part < 2; part++) {
      String service = part == 0 ? name : name + "-worker";
      text.append("  ").append(service).append(":\n")
          .append("    image: registry.example.org/suite/").append(name).append(':')
          .append(3 + release / 9).append('.').append(release / 2 % 7).append('.').append(part).append('\n')
          .append("    networks: [internal").append(base && part == 0 ? ", proxy" : "").append("]\n")
          .append("    environment:\n");
      for (int variable = 0; variable < 8; variable++) {
        text.append("      - ").append(key).append("_OPTION_").append(variable).append("=${").append(key)
            .append("_OPTION_").append(variable).append(variable % 2 == 0 ? ":-none}" : "}").append('\n');
      }
      text.append("    volumes:\n      - ").append(name).append("_data:/data\n")
          .append("    secrets: [").append(name).append("_token]\n")
          .append("    configs:\n      - source: ").append(name).append("_conf\n        target: /etc/")
          .append(name).append(".conf\n")
          .append("    healthcheck:\n      test: [\"CMD\", \"curl\", \"-f\", \"http://localhost\"]\n      interval: ")
          .append(20 + release % 5).append("s\n    deploy:\n      labels:\n");
      for (int label = 0; label < 5; label++) {
        text.append("        - \"traefik.http.routers.").append(service).append(".option").append(label).append('=')
            .append(label == 0 ? release / 3 : label).append("\"\n");
      }
      if (base && part == 0) {
        text.append("        - \"traefik.enable=true\"\n        - \"coop-cloud.${STACK_NAME}.version=")
            .append(tag(release)).append("\"\n");
      }
    }
    text.append("\nnetworks:\n  internal:\n").append(base ? "  proxy:\n    external: true\n" : "")
        .append("\nvolumes:\n  ").append(name).append("_data:\n")
        .append("\nconfigs:\n  ").append(name).append("_conf:\n    name: ${STACK_NAME}_").append(name).append("_conf_${")
        .append(key).append("_CONF_VERSION}\n    file: ").append(name).append(".conf.tmpl\n    template_driver: golang\n")
        .append("\nsecrets:\n  ").append(name).append("_token:\n    external: true\n    name: ${STACK_NAME}_")
        .append(name).append("_token_${SECRET_").append(key).append("_TOKEN_VERSION}\n");
    for (int variable = 0; variable < 8 + release % 3; variable++) {
      sample.append(variable > 5 ? "#" : "").append(key).append("_OPTION_").append(variable).append('=')
          .append(variable == 3 ? release / 5 : variable).append('\n');
    }
    sample.append("SECRET_").append(key).append("_TOKEN_VERSION=v").append(1 + release / 12)
        .append(" # length=").append(32 + release / 10).append("\n\n");
    script.append("export ").append(key).append("_CONF_VERSION=v").append(1 + release / 4).append('\n');
    files.put(name + ".conf.tmpl", "recipe = " + recipe + "\nrevision = " + release / 4 + "\nworkers = 4\n");
    return text.toString();
  }
}
