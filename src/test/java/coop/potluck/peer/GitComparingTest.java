package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.federation.Manifest;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.MovedStatement;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.federation.TlogProof;
import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of it where a log and git are not one. */
class GitComparingTest {

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
  void a_tag_at_another_commit_is_refused_with_evidence_of_both() throws Exception {
    var logged = scene.wiki.tag(ONE);
    var other = scene.wiki.release(ONE, 25);
    scene.mirror();
    assertThat(scene.tags()).containsExactly(TWO);
    assertThat(scene.shown()).contains(TWO).doesNotContain(ONE).doesNotContain(other.name());
    assertThat(scene.node.alarms()).containsExactly(Alarm.Kind.GIT_MISMATCH);
    assertThat(scene.evidence(Alarm.Kind.GIT_MISMATCH, "evidence.json"))
        .contains(logged.commit().hex(), logged.object().hex(), other.name(), scene.forge.url(""));
    assertThat(scene.faults()).containsExactly(GitFault.Kind.GIT_MISMATCH);

    scene.log.add(
        new MovedStatement(
            Stating.TIDAL,
            scene.wiki.id.name(),
            ONE,
            new MovedStatement.Target(logged.object(), logged.commit()),
            new MovedStatement.Target(scene.wiki.tag(ONE).object(), scene.wiki.tag(ONE).commit())));
    scene.wiki.stateVersion(ONE);
    scene.node.catalogue.pass(Duration.ofHours(7));
    scene.mirror();
    assertThat(scene.shown()).contains(other.name());
    assertThat(scene.node.alarms()).as("the scene.log follows: no lie").isEmpty();
  }

  @Test
  void a_tag_that_is_here_stays_where_the_log_has_it_until_the_log_moves_it() throws Exception {
    scene.mirror();
    var logged = scene.wiki.tag(ONE);
    scene.wiki.release(ONE, 25);
    scene.wiki.release("2.0.0+1.26.0", 26);
    scene.wiki.stateVersion("2.0.0+1.26.0");
    scene.mirror();
    assertThat(scene.shown()).contains(logged.commit().hex(), "2.0.0+1.26.0");
    assertThat(scene.node.alarms()).containsExactly(Alarm.Kind.GIT_MISMATCH);

    var moved = scene.wiki.tag(ONE);
    scene.log.add(
        new MovedStatement(
            Stating.TIDAL,
            scene.wiki.id.name(),
            ONE,
            new MovedStatement.Target(logged.object(), logged.commit()),
            new MovedStatement.Target(moved.object(), moved.commit())));
    scene.mirror();
    assertThat(scene.tags()).as("until its files are stated").containsExactly(TWO, "2.0.0+1.26.0");
    scene.wiki.stateVersion(ONE);
    scene.mirror();
    assertThat(scene.shown()).contains(moved.commit().hex());
    assertThat(scene.node.alarms()).isEmpty();
  }

  @Test
  void a_log_whose_tag_object_leads_to_another_commit_than_it_says_is_not_believed()
      throws Exception {
    var tag = scene.wiki.tag(ONE);
    var head = scene.wiki.tag(TWO).commit();
    scene.wiki.stateVersion(new Tag(tag.name(), tag.object(), true, head, tag.tree(), tag.date()));
    scene.mirror();
    assertThat(scene.tags()).containsExactly(TWO);
    assertThat(scene.node.alarms()).containsExactly(Alarm.Kind.GIT_MISMATCH);
  }

  @Test
  void a_manifest_that_git_contradicts_is_a_lie_that_can_be_shown_to_others() throws Exception {
    var honest = Manifest.parse(scene.wiki.manifest(scene.wiki.tag(ONE).commit()));
    var entries = new ArrayList<>(honest.files());
    entries.add(new Manifest.Entry("install.sh", RecipeFile.Kind.FILE, 7, null));
    scene.wiki.otherManifest = new Manifest(entries).bytes();
    scene.wiki.stateVersion(ONE);
    scene.mirror();
    assertThat(scene.node.alarms()).containsExactly(Alarm.Kind.MANIFEST_MISMATCH);
    assertThat(scene.faults()).containsExactly(GitFault.Kind.MANIFEST_MISMATCH);
    assertThat(scene.evidence(Alarm.Kind.MANIFEST_MISMATCH, "evidence.json"))
        .contains("install.sh", scene.wiki.tag(ONE).commit().hex(), "\"tag\":\"" + ONE + "\"");
    assertThat(scene.evidence(Alarm.Kind.MANIFEST_MISMATCH, "logged-manifest.json"))
        .contains("install.sh");
    assertThat(scene.evidence(Alarm.Kind.MANIFEST_MISMATCH, "made-manifest.json"))
        .isEqualTo(new String(honest.bytes(), StandardCharsets.UTF_8));
    var proof =
        TlogProof.parse(
            scene
                .evidence(Alarm.Kind.MANIFEST_MISMATCH, "statement.tlog-proof")
                .getBytes(StandardCharsets.UTF_8));
    var trust = "log " + scene.log.key.verifierKey().vkey() + "\nquorum none\n";
    assertThat(
            proof.problems(
                MerkleTree.leaf(proof.extra()),
                TlogPolicy.parse(trust.getBytes(StandardCharsets.UTF_8))))
        .isEmpty();
  }

  @Test
  void a_manifest_that_names_bytes_which_others_do_not_read_is_no_lie() throws Exception {
    var tag = scene.wiki.tag(ONE);
    var all = Manifest.of(scene.publisher.files(scene.wiki.id, tag.commit(), path -> true));
    assertThat(all.read()).contains("icon.png");
    scene.wiki.otherManifest = all.bytes();
    scene.wiki.stateVersion(tag);
    scene.mirror();
    assertThat(scene.node.alarms()).isEmpty();
    assertThat(scene.faults()).isEmpty();
  }

  @Test
  void another_reading_of_the_same_files_is_told_and_raises_no_alarm() throws Exception {
    scene.wiki.otherObject = Stating.parsed("wiki", "nginx:9");
    scene.wiki.otherParsed = Stating.reference(scene.wiki.otherObject);
    scene.wiki.stateVersion(ONE);
    scene.mirror();
    assertThat(scene.faults()).containsExactly(GitFault.Kind.OTHER_READING);
    assertThat(scene.node.alarms()).isEmpty();
    assertThat(scene.tags()).contains(ONE);

    scene.wiki.otherParsed =
        new ParsedReference(ObjectReference.of(scene.wiki.otherObject), RecipeObject.SCHEMA - 1);
    scene.wiki.stateVersion(ONE);
    scene.mirror();
    assertThat(scene.faults()).as("of another shape").isEmpty();
  }
}
