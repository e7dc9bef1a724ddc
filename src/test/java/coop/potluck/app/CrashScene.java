package coop.potluck.app;

import coop.potluck.mirror.GitRepository;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.source.Coops;
import coop.potluck.source.FollowedCoop;
import coop.potluck.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;

/**
 * A node in a folder of its own, and the repositories that it follows: a seed, and a directory,
 * which stand as they were before or after what their maintainers did in between.
 */
final class CrashScene {

  /** How the sources stand, and when the node looks at them. */
  enum Moment {
    BEFORE("before", Duration.ZERO),
    AFTER("after", Duration.ofHours(1)),
    /** Late enough that what is missing is believed to be gone. */
    A_DAY_AFTER("after", Duration.ofHours(27));

    private final String state;
    private final Duration later;

    Moment(String state, Duration later) {
      this.state = state;
      this.later = later;
    }

    private Clock clock() {
      return Clock.fixed(Instant.parse("2026-11-01T00:00:00Z").plus(later), ZoneOffset.UTC);
    }
  }

  private static final String COMPOSE =
      """
      version: "3.8"
      services:
        app:
          image: nginx:1.%d
          deploy:
            labels: [coop-cloud.${STACK_NAME}.version=%s]
      """;

  private final Path folder;

  CrashScene(Path folder) {
    this.folder = folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Puts the sources, which {@link #write} wrote, into the state of that moment. */
  void stage(Path states, Moment moment) throws IOException {
    delete(folder.resolve("sources"));
    copy(states.resolve(moment.state), folder.resolve("sources"));
  }

  /** The node of this folder as it is started at that moment. */
  Application open(Moment moment, Consumer<String> checkpoint) {
    var options =
        Map.of("data", data().toString(), "indexing.max_batch_bytes", String.valueOf(64 << 10));
    var config = ((ConfigResult.Loaded<Config>) Config.read(null, Map.of(), options)).value();
    var sources = folder.resolve("sources");
    var harvest =
        new FollowedCoop(
            new Coop(new CoopId("harvest"), "harvest.example", "Harvest", null, null),
            List.of(new Source.Directory("harvest-1", true, sources.resolve("directory"))));
    var tidal =
        new FollowedCoop(
            new Coop(new CoopId("tidal"), "tidal.example", "Tidal", null, null),
            List.of(new Source.Seed("tidal-1", true, sources.resolve("seed"))));
    return Application.open(config, new Coops(List.of(harvest, tidal)), moment.clock(), checkpoint);
  }

  /** Writes how the sources stand before and after. */
  static void write(Path states) throws IOException {
    var live = states.resolve("live");
    var directory = live.resolve("directory");
    Files.createDirectories(directory);
    seed(live, "wiki", "1.0.0+1", "1.1.0+2");
    seed(live, "pad", "0.1.0+1");
    try (var wiki = GitRepository.bare(directory.resolve("wiki.git"));
        var chat = GitRepository.bare(directory.resolve("chat.git"));
        var blog = GitRepository.bare(directory.resolve("blog.git"));
        var shelf = GitRepository.bare(directory.resolve("shelf.git"));
        var shop = GitRepository.bare(directory.resolve("shop.git"))) {
      for (var one : List.of(wiki, chat, blog, shop)) {
        release(one, 0, "1.0.0+1");
        release(one, 1, "1.1.0+1");
        release(one, 2, "2.0.0+2");
      }
      wiki.lightweight("nightly", wiki.commit("README.md", "# Not a recipe yet"));
      release(wiki, 3, "2.1.0+3");
      tall(shelf, 0, 6);
      copy(live, states.resolve(Moment.BEFORE.state));

      release(wiki, 4, "2.2.0+4");
      release(wiki, 5, "1.1.0+1");
      wiki.delete("refs/tags/1.0.0+1");
      broken(chat, "3.0.0+3");
      chat.delete("refs/tags/1.1.0+1");
      blog.commitTree(blog.repository().resolve("refs/tags/1.0.0+1^{tree}"), null);
      tall(shelf, 6, 5);
    }
    delete(directory.resolve("shop.git"));
    seed(live, "pad", "0.1.0+1", "0.2.0+2");
    try (var mail = GitRepository.bare(directory.resolve("mail.git"));
        var trap = GitRepository.bare(directory.resolve("trap.git"))) {
      release(mail, 0, "1.0.0+1");
      release(mail, 1, "1.1.0+1");
      trap(trap);
    }
    copy(live, states.resolve(Moment.AFTER.state));
  }

  private static void release(GitRepository repository, int number, String tag) throws IOException {
    var commit =
        repository.commit(
            ".env.sample",
            "TYPE=app\nDOMAIN=app.example.com\nSECRET_KEY_VERSION=v" + number + "\n",
            "README.md",
            "# App\n\n<!-- metadata -->\n* **Category**: Apps\n* **Status**: " + number % 5,
            "compose.yml",
            String.format(COMPOSE, number, tag),
            "release/" + tag,
            "Read this before " + tag);
    repository.tag(tag, commit);
  }

  /** Versions that are too large to be stored all at once. */
  private static void tall(GitRepository repository, int first, int count) throws IOException {
    for (var i = first; i < first + count; i++) {
      var tag = "1." + i + ".0+1";
      var readme = ("line " + i + "\n").repeat(4_000);
      var compose = String.format(COMPOSE, i, tag);
      repository.tag(
          tag,
          repository.commit(
              ".env.sample", "TYPE=shelf\n", "README.md", readme, "compose.yml", compose));
    }
  }

  private static void broken(GitRepository repository, String tag) throws IOException {
    repository.tag(
        tag, repository.commit(".env.sample", "TYPE=chat\n", "compose.yml", "services: [unclosed"));
  }

  /** A repository whose tree names the folder above it. */
  private static void trap(GitRepository repository) throws IOException {
    var blob = repository.insert(new byte[] {1}, Constants.OBJ_BLOB);
    var raw = new ByteArrayOutputStream();
    raw.write("100644 ..\0".getBytes(StandardCharsets.UTF_8));
    var name = new byte[Constants.OBJECT_ID_LENGTH];
    blob.copyRawTo(name, 0);
    raw.write(name);
    repository.commitTree(repository.insert(raw.toByteArray(), Constants.OBJ_TREE), null);
  }

  private static void seed(Path live, String recipe, String... tags) throws IOException {
    var folder = live.resolve("seed").resolve(recipe);
    var history = new StringBuilder("branch: main\ndescription: A seed\n");
    for (var i = 0; i < tags.length; i++) {
      var version = Files.createDirectories(folder.resolve(tags[i]));
      Files.writeString(version.resolve("compose.yml"), String.format(COMPOSE, i, tags[i]));
      Files.writeString(version.resolve(".env.sample"), "TYPE=" + recipe + "\n");
      history.append("2024-02-0").append(i + 1).append("T10:00:00Z  ").append(tags[i]).append('\n');
    }
    Files.writeString(folder.resolve("history.txt"), history);
  }

  static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        Files.createDirectories(to.resolve(from.relativize(path)).getParent());
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
