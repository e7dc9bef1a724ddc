package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.mirror.GitCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code potluck lint PATH}: a maintainer's working copy, in a real git repository and without. */
class LintFolderTest {

  private static final Terminal COLOURS = new Terminal(true, true, 80);

  private static final String COMPOSE =
      """
      version: "3.8"
      services:
        app:
          image: org/wiki:%s
          environment:
            - DOMAIN
          configs:
            - source: conf
              target: /etc/wiki.conf
          networks:
            - proxy
          healthcheck:
            test: ["CMD", "true"]
          deploy:
            labels:
              - "traefik.enable=true"
              - "coop-cloud.${STACK_NAME}.version=%s"
      configs:
        conf:
          name: ${STACK_NAME}_conf_${CONF_VERSION}
          file: wiki.conf.tmpl
          template_driver: golang
      networks:
        proxy:
          external: true
      """;

  private Path folder;

  @BeforeEach
  void make(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("wiki"));
    compose("1.2.3", "1.0.0+1.2.3");
    write(".env.sample", "TYPE=wiki\nDOMAIN=wiki.example.com\n");
    write("abra.sh", "export CONF_VERSION=v1\n");
    write("wiki.conf.tmpl", "one\n");
    write(
        "README.md",
        """
        # Wiki

        Pages.

        <!-- metadata -->

        * **Category**: Apps
        * **Status**: 1, alpha
        * **Image**: [`org/wiki`](https://hub.docker.com/r/org/wiki), 2, third party
        * **Healthcheck**: Yes
        * **Backups**: No
        * **Email**: No
        * **Tests**: No
        * **SSO**: No

        <!-- endmetadata -->
        """);
  }

  private void compose(String image, String label) throws IOException {
    write("compose.yml", COMPOSE.formatted(image, label));
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void git(String... command) throws Exception {
    var all =
        Stream.concat(
                Stream.of("git", "-c", "user.name=Robin", "-c", "user.email=r@harvest.example"),
                Arrays.stream(command))
            .toArray(String[]::new);
    GitCommand.run(folder, all);
  }

  private void release(String tag) throws Exception {
    if (!Files.exists(folder.resolve(".git"))) {
      git("init", "-q", "-b", "main");
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "change");
    git("tag", "-a", "-m", "publish", tag);
  }

  private CommandRun lint(String... words) {
    return lint(Terminal.NONE, words);
  }

  private CommandRun lint(Terminal terminal, String... words) {
    var args = new ArrayList<>(List.of("lint", folder.toString()));
    args.addAll(List.of(words));
    return CommandRun.with(terminal, Map.of(), args.toArray(String[]::new));
  }

  private JsonNode json(String... words) throws Exception {
    var args = new ArrayList<>(List.of(words));
    args.add("--json");
    return NodeReads.JSON.readTree(lint(args.toArray(String[]::new)).out());
  }

  private JsonNode rule(String id) throws Exception {
    for (var rule : json().path("rules")) {
      if (rule.path("id").asText().equals(id)) {
        return rule;
      }
    }
    throw new AssertionError("no rule " + id);
  }

  private String outcome(String id) throws Exception {
    return rule(id).path("outcome").asText();
  }

  @Test
  void a_folder_that_keeps_all_rules_is_well() {
    var run = lint("--strict");
    assertThat(run.out())
        .startsWith("wiki 1.0.0+1.2.3\n  status by its files: ")
        .endsWith(" not applicable (shown with --all)\n")
        .contains("\n0 errors, 0 warnings, ")
        .doesNotContain("Errors", "Warnings", "\u001b");
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "Note: the folder is not the root of a git repository, so nothing is compared with the"
                + " release before\n");
  }

  @Test
  void what_fails_stands_by_severity_with_its_place_and_how_to_mend_it() throws Exception {
    Files.delete(folder.resolve(".env.sample"));
    write("compose.yml", COMPOSE.formatted("latest", "1.0.0+1").replace("3.8", "3.7"));
    var run = lint();
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out())
        .containsSubsequence(
            "\nErrors\n  R008  .env.sample exists  docs/lint/R008.md\n    .env.sample: ",
            "\nWarnings\n",
            "  R001  Compose files have version 3.8  docs/lint/R001.md\n    compose.yml: ",
            "  R004  ",
            "    compose.yml:4: ");
    assertThat(run.out())
        .containsPattern("\n\\d+ errors?, \\d+ warnings?, \\d+ rules kept, \\d+ n");
    assertThat(lint(COLOURS).out()).contains("\u001b[31mR008\u001b[39m");
    assertThat(
            CommandRun.with(
                    Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true),
                    Map.of(),
                    "lint",
                    folder.toString())
                .out())
        .doesNotContain("\u001b");
  }

  @Test
  void warnings_fail_only_where_that_is_wanted_and_rules_can_be_chosen() throws Exception {
    compose("latest", "1.0.0+1");
    assertThat(lint().status()).isZero();
    assertThat(lint("--strict").status()).isEqualTo(Main.SOME_FAILED);
    assertThat(lint("--strict", "--rule", "R008,R011").status()).isZero();
    assertThat(lint("--strict", "--rule", "r004").status()).isEqualTo(Main.SOME_FAILED);
    assertThat(lint("--rule", "R004", "--rule", "R001").out())
        .contains("R004")
        .endsWith("\n0 errors, 1 warning, 1 rule kept\n");
    assertThat(lint("--strict", "--ignore", "R004,R005,P021").status()).isZero();

    var chosen = json("--rule", "R001,R004");
    assertThat(chosen.path("rules").findValuesAsText("id")).containsExactly("R001", "R004");
    assertThat(chosen.path("errors").asInt()).isZero();
    assertThat(chosen.path("warnings").asInt()).isEqualTo(1);

    var unknown = lint("--rule", "R0O4");
    assertThat(unknown.status()).isEqualTo(Main.UNUSABLE);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err()).contains("there is no rule R0O4; did you mean R004?\n");
    assertThat(lint("--ignore", "zebra").err()).contains("there is no rule zebra\n");
  }

  @Test
  void what_does_not_apply_is_never_kept_and_is_shown_where_all_is() throws Exception {
    assertThat(outcome("R006")).isEqualTo("not_applicable");
    assertThat(outcome("R013")).isEqualTo("not_applicable");
    assertThat(outcome("R014")).isEqualTo("not_applicable");
    assertThat(lint("--all").out())
        .contains("\nNot applicable\n", "  R013  ", ": it is a working copy", "\nKept\n  P004  ")
        .doesNotContain("shown with --all");
  }

  @Test
  void before_the_tag_exists_it_is_compared_with_the_release_before() throws Exception {
    release("1.0.0+1.2.3");
    compose("1.2.4", "1.0.1+1.2.4");
    write("wiki.conf.tmpl", "two\n");

    var run = lint();

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out())
        .startsWith("wiki 1.0.1+1.2.4, compared with 1.0.0+1.2.3\n")
        .contains("  P003  ", "  P002  ", "org/wiki:1.2.3 to org/wiki:1.2.4", "compose.yml:4: ");
    var document = json();
    assertThat(document.path("coop").isNull()).isTrue();
    assertThat(document.path("name").asText()).isEqualTo("wiki");
    assertThat(document.path("version").asText()).isEqualTo("1.0.1+1.2.4");
    assertThat(document.path("problems")).isEmpty();

    write("abra.sh", "export CONF_VERSION=v2\n");
    compose("1.2.4", "1.1.0+1.2.4");
    assertThat(outcome("P003")).isEqualTo("pass");
    assertThat(outcome("P002")).isEqualTo("not_applicable");
    assertThat(lint("--strict", "--rule", "P002,P003,P011,P022").status()).isZero();
  }

  @Test
  void a_major_release_wants_notes_that_may_be_a_draft() throws Exception {
    release("1.0.0+1.2.3");
    compose("1.2.4", "2.0.0+1.2.4");
    assertThat(outcome("P011")).isEqualTo("fail");
    write("release/next", "Back up first.\n");
    assertThat(outcome("P011")).isEqualTo("pass");
    Files.delete(folder.resolve("release/next"));
    write("release/2.0.0+1.2.4", "Back up first.\n");
    assertThat(outcome("P011")).isEqualTo("pass");
  }

  @Test
  void what_is_released_already_is_held_against_the_release_before_it() throws Exception {
    release("1.0.0+1.2.3");
    compose("1.2.4", "1.0.1+1.2.4");
    release("1.0.1+1.2.4");
    var released = lint();
    assertThat(released.out()).startsWith("wiki 1.0.1+1.2.4, compared with 1.0.0+1.2.3\n");
    assertThat(released.err()).isEmpty();
    assertThat(outcome("P002")).isEqualTo("fail");

    write("wiki.conf.tmpl", "two\n");
    var changed = lint();
    assertThat(changed.out()).startsWith("wiki, compared with 1.0.1+1.2.4\n").contains("  P003  ");
    assertThat(changed.err())
        .isEqualTo(
            "Note: 1.0.1+1.2.4 is released already, and the files have changed since: raise the"
                + " label before the next release\n");
  }

  @Test
  void a_backport_follows_its_own_line_and_a_branch_what_it_came_from() throws Exception {
    release("1.0.0+1.2.3");
    compose("2.0.0", "2.0.0+2.0.0");
    release("2.0.0+2.0.0");
    compose("1.2.4", "1.1.0+1.2.4");
    assertThat(lint().out()).startsWith("wiki 1.1.0+1.2.4, compared with 1.0.0+1.2.3\n");
    git("checkout", "-q", "-f", "-b", "line", "1.0.0+1.2.3");
    compose("3.0.0", "3.0.0+3.0.0");
    assertThat(lint().out()).startsWith("wiki 3.0.0+3.0.0, compared with 1.0.0+1.2.3\n");
  }

  @Test
  void without_a_usable_label_or_a_readable_release_the_next_best_is_taken() throws Exception {
    release("1.0.0+1.2.3");
    write("compose.yml", "services: [\n");
    release("1.1.0+1.2.3");
    compose("1.2.3", "");
    var run = lint();
    assertThat(run.out()).startsWith("wiki, compared with 1.0.0+1.2.3\n");
    assertThat(run.err())
        .isEqualTo(
            "Note: no label coop-cloud.${STACK_NAME}.version says which release comes next\n");
    compose("1.2.3", "v1.2.3");
    assertThat(lint().err())
        .isEqualTo(
            "Note: all release tags are above v1.2.3, which the label names, so nothing is compared"
                + " with the release before\n");
    compose("1.2.3", "");
    git("tag", "-d", "1.0.0+1.2.3", "1.1.0+1.2.3");
    assertThat(lint().err()).contains("no release tag", "git fetch --tags");
    Files.writeString(folder.resolve(".git/config"), "[core\n");
    assertThat(lint().err()).contains("Note: the git repository cannot be read: ");
    assertThat(lint().out()).startsWith("wiki\n");
  }

  @Test
  void files_that_are_no_recipe_fail_with_their_reasons() throws Exception {
    write("compose.yml", "services:\n  app: [\n");
    var run = lint();
    assertThat(run.status()).isEqualTo(Main.SOME_FAILED);
    assertThat(run.out())
        .contains("\nIt cannot be read as a recipe\n  compose.yml:")
        .doesNotContain("\u001b");
    assertThat(json().path("problems").get(0).path("where").asText()).startsWith("compose.yml:");
    Files.delete(folder.resolve("compose.yml"));
    var none = lint();
    assertThat(none.status()).isEqualTo(Main.UNUSABLE);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).endsWith(" is no recipe: no compose.yml at its root\n");
  }

  @Test
  void what_cannot_be_looked_at_is_told_in_a_line() {
    for (var args :
        List.of(
            List.of(folder + "/none"),
            List.of(folder + "/compose.yml"),
            List.of("./no/such/folder"),
            List.of(folder.toString(), "1.0.0+1"),
            List.of(folder.toString(), "--node", "http://127.0.0.1:1"))) {
      var all = new ArrayList<>(List.of("lint"));
      all.addAll(args);
      var run = CommandRun.of(all.toArray(String[]::new));
      assertThat(run.status()).as(args.toString()).isEqualTo(Main.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).as(args.toString()).hasLineCount(1);
    }
    assertThat(CommandRun.of("lint").err()).startsWith("Missing required parameter");
  }
}
