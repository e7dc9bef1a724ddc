package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.mirror.GitServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node takes of the repositories of those that it follows, and what it shows. */
class GitMirroringTest {

  private static final String ONE = GitScene.ONE;
  private static final String TWO = GitScene.TWO;

  private GitScene scene;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    scene = new GitScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void what_the_log_states_is_taken_from_the_canonical_repository_and_nothing_else()
      throws Exception {
    var head = scene.wiki.tag(TWO).commit();
    scene.wiki.release("9.0.0+9.0.0", 22);
    scene.wiki.git.lightweight("nightly", scene.wiki.commit(23));
    assertThat(scene.mirror()).isFalse();
    assertThat(scene.tags()).containsExactly(ONE, TWO);
    assertThat(scene.shown())
        .contains(head + "\tHEAD", head + "\trefs/heads/main", scene.wiki.tag(ONE).commit().hex())
        .doesNotContain("9.0.0", "nightly", "kept");
    assertThat(scene.node.alarms()).isEmpty();
    assertThat(scene.faults()).isEmpty();
    assertThat(scene.status().mirrors()).isEqualTo(1);
    assertThat(scene.status().bytes())
        .isGreaterThan(1_000)
        .isEqualTo(scene.node.mirrors.size(scene.wiki.id));

    var asked = scene.forge.requests().size();
    scene.mirror();
    assertThat(scene.forge.requests()).as("nothing is new, nobody is asked").hasSize(asked);
  }

  @Test
  void a_forge_that_is_away_is_asked_again_later_and_another_node_at_once() throws Exception {
    scene.forgeIsAway();
    scene.mirror();
    assertThat(scene.tags()).isEmpty();
    assertThat(scene.status().failing()).isEqualTo(1);
    assertThat(scene.faults()).containsOnly(GitFault.Kind.GIT_MISSING).hasSize(3);
    var asked = scene.forge.requests().size();
    scene.mirror();
    assertThat(scene.forge.requests()).as("not yet again").hasSize(asked);

    Files.createDirectories(scene.place.resolve("other").resolve(Stating.TIDAL));
    Files.createSymbolicLink(
        scene.place.resolve("other").resolve(Stating.TIDAL).resolve("wiki.git"),
        scene.wiki.git.folder());
    try (var other = GitServer.of(scene.place.resolve("other"))) {
      scene.elsewhere = List.of(URI.create("http://127.0.0.1:" + other.port()));
      scene.node.catalogue.pass(Duration.ofHours(7));
      scene.mirror();
      assertThat(scene.forge.requests().size()).isGreaterThan(asked);
      assertThat(scene.tags()).containsExactly(ONE, TWO);
      assertThat(scene.faults()).isEmpty();
      assertThat(scene.status().failing()).isZero();
    }
  }

  @Test
  void past_the_budget_no_further_repository_is_fetched() throws Exception {
    try (var chat =
        StatedRepository.at(
            scene.forge, scene.place.resolve("forge"), "chat", scene.log, scene.publisher)) {
      chat.release(ONE, 20);
      chat.stateVersion(ONE);
      scene.maxBytes = 1_500L;
      scene.mirror();
      assertThat(scene.node.mirrors.exists(chat.id) && scene.node.mirrors.exists(scene.wiki.id))
          .isFalse();
      assertThat(scene.node.alarms()).containsExactly(Alarm.Kind.GIT_OVER_BUDGET);
      assertThat(scene.status().failing()).isPositive();

      scene.maxBytes = 1L << 20;
      scene.node.catalogue.pass(Duration.ofHours(7));
      scene.mirror();
      assertThat(scene.status().mirrors()).isEqualTo(2);
      assertThat(scene.node.alarms()).isEmpty();
    }
  }

  @Test
  void what_is_withdrawn_is_out_of_the_refs_though_nobody_can_be_asked() throws Exception {
    scene.mirror();
    var commit = scene.wiki.tag(ONE).object().hex();
    scene.forgeIsAway();
    Stating.withdraw(scene.log, Stating.TIDAL, "wiki", ONE);
    var asked = scene.forge.requests().size();
    scene.mirror();
    assertThat(scene.tags()).containsExactly(TWO);
    assertThat(scene.shown()).doesNotContain(ONE, commit);
    assertThat(scene.forge.requests()).hasSize(asked);

    scene.wiki.stateVersion(ONE);
    scene.mirror();
    assertThat(scene.shown()).as("it was kept").contains(commit);
  }

  @Test
  void where_git_is_not_wanted_any_more_nothing_is_fetched_and_what_is_withdrawn_goes()
      throws Exception {
    scene.mirror();
    scene.wantsGit = false;
    var asked = scene.forge.requests().size();
    scene.wiki.release("2.0.0+1.26.0", 26);
    scene.wiki.stateVersion("2.0.0+1.26.0");
    Stating.withdraw(scene.log, Stating.TIDAL, "wiki", ONE);
    scene.mirror();
    assertThat(scene.tags()).containsExactly(TWO);
    assertThat(scene.forge.requests()).hasSize(asked);
    scene.wantsGit = true;
    scene.node.catalogue.pass(Duration.ofHours(7));
    scene.mirror();
    assertThat(scene.tags()).containsExactly(TWO, "2.0.0+1.26.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mirror.received", "mirror.refs", "mirror.renamed"})
  void an_end_between_fetch_and_refs_costs_the_work_alone(String point) throws Exception {
    scene.node.at =
        reached -> {
          if (reached.equals(point)) {
            throw new AssertionError("the end");
          }
        };
    assertThatThrownBy(scene::mirror).isInstanceOf(AssertionError.class).hasMessage("the end");
    scene.reopen();
    scene.mirror();
    assertThat(scene.tags()).containsExactly(ONE, TWO);
    assertThat(scene.status().failing()).isZero();

    scene.wiki.release("2.0.0+1.26.0", 26);
    scene.wiki.stateVersion("2.0.0+1.26.0");
    scene.mirror();
    assertThat(scene.tags()).hasSize(3);
    assertThat(scene.faults()).isEmpty();
  }
}
