package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedRepositoriesTest {

  private static final String HISTORY =
      """
      # a wiki
      branch: main
      description: Pages that everybody may edit
      website: https://wiki.example/#about

      2024-02-03T10:00:00Z  1.0.0+2.9.1
      2024-05-11T09:30:00Z  1.1.0+2.9.4  lightweight
      2024-10-01T12:00:00Z  1.0.1+2.9.2  parent=1.0.0+2.9.1
      2024-10-20T12:00:00Z  head
      """;

  private final SeedRepositories seeds = new SeedRepositories(Checkpoints.NONE);
  private Path from;
  private Path target;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    from = folder.resolve("recipes/harvest");
    target = folder.resolve("target");
    seed("wiki", HISTORY);
  }

  @Test
  void a_seed_becomes_the_same_repository_everywhere() throws Exception {
    seeds.write(from, target);

    var state = mirrored("wiki");

    var head = Objects.requireNonNull(state.head());
    assertThat(head.branch()).isEqualTo("main");
    assertThat(head.commit().hex()).isEqualTo("4547c30879781c8fc8982e483ddbe98973507e90");
    assertThat(state.tags())
        .extracting(Tag::name)
        .containsExactly("1.0.0+2.9.1", "1.0.1+2.9.2", "1.1.0+2.9.4");
    assertThat(state.tags()).extracting(Tag::annotated).containsExactly(true, true, false);
    assertThat(state.tags().get(0).object().hex())
        .isEqualTo("5e5f95190867998b88711f76bafe3dabe179ee10");
    assertThat(state.tags().get(0).date()).isEqualTo("2024-02-03T10:00:00Z");
    assertThat(state.problems()).isEmpty();
    assertThat(target.resolve("wiki.git/description"))
        .hasContent("Pages that everybody may edit\n");
    assertThat(target.resolve("wiki.git/config"))
        .content()
        .contains("[potluck]", "website = \"https://wiki.example/#about\"");
  }

  @Test
  void git_finds_nothing_wrong_and_a_backport_is_off_the_branch() throws Exception {
    seeds.write(from, target);
    var wiki = target.resolve("wiki.git").toString();
    assertThat(GitCommand.run(from, "git", "-C", wiki, "fsck", "--strict")).doesNotContain("error");
    assertThat(GitCommand.run(from, "git", "-C", wiki, "log", "--format=%s", "main").lines())
        .containsExactly(
            "docs: what is to come",
            "chore: publish 1.1.0+2.9.4 release",
            "chore: publish 1.0.0+2.9.1 release");
    assertThat(GitCommand.run(from, "git", "-C", wiki, "rev-parse", "1.0.1+2.9.2^{commit}~1"))
        .isEqualTo(GitCommand.run(from, "git", "-C", wiki, "rev-parse", "1.0.0+2.9.1^{commit}"));
    assertThat(GitCommand.run(from, "git", "-C", wiki, "ls-tree", "-r", "--name-only", "main"))
        .isEqualTo(".env.sample\ncompose.yml\nrelease/1.0.0\n");
  }

  @Test
  void only_what_has_changed_is_written_again_and_what_is_gone_goes() throws Exception {
    seed("chat", HISTORY);
    seeds.write(from, target);
    var chat = Files.getLastModifiedTime(target.resolve("chat.git"));
    Files.createDirectories(target.resolve("own.git"));
    Files.writeString(target.resolve("own.git/config"), "[core]\n");
    Files.writeString(from.resolve("wiki/head/compose.yml"), "changed\n");
    seed("notes", HISTORY);

    seeds.write(from, target);

    assertThat(Files.getLastModifiedTime(target.resolve("chat.git"))).isEqualTo(chat);
    assertThat(Objects.requireNonNull(mirrored("wiki").head()).commit())
        .isNotEqualTo(Objects.requireNonNull(mirrored("notes").head()).commit());
    Folders.delete(from.resolve("notes"));
    seeds.write(from, target);
    assertThat(target.resolve("notes.git")).doesNotExist();
    assertThat(target.resolve("own.git")).exists();
  }

  @Test
  void a_fault_is_named_with_its_file_and_line() throws Exception {
    assertFault("branch main\n", ":1", "branch");
    assertFault("colour: red\n", ":1", "branch, description");
    assertFault("branch: a..b\n2024-02-03T10:00:00Z  head\n", ":2", "a branch");
    assertFault("branch: main\n2024-02-03 10:00  head\n", ":2", "a time");
    assertFault("\n\n2024-02-03T10:00:00Z head\n", ":3", "two spaces");
    assertFault("2024-02-03T10:00:00Z  9.9.9+1\n", ":1", "a folder named 9.9.9+1");
    assertFault("2024-02-03T10:00:00Z  head  parent=1.0.0+2.9.1\n", ":1", "parent=");
    assertFault("2024-02-03T10:00:00Z  head\n2024-02-03T10:00:00Z  head\n", ":2", "once");
    assertFault("2024-02-03T10:00:00Z  head\nbranch: main\n", ":2", "before all commits");
    assertFault("2024-02-03T10:00:00Z  ../wiki\n", ":1", "can be a tag");
    assertFault("# nothing\n", ":1", "at least one commit");
    Files.delete(from.resolve("wiki/history.txt"));
    assertThatThrownBy(() -> seeds.write(from, target)).isInstanceOf(SeedException.class);
  }

  @Test
  void links_in_a_seed_are_refused() throws Exception {
    Files.createSymbolicLink(from.resolve("wiki/head/passwd"), Path.of("compose.yml"));
    assertThatThrownBy(() -> seeds.write(from, target)).hasMessageContaining("passwd");
  }

  private void assertFault(String history, String line, String expected) throws IOException {
    Files.writeString(from.resolve("wiki/history.txt"), history);
    assertThatThrownBy(() -> seeds.write(from, target))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("history.txt" + line + ":")
        .hasMessageContaining(expected);
    assertThat(target.resolve("wiki.git")).doesNotExist();
  }

  private void seed(String name, String history) throws IOException {
    for (var version : new String[] {"1.0.0+2.9.1", "1.1.0+2.9.4", "1.0.1+2.9.2", "head"}) {
      var folder = from.resolve(name).resolve(version);
      Files.createDirectories(folder.resolve("release"));
      Files.writeString(folder.resolve("compose.yml"), "# " + version + "\n");
      Files.writeString(folder.resolve(".env.sample"), "TYPE=" + name + "\n");
      Files.writeString(folder.resolve("release/1.0.0"), "Hello\n");
    }
    Files.writeString(from.resolve(name).resolve("history.txt"), history);
  }

  private MirrorState mirrored(String name) throws Exception {
    var id = RecipeId.of("harvest", name);
    try (var outbound =
        new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      var mirrors =
          new Mirrors(
              target.resolveSibling("mirrors"),
              MirrorSettings.DEFAULT,
              outbound,
              Checkpoints.NONE,
              Progress.NONE);
      var url = target.resolve(name + ".git").toUri().toString();
      mirrors.sync(new MirrorRequest(id, url, null, null, false));
      return mirrors.state(id);
    }
  }
}
