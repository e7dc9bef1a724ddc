package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFile.Kind;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingCopyTest {

  private Path folder;

  @BeforeEach
  void make(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("wiki"));
    write("compose.yml", "services: {}\n");
    write("release/1.0.0+1", "Hello\n");
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String git(String... command) throws Exception {
    var all =
        Stream.concat(
                Stream.of("git", "-c", "user.name=Robin", "-c", "user.email=r@harvest.example"),
                Arrays.stream(command))
            .toArray(String[]::new);
    return GitCommand.run(folder, all);
  }

  private void commit() throws Exception {
    if (!Files.exists(folder.resolve(".git"))) {
      git("init", "-q", "-b", "main");
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "change");
  }

  private void release(String tag) throws Exception {
    commit();
    git("tag", "-a", "-m", "publish", tag);
  }

  private RecipeFiles files() throws MirrorException {
    return files(MirrorSettings.DEFAULT);
  }

  private RecipeFiles files(MirrorSettings settings) throws MirrorException {
    try (var copy = WorkingCopy.open(folder, settings)) {
      return copy.files(RecipeFile::mayBeText);
    }
  }

  private List<String> paths() throws MirrorException {
    return files().list().stream().map(RecipeFile::path).toList();
  }

  private static String text(RecipeFiles files, String path) {
    var bytes = Objects.requireNonNull(files.find(path).orElseThrow().bytes());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_folder_without_git_is_its_files() throws Exception {
    write("logo.png", "not text");
    write("entry.sh", "#!/bin/sh\n");
    assertThat(folder.resolve("entry.sh").toFile().setExecutable(true)).isTrue();

    try (var copy = WorkingCopy.open(folder, MirrorSettings.DEFAULT)) {
      var files = copy.files(RecipeFile::mayBeText);

      assertThat(files.list())
          .extracting(RecipeFile::path, RecipeFile::kind)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("compose.yml", Kind.FILE),
              org.assertj.core.groups.Tuple.tuple("entry.sh", Kind.EXECUTABLE),
              org.assertj.core.groups.Tuple.tuple("logo.png", Kind.FILE),
              org.assertj.core.groups.Tuple.tuple("release/1.0.0+1", Kind.FILE));
      assertThat(text(files, "compose.yml")).isEqualTo("services: {}\n");
      assertThat(files.find("logo.png").orElseThrow().bytes()).isNull();
      assertThat(files.problems()).isEmpty();
      assertThat(copy.releases()).isEmpty();
      assertThat(copy.origin()).isEmpty();
      assertThat(copy.folder()).isEqualTo(folder);
    }
  }

  @Test
  void what_is_not_committed_counts_and_what_git_ignores_does_not() throws Exception {
    write(".gitignore", "*.log\n/data/\n!kept.log\n");
    write("forced.log", "tracked all the same");
    git("init", "-q", "-b", "main");
    git("add", "-f", "forced.log");
    commit();
    write("compose.yml", "services: {changed: {}}\n");
    write("compose.new.yml", "new");
    write("run.log", "x");
    write("kept.log", "x");
    write("data/compose.yml", "x");
    write("deep/.gitignore", "!run.log\nsecret\n");
    write("deep/run.log", "x");
    write("deep/secret", "x");
    write("excluded", "x");
    Files.writeString(folder.resolve(".git/info/exclude"), "/excluded\n");

    assertThat(paths())
        .containsExactly(
            ".gitignore",
            "compose.new.yml",
            "compose.yml",
            "deep/.gitignore",
            "deep/run.log",
            "forced.log",
            "kept.log",
            "release/1.0.0+1");
    assertThat(text(files(), "compose.yml")).contains("changed");
  }

  @Test
  void ends_of_lines_that_git_changed_are_as_they_were_committed() throws Exception {
    write("conf.tmpl", "one\ntwo\n");
    write("dos.txt", "always\r\nso\r\n");
    commit();
    git("config", "core.autocrlf", "true");
    Files.delete(folder.resolve("conf.tmpl"));
    Files.delete(folder.resolve("compose.yml"));
    git("checkout", "-q", "--", ".");
    assertThat(Files.readString(folder.resolve("conf.tmpl"))).isEqualTo("one\r\ntwo\r\n");
    write("release/1.0.0+1", "Hello you\r\n");
    var files = files();
    assertThat(text(files, "conf.tmpl")).isEqualTo("one\ntwo\n");
    assertThat(text(files, "compose.yml")).isEqualTo("services: {}\n");
    assertThat(text(files, "dos.txt")).isEqualTo("always\r\nso\r\n");
    assertThat(text(files, "release/1.0.0+1")).isEqualTo("Hello you\r\n");
    write("conf.tmpl", "one\r\n2.0\r\n");
    assertThat(text(files(), "conf.tmpl")).isEqualTo("one\r\n2.0\r\n");
  }

  @Test
  void links_are_listed_and_never_followed(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("secret"), "do not read me");
    Files.createSymbolicLink(folder.resolve("link"), elsewhere.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("outside"), elsewhere);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
    GitCommand.run(folder, "mkfifo", "pipe");
    write("inner/.git", "gitdir: elsewhere");
    write("inner/compose.yml", "of another repository");

    var files = files();

    assertThat(files.list())
        .filteredOn(file -> !file.isRegular())
        .extracting(file -> file.kind() + " " + file.path())
        .containsExactly(
            "SYMLINK dangling",
            "SUBMODULE inner",
            "SYMLINK link",
            "SYMLINK loop",
            "SYMLINK outside");
    assertThat(files.list()).filteredOn(file -> !file.isRegular()).allMatch(f -> f.bytes() == null);
    assertThat(files.find("pipe")).isEmpty();
    assertThat(files.list()).hasSize(7);
  }

  @Test
  void the_limits_of_a_mirror_hold_and_the_root_is_read_first() throws Exception {
    write("a/b/c/deep", "x");
    write("large", "x".repeat(2_000));
    write("x1", "y".repeat(600));
    write("x2", "y".repeat(600));

    var files = files(limits(100, 3, 1_000, 1_000));
    assertThat(files.find("a/b/c/deep")).isEmpty();
    assertThat(files.problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "large: at most 1000 bytes, these are 2000",
            "x2: at most 1000 bytes in all files together",
            "a/b/c: at most 3 folders in one another");
    assertThat(files.find("x2").orElseThrow().bytes()).isNull();

    for (var i = 0; i < 30; i++) {
      write("0/" + i, "x");
    }
    var some = files(limits(20, 3, 10_000, 10_000));
    assertThat(some.find("compose.yml")).isPresent();
    assertThat(some.list()).hasSizeBetween(10, 20);
    assertThat(some.problems())
        .extracting(Problem::expected)
        .containsExactly("a commit of at most 20 files and folders");
  }

  private static MirrorSettings limits(int entries, int depth, long blob, long read) {
    var d = MirrorSettings.DEFAULT;
    return new MirrorSettings(
        d.parallel(),
        d.perHost(),
        d.wholeTimeout(),
        d.maxAdvertisementBytes(),
        d.maxRefs(),
        3,
        d.maxFetchBytes(),
        d.maxFetchObjects(),
        d.maxObjectBytes(),
        d.maxHeldBytes(),
        entries,
        depth,
        blob,
        read,
        d.maxPacks(),
        d.servedPacks(),
        d.servedTimeout(),
        d.servedRequestBytes());
  }

  @Test
  void releases_are_told_with_those_that_lead_here_and_can_be_read() throws Exception {
    release("1.0.0+1");
    write("compose.yml", "services: {two: {}}\n");
    release("1.1.0+2");
    git("tag", "light-5");
    git("tag", "0.9.0+1", "1.0.0+1^{commit}");
    git("checkout", "-q", "-b", "line", "1.0.0+1");
    release("1.0.1+1");
    git("checkout", "-q", "main");
    git("remote", "add", "origin", "git@forge.example:coop/wikis.git");

    try (var copy = WorkingCopy.open(folder, MirrorSettings.DEFAULT)) {
      var releases = copy.releases().orElseThrow();
      assertThat(releases.tags())
          .extracting(Tag::name)
          .containsExactly("0.9.0+1", "1.0.0+1", "1.0.1+1", "1.1.0+2");
      assertThat(releases.tags())
          .extracting(Tag::annotated)
          .containsExactly(false, true, true, true);
      assertThat(releases.behind()).containsExactlyInAnyOrder("0.9.0+1", "1.0.0+1", "1.1.0+2");
      assertThat(releases.problems()).isEmpty();
      assertThat(copy.origin()).contains("wikis");
      var first = copy.files(releases.tags().get(0), RecipeFile::mayBeText);
      assertThat(text(first, "compose.yml")).isEqualTo("services: {}\n");
      assertThat(text(copy.files(RecipeFile::mayBeText), "compose.yml")).contains("two");
    }
  }

  @Test
  void a_shallow_clone_and_a_second_work_tree_are_read_too(@TempDir Path other) throws Exception {
    release("1.0.0+1");
    write("compose.yml", "services: {two: {}}\n");
    release("1.1.0+2");
    var clone = other.resolve("clone");
    git("clone", "-q", "--depth", "1", folder.toUri().toString(), clone.toString());
    git("worktree", "add", "-q", other.resolve("tree").toString(), "1.0.0+1");

    try (var copy = WorkingCopy.open(clone, MirrorSettings.DEFAULT)) {
      assertThat(copy.releases().orElseThrow().behind()).containsExactly("1.1.0+2");
      assertThat(copy.origin()).contains("wiki");
    }
    try (var copy = WorkingCopy.open(other.resolve("tree"), MirrorSettings.DEFAULT)) {
      var releases = copy.releases().orElseThrow();
      assertThat(releases.tags()).hasSize(2);
      assertThat(releases.behind()).containsExactly("1.0.0+1");
      assertThat(copy.files(RecipeFile::mayBeText).find("compose.yml")).isPresent();
    }
  }

  @Test
  void a_repository_without_a_commit_or_around_the_folder_has_no_releases() throws Exception {
    git("init", "-q");
    try (var copy = WorkingCopy.open(folder, MirrorSettings.DEFAULT)) {
      assertThat(copy.releases().orElseThrow().tags()).isEmpty();
    }
    release("1.0.0+1");
    try (var copy = WorkingCopy.open(folder.resolve("release"), MirrorSettings.DEFAULT)) {
      assertThat(copy.releases()).isEmpty();
      assertThat(copy.files(RecipeFile::mayBeText).list()).hasSize(1);
    }
  }

  @Test
  void a_repository_that_cannot_be_read_is_told_and_the_files_are_read_all_the_same()
      throws Exception {
    release("1.0.0+1");
    Files.writeString(folder.resolve(".git/packed-refs"), "x".repeat(2_000_000));
    try (var copy = WorkingCopy.open(folder, limits(100, 9, 1_000, 1_000))) {
      assertThat(copy.files(RecipeFile::mayBeText).find("compose.yml")).isPresent();
    }
    Files.delete(folder.resolve(".git/packed-refs"));
    for (var i = 0; i < 3; i++) {
      git("tag", "2." + i + ".0+1");
    }
    try (var copy = WorkingCopy.open(folder, limits(100, 9, 1_000, 1_000))) {
      assertThatThrownBy(copy::releases)
          .isInstanceOf(MirrorException.class)
          .hasMessageContaining("more than 3 tags");
    }
    Files.move(folder.resolve(".git/objects"), folder.resolve(".git/gone"));
    try (var copy = WorkingCopy.open(folder, MirrorSettings.DEFAULT)) {
      assertThatThrownBy(copy::releases)
          .isInstanceOf(MirrorException.class)
          .hasMessageContaining("cannot be read");
      assertThat(copy.files(RecipeFile::mayBeText).find("compose.yml")).isPresent();
    }
    assertThatThrownBy(() -> WorkingCopy.open(folder.resolve("nowhere"), MirrorSettings.DEFAULT))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("there is no folder");
    assertThatThrownBy(
            () -> WorkingCopy.open(folder.resolve("compose.yml"), MirrorSettings.DEFAULT))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("is no folder");
  }

  @Test
  void nothing_of_its_configuration_is_run() throws Exception {
    release("1.0.0+1");
    write(".gitattributes", "*.yml filter=evil\n");
    var ran = folder.resolveSibling("ran");
    for (var key : List.of("filter.evil.clean", "filter.evil.smudge", "core.fsmonitor")) {
      git("config", key, "touch " + ran);
    }
    git("config", "core.worktree", "/");
    try (var copy = WorkingCopy.open(folder, MirrorSettings.DEFAULT)) {
      assertThat(copy.files(RecipeFile::mayBeText).list()).hasSize(3);
      var tag = copy.releases().orElseThrow().tags().get(0);
      assertThat(copy.files(tag, RecipeFile::mayBeText).list()).hasSize(2);
    }
    assertThat(ran).doesNotExist();
  }
}
