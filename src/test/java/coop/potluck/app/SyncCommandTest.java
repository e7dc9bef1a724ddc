package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sync says of what fails, and of what cannot be used at all. */
class SyncCommandTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private String data;

  @SuppressWarnings("NullAway.Init")
  private String coops;

  @BeforeEach
  void empty_source() throws Exception {
    data = folder.resolve("data").toString();
    Files.createDirectory(folder.resolve("repositories"));
    coops = coops("directory: repositories");
  }

  private String coops(String source) throws Exception {
    return Files.writeString(
            folder.resolve("coops.yaml"), "coops: [{id: one, sources: [{" + source + "}]}]\n")
        .toString();
  }

  private CommandRun sync() {
    return CommandRun.of("sync", "--data", data, "--coops", coops);
  }

  private void isUnusable(CommandRun run, String... words) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
  }

  @Test
  void nothing_to_look_at_is_well() {
    var run = sync();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("one-1: 0 repositories", "0 repositories, 0 changed, 0 new versions, in ");
  }

  @Test
  void a_repository_that_fails_is_named_and_makes_the_status_one() throws Exception {
    coops = coops("repositories: [\"http://127.0.0.1:1/absent.git\"]");
    var run = sync();
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out())
        .contains("one/absent: failed: ", "1 failed", "What to mend: potluck problems");
    assertThat(CommandRun.of("problems", "--data", data).out()).contains("one/absent (outcome)");
  }

  @Test
  void a_source_that_does_not_answer_makes_the_status_one() throws Exception {
    coops = coops("directory: nowhere");
    var run = sync();
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out()).contains("one-1: ", "1 of the sources doubted");
  }

  @Test
  void a_terminal_gets_a_bar_that_fits_it_and_a_summary() {
    var narrow = new Terminal(true, false, 40);
    var run =
        CommandRun.with(
            narrow, Map.of(), "sync", "--data", data, "--coops", "catalogue-seed/coops.yaml");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("\r\u001b[K[", "15/15").doesNotContain("\u001b[31m");
    for (var drawn : run.out().split("\r\u001b\\[K", -1)) {
      if (drawn.startsWith("[")) {
        assertThat(drawn).hasSizeLessThan(40);
      }
    }
    assertThat(run.out()).contains("\r\u001b[K15 repositories, 15 changed, 72 new versions");
  }

  @Test
  void a_folder_that_another_process_holds_is_not_touched() throws Exception {
    var held = DataFolder.lock(Path.of(data));
    try {
      isUnusable(sync(), "is in use by another potluck process");
      isUnusable(
          CommandRun.of("serve", "--port", "0", "--data", data, "--coops", coops), "is in use");
      isUnusable(CommandRun.of("reindex", "--data", data, "--coops", coops), "is in use");
    } finally {
      held.close();
    }
    assertThat(sync().status()).isZero();
  }

  @Test
  void a_catalogue_of_a_later_version_is_left_alone() throws Exception {
    assertThat(sync().status()).isZero();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data + "/potluck.db");
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 999");
    }
    isUnusable(CommandRun.of("list", "--data", data), "written by a later version", "number 999");
    isUnusable(sync(), "written by a later version of this program", "number 999");
  }

  @Test
  void what_is_no_catalogue_is_refused() throws Exception {
    Files.createDirectory(Path.of(data));
    Files.writeString(Path.of(data, "potluck.db"), "not a database ".repeat(1_000));
    isUnusable(CommandRun.of("list", "--data", data), "cannot use", "potluck.db");
  }

  @Test
  void a_data_folder_that_is_a_file_is_refused() throws Exception {
    data = Files.writeString(folder.resolve("file"), "").toString();
    isUnusable(sync(), "the data folder " + data + " is no folder");
  }

  @Test
  void files_that_are_absent_or_wrong_are_refused_by_name_and_line() throws Exception {
    coops = folder.resolve("absent.yaml").toString();
    isUnusable(sync(), "there is no file of co-ops at " + coops + "; name one with --coops");
    coops = coops("forgee: 1");
    isUnusable(sync(), coops + ":1 forgee: unknown key forgee; did you mean forge?");
    isUnusable(
        CommandRun.of("list", "--config", folder.resolve("none.yaml").toString()),
        "there is no configuration at ");
  }
}
