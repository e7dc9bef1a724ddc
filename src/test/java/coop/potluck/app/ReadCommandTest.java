package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read, over the embedded seed. */
class ReadCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static CommandRun synced;

  @BeforeAll
  static void sync() {
    synced = run("sync");
  }

  private static CommandRun run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", folder.toString(), "--coops", "catalogue-seed/coops.yaml"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void a_sync_away_from_a_terminal_writes_plain_lines_the_problems_and_a_summary() {
    assertThat(synced.status()).as(synced.err()).isZero();
    assertThat(synced.out())
        .doesNotContain("\u001b")
        .contains("harvest-1: 5 repositories\n")
        .contains("harvest/nextcloud: 6 new versions\n")
        .contains("lantern/uptime-kuma: 5 new versions, 1 rejected\n")
        .contains("lantern/uptime-kuma 1.1.0+1.23.2: compose.yml:13: valid YAML")
        .containsPattern(
            "15 repositories, 15 changed, 72 new versions, 1 rejected, in \\d+\\.\\d s")
        .endsWith("What to mend: potluck problems\n");
  }

  @Test
  void a_list_is_a_table_and_filters() {
    var all = run("list");
    assertThat(all.status()).isZero();
    assertThat(all.out()).startsWith("RECIPE").contains("harvest/nextcloud  ");
    assertThat(all.out().lines()).hasSize(16);
    assertThat(run("list", "chat").out())
        .contains("tidal/mattermost")
        .doesNotContain("harvest/nextcloud");
    assertThat(run("list", "--coop", "tidal", "--image", "postgres").out())
        .contains("tidal/gitea")
        .doesNotContain("harvest/");
    var computed = run("list", "--sort", "computed_status").out().lines().toList();
    assertThat(computed.get(0)).contains("STATUS, COMPUTED");
    assertThat(computed.get(1)).containsPattern(" [0-5], [345] ");
    assertThat(run("list", "nothing-has-this-word").out()).isEqualTo("No recipe matches.\n");
  }

  @Test
  void json_is_what_the_interface_answers() throws Exception {
    var items = JSON.readTree(run("list", "--json").out()).path("items");
    assertThat(items).hasSize(15);
    assertThat(items.get(0).path("coop").asText()).isEqualTo("lantern");
    var recipe = JSON.readTree(run("show", "nextcloud", "--json").out());
    assertThat(recipe.path("name").asText()).isEqualTo("nextcloud");
    var version = JSON.readTree(run("show", "nextcloud", "6.0.0+28.0.5-fpm", "--json").out());
    assertThat(version.path("version").path("tag").asText()).isEqualTo("6.0.0+28.0.5-fpm");
    var problems = JSON.readTree(run("problems", "--json").out()).path("items");
    assertThat(problems).isNotEmpty();
  }

  @Test
  void a_recipe_is_shown_with_its_versions_and_a_bare_name_goes_by_precedence() {
    assertThat(run("show", "tidal/gitea").out()).startsWith("tidal/gitea\n").contains("VERSION");
    assertThat(run("show", "gitea").out()).startsWith("harvest/gitea\n").contains("2.2.0+1.22.3");
    assertThat(run("show", "nextcloud").out())
        .containsPattern("status: 4, computed [0-5]\n")
        .containsPattern("lint: \\d+ errors?, \\d+ warnings? \\((?:[PR]\\d{3} ?)+\\)\n")
        .contains("past its end of life: PostgreSQL 13 since 2025-11-13 (postgres:13.16 of db)\n");
  }

  @Test
  void a_version_is_a_page_to_read() {
    var page = run("show", "harvest/nextcloud", "6.0.0+28.0.5-fpm");
    assertThat(page.status()).isZero();
    assertThat(page.out())
        .startsWith("harvest/nextcloud 6.0.0+28.0.5-fpm\n")
        .contains("app      nextcloud:28.0.5-fpm  yes\n")
        .containsPattern("DOMAIN +required +nextcloud.example.com")
        .containsPattern("SMTP_HOST +optional +mail.example.com")
        .containsPattern("db_password +v1 +32 +generated")
        .contains("Volumes\n  mariadb, nextapps,")
        .contains("  traefik: the external network proxy at compose.yml:")
        .contains("  compose.mariadb.yml: on by default\n")
        .contains("  compose.postgres.yml: offered\n")
        .contains("Release note\n  Nextcloud 28.")
        .doesNotContain("{", "}");
    assertThat(run("show", "harvest/traefik", "2.1.0+3.3.3").out())
        .contains("(latest)", "Privileges\n", "docker socket", "published port");
  }

  @Test
  void a_rejected_version_is_shown_with_its_reasons() {
    assertThat(run("show", "uptime-kuma", "1.1.0+1.23.2").out())
        .contains("state: rejected")
        .contains("Problems\n  compose.yml:13: valid YAML");
  }

  @Test
  void problems_stand_below_what_they_belong_to() {
    assertThat(run("problems").out())
        .contains("lantern/uptime-kuma 1.1.0+1.23.2 (rejected)\n  compose.yml:13: valid YAML")
        .endsWith("problems\n");
    assertThat(run("problems", "--coop", "harvest").out()).isEqualTo("No problems are known.\n");
  }

  @Test
  void what_is_not_there_is_told_in_a_line() {
    for (var args :
        List.of(
            List.of("show", "nosuch"),
            List.of("show", "harvest/nosuch"),
            List.of("show", "nextcloud", "99.0.0+1"),
            List.of("problems", "--coop", "nosuch"),
            List.of("list", "--min-status", "x"),
            List.of("list", "--sort", "colour"))) {
      var run = run(args.toArray(String[]::new));
      assertThat(run.status()).as(args.toString()).isEqualTo(Main.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines()).as(args.toString()).hasSize(1);
    }
  }

  @Test
  void a_reader_that_goes_away_is_no_error() {
    var err = new StringWriter();
    var out = new PrintWriter(new BrokenPipe());
    var status =
        Main.run(Map.of(), out, new PrintWriter(err, true), "list", "--data", folder.toString());
    assertThat(status).isZero();
    assertThat(out.checkError()).isTrue();
    assertThat(err.toString()).isEmpty();
  }

  /** What a pipe is after its reader has gone. */
  private static final class BrokenPipe extends Writer {
    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void close() {}
  }

  @Test
  void a_reindex_of_what_is_understood_already_changes_nothing() {
    var run = run("reindex");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("15 repositories, 0 changed, 0 new versions");
  }

  @Test
  void the_catalogue_of_another_folder_is_not_made_by_reading(@TempDir Path other) {
    var run = CommandRun.of("list", "--data", other.resolve("none").toString());
    assertThat(run.status()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("there is no catalogue in", "potluck sync makes one");
    assertThat(Files.exists(other.resolve("none"))).isFalse();
  }
}
