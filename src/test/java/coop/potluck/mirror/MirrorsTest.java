package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.mirror.MirrorResult.Failed;
import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.mirror.MirrorResult.Unchanged;
import coop.potluck.mirror.MirrorResult.Updated;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");

  private Path folder;
  private final Outbound outbound =
      new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system());
  private GitRepository source;
  private Mirrors mirrors;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("wiki.git"));
    mirrors = mirrors(MirrorSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    source.close();
    outbound.close();
  }

  @Test
  void a_first_look_brings_the_default_branch_and_the_tags() throws Exception {
    var first = source.commit("compose.yml", "services: {}\n", "release/1.0.0+1", "Hello\n");
    var annotated = source.tag("1.0.0+1", first);
    source.lightweight("v0.9", first);
    var head = source.commit("compose.yml", "services: {app: {}}\n");
    source.ref("refs/heads/feature", first);
    source.ref("refs/pull/1/head", head);

    var state = updated(sync());

    assertThat(state.problems()).isEmpty();
    assertThat(head(state).branch()).isEqualTo("main");
    assertThat(head(state).commit()).isEqualTo(name(head));
    assertThat(state.tags()).extracting(Tag::name).containsExactly("1.0.0+1", "v0.9");
    assertThat(state.tags().get(0).object()).isEqualTo(name(annotated));
    assertThat(state.tags().get(0).annotated()).isTrue();
    assertThat(state.tags().get(0).date()).isEqualTo(Instant.parse("2026-01-01T00:03:00Z"));
    assertThat(state.tags().get(0).commit()).isEqualTo(name(first));
    assertThat(state.tags().get(1).object()).isEqualTo(name(first));
    assertThat(state.tags().get(1).annotated()).isFalse();
    assertThat(Files.readAllLines(mirrorFolder().resolve("packed-refs")))
        .noneMatch(line -> line.contains("feature") || line.contains("pull"));
    var files = mirrors.files(WIKI, name(first), path -> path.startsWith("release/"));
    assertThat(files.list())
        .extracting(RecipeFile::path)
        .containsExactly("compose.yml", "release/1.0.0+1");
    assertThat(files.find("compose.yml").orElseThrow().bytes()).isNull();
    assertThat(
            new String(files.find("release/1.0.0+1").orElseThrow().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("Hello\n");
    assertThat(folder.resolve("mirrors/.incoming")).isEmptyDirectory();
  }

  @Test
  void one_reader_hands_out_a_file_that_stays_the_same_once() throws Exception {
    var first = source.commit("compose.yml", "a");
    var second = source.commit("compose.yml", "a");
    var third = source.commit("compose.yml", "c");
    source.tag("1.0.0+1", third);
    sync();

    try (var reader = mirrors.read(WIKI)) {
      var before = reader.files(name(first), path -> true).find("compose.yml").orElseThrow();
      var same = reader.files(name(second), path -> true).find("compose.yml").orElseThrow();
      var unread = reader.files(name(second), path -> false).find("compose.yml").orElseThrow();
      var other = reader.files(name(third), path -> true).find("compose.yml").orElseThrow();

      assertThat(same).isSameAs(before);
      assertThat(unread.bytes()).isNull();
      assertThat(new String(other.bytes(), StandardCharsets.UTF_8)).isEqualTo("c");
      assertThat(new String(before.bytes(), StandardCharsets.UTF_8)).isEqualTo("a");
      assertThat(other.sha256()).isNotEqualTo(before.sha256());
    }
  }

  @Test
  void a_look_where_nothing_has_changed_writes_nothing() throws Exception {
    source.tag("1.0.0+1", source.commit("compose.yml", "a"));
    var fingerprint = updated(sync()).fingerprint();
    var before = Files.getLastModifiedTime(mirrorFolder().resolve("packed-refs"));

    assertThat(sync()).isEqualTo(new Unchanged(fingerprint));

    assertThat(Files.getLastModifiedTime(mirrorFolder().resolve("packed-refs"))).isEqualTo(before);
    assertThat(mirrors.state(WIKI).fingerprint()).isEqualTo(fingerprint);
    var forced = new MirrorRequest(WIKI, source.url(), null, null, true);
    assertThat(updated(mirrors.sync(forced)).tags()).hasSize(1);
  }

  @Test
  void tags_that_move_or_vanish_are_kept_from_collection() throws Exception {
    var first = source.commit("compose.yml", "a");
    var moved = source.tag("1.0.0+1", first);
    var gone = source.tag("1.1.0+1", first);
    updated(sync());
    var second = source.commit("compose.yml", "b");
    var replacement = source.tag("1.0.0+1", second);
    source.delete("refs/tags/1.1.0+1");

    var state = updated(sync());

    assertThat(state.tags()).extracting(Tag::object).containsExactly(name(replacement));
    assertThat(mirrors.kept(WIKI)).containsExactlyInAnyOrder(name(moved), name(gone));
    for (var i = 0; i < 25; i++) {
      source.commit("compose.yml", "c" + i);
      updated(sync());
    }
    assertThat(mirrors.collect(WIKI)).isTrue();
    assertThat(mirrors.collect(WIKI)).isFalse();
    assertThat(mirrors.kept(WIKI)).containsExactlyInAnyOrder(name(moved), name(gone));
    try (var mirror = MirrorRepository.open(mirrorFolder())) {
      assertThat(mirror.getObjectDatabase().has(moved)).isTrue();
      assertThat(mirror.getObjectDatabase().has(gone)).isTrue();
      assertThat(mirror.getObjectDatabase().getPacks()).hasSize(1);
    }
    assertThat(mirrors.state(WIKI).head()).isNotNull();
  }

  @Test
  void a_head_that_was_forced_away_is_kept_and_a_head_that_went_on_is_not() throws Exception {
    var first = source.commit("compose.yml", "a");
    updated(sync());
    var second = source.commit("compose.yml", "b");
    updated(sync());
    assertThat(mirrors.kept(WIKI)).isEmpty();
    source.ref("refs/heads/main", first);
    var third = source.commit("compose.yml", "c");

    assertThat(head(updated(sync())).commit()).isEqualTo(name(third));

    assertThat(mirrors.kept(WIKI)).containsExactly(name(second));
    assertThat(mirrors.files(WIKI, name(second), path -> true).list()).hasSize(1);
  }

  @Test
  void a_repository_that_is_gone_leaves_its_mirror_as_it_was() throws Exception {
    source.commit("compose.yml", "a");
    var state = updated(sync());
    source.close();
    Folders.delete(source.folder());

    assertThat(failed(sync())).isEqualTo(Kind.GONE);

    assertThat(mirrors.state(WIKI)).isEqualTo(state);
  }

  @Test
  void an_empty_repository_has_neither_head_nor_tags() {
    var state = updated(sync());
    assertThat(state.head()).isNull();
    assertThat(state.tags()).isEmpty();
    assertThat(sync()).isInstanceOf(Unchanged.class);
  }

  @Test
  void another_default_branch_can_be_asked_for() throws Exception {
    var first = source.commit("compose.yml", "a");
    source.ref("refs/heads/stable", first);
    source.commit("compose.yml", "b");
    var stable = new MirrorRequest(WIKI, source.url(), null, "stable", false);
    assertThat(head(updated(mirrors.sync(stable))).commit()).isEqualTo(name(first));
    var missing = new MirrorRequest(WIKI, source.url(), null, "nowhere", false);
    var state = updated(mirrors.sync(missing));
    assertThat(state.head()).isNull();
    assertThat(state.problems().toString()).contains("refs/heads/nowhere");
  }

  @Test
  void a_tag_of_a_tag_is_peeled_and_a_tag_of_a_tree_is_a_problem() throws Exception {
    var commit = source.commit("compose.yml", "a");
    var inner = source.tag("inner", commit);
    source.tag("outer", inner, Constants.OBJ_TAG);
    var blob = source.insert(new byte[] {1}, Constants.OBJ_BLOB);
    source.tag("blob", blob, Constants.OBJ_BLOB);
    var state = updated(sync());
    assertThat(state.tags()).extracting(Tag::commit).containsExactly(name(commit), name(commit));
    assertThat(state.problems().toString()).contains("tag blob");
  }

  @Test
  void a_repository_with_a_work_tree_is_read_from_its_inner_folder() throws Exception {
    var work = folder.resolve("work");
    Files.createDirectories(work);
    try (var inner = GitRepository.bare(work.resolve(".git"))) {
      inner.commit("compose.yml", "a");
      var request = new MirrorRequest(WIKI, work.toUri().toString(), null, null, false);
      assertThat(updated(mirrors.sync(request)).head()).isNotNull();
    }
  }

  @Test
  void packed_refs_of_a_local_repository_are_read_too() throws Exception {
    var commit = source.commit("compose.yml", "a");
    source.packedRefs(Map.of("refs/tags/1.0.0+1", commit));
    assertThat(updated(sync()).tags()).extracting(Tag::name).containsExactly("1.0.0+1");
  }

  @Test
  void a_local_repository_that_leans_on_another_is_refused() throws Exception {
    source.commit("compose.yml", "a");
    Files.writeString(source.folder().resolve("objects/info/alternates"), "/elsewhere/objects\n");
    assertThat(failed(sync())).isEqualTo(Kind.REFUSED);
    assertThat(mirrors.exists(WIKI)).isFalse();
  }

  @Test
  void links_among_a_local_repositorys_objects_are_refused() throws Exception {
    source.commit("compose.yml", "a");
    Files.createSymbolicLink(source.folder().resolve("objects/pack/x.pack"), Path.of("/dev/zero"));
    assertThat(failed(sync())).isEqualTo(Kind.REFUSED);
  }

  @Test
  void a_local_repositorys_configuration_is_not_looked_at() throws Exception {
    source.commit("compose.yml", "a");
    Files.writeString(source.folder().resolve("config"), "[include]\n\tpath = /dev/zero\n[core");
    assertThat(updated(sync()).head()).isNotNull();
  }

  @Test
  void other_schemes_and_credentials_in_urls_are_refused() {
    for (var url :
        new String[] {
          "ssh://git@forge.example/wiki.git",
          "git://forge.example/wiki.git",
          "ext::sh -c touch% /tmp/x",
          "git@forge.example:wiki.git",
          "https://robin:hush@forge.example/wiki.git",
          "file://forge.example/wiki.git",
          "wiki.git",
          "http:///wiki.git"
        }) {
      var result = mirrors.sync(new MirrorRequest(WIKI, url, null, null, false));
      assertThat(failed(result)).as(url).isEqualTo(Kind.REFUSED);
      assertThat(result.toString()).doesNotContain("hush");
    }
  }

  @Test
  void ten_thousand_tags_are_over_the_limit() throws Exception {
    var commit = source.commit("compose.yml", "a");
    var refs = new HashMap<String, ObjectId>();
    for (var i = 0; i < 10_000; i++) {
      refs.put("refs/tags/1.0." + i + "+1", commit);
    }
    source.packedRefs(refs);
    assertThat(failed(sync())).isEqualTo(Kind.LIMIT);
    assertThat(mirrors.exists(WIKI)).isFalse();
  }

  @Test
  void what_died_half_way_is_swept_and_done_again() throws Exception {
    source.commit("compose.yml", "a");
    updated(sync());
    var objects = mirrorFolder().resolve("objects");
    Files.writeString(objects.resolve("incoming_1.pack"), "half");
    Files.writeString(objects.resolve("pack/pack-" + "0".repeat(40) + ".pack"), "half");
    Files.createDirectories(folder.resolve("mirrors/.incoming/harvest--chat.git/objects"));
    source.commit("compose.yml", "b");

    mirrors = mirrors(MirrorSettings.DEFAULT);
    updated(sync());

    assertThat(objects.resolve("incoming_1.pack")).doesNotExist();
    assertThat(objects.resolve("pack/pack-" + "0".repeat(40) + ".pack")).doesNotExist();
    assertThat(folder.resolve("mirrors/.incoming/harvest--chat.git")).doesNotExist();
  }

  @Test
  void a_mirror_or_commit_that_is_not_there_is_an_exception() throws Exception {
    var commit = name(source.commit("compose.yml", "a"));
    assertThatThrownBy(() -> mirrors.state(WIKI)).isInstanceOf(MirrorException.class);
    assertThatThrownBy(() -> mirrors.files(WIKI, commit, path -> true))
        .isInstanceOf(MirrorException.class);
    updated(sync());
    var absent = new ObjectName("1".repeat(40));
    assertThatThrownBy(() -> mirrors.files(WIKI, absent, path -> true))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining(absent.hex());
    assertThat(mirrors.remove(WIKI)).isTrue();
    assertThat(mirrors.remove(WIKI)).isFalse();
    assertThat(mirrors.exists(WIKI)).isFalse();
  }

  @Test
  void settings_out_of_range_are_named() {
    assertThat(MirrorSettings.DEFAULT.problems()).isEmpty();
    var changed =
        Limits.with(Map.of("parallel", 0, "wholeTimeout", Duration.ZERO, "maxBlobBytes", 1L << 40));
    assertThat(changed.problems())
        .extracting(problem -> problem.where())
        .containsExactly("parallel", "whole_timeout", "max_blob_bytes");
  }

  private Mirrors mirrors(MirrorSettings settings) throws IOException {
    return new Mirrors(
        folder.resolve("mirrors"), settings, outbound, Checkpoints.NONE, Progress.NONE);
  }

  private MirrorResult sync() {
    return mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
  }

  private Path mirrorFolder() {
    return folder.resolve("mirrors/harvest/wiki.git");
  }

  private static MirrorState updated(MirrorResult result) {
    assertThat(result).isInstanceOf(Updated.class);
    return ((Updated) result).state();
  }

  private static Head head(MirrorState state) {
    return Objects.requireNonNull(state.head());
  }

  private static Kind failed(MirrorResult result) {
    assertThat(result).isInstanceOf(Failed.class);
    return ((Failed) result).kind();
  }

  private static ObjectName name(ObjectId id) {
    return new ObjectName(id.name());
  }
}
