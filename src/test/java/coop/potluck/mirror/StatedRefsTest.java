package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.mirror.MirrorResult.Taken;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mirror has of a repository of which somebody else states the refs. */
class StatedRefsTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");

  private final Outbound outbound =
      new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system());
  private Path folder;
  private GitRepository source;
  private Mirrors mirrors;
  private ObjectId first;
  private ObjectId second;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("wiki.git"));
    first = source.commit("compose.yml", "a");
    second = source.commit("compose.yml", "b");
    source.lightweight("1.0.0+1", first);
    mirrors =
        new Mirrors(
            folder.resolve("mirrors"),
            MirrorSettings.DEFAULT,
            outbound,
            Checkpoints.NONE,
            Progress.NONE);
  }

  @AfterEach
  void close() {
    source.close();
    outbound.close();
  }

  private static ObjectName name(ObjectId id) {
    return new ObjectName(id.name());
  }

  private static Tag tag(String name, ObjectId at) {
    return new Tag(name, name(at), false, name(at), name(at), Instant.EPOCH);
  }

  private static Head head(String branch, ObjectId at) {
    return new Head(branch, name(at), name(at), Instant.EPOCH);
  }

  private MirrorResult take(StatedRefs stated) {
    return mirrors.take(
        new MirrorRequest(WIKI, source.url(), null, null, false), stated, Long.MAX_VALUE);
  }

  @Test
  void the_branch_stands_at_the_stated_commit_though_it_went_on() throws Exception {
    assertThat(take(new StatedRefs(head("main", first), List.of())))
        .isEqualTo(new Taken(1, List.of()));
    var shown = Objects.requireNonNull(mirrors.state(WIKI).head());
    assertThat(shown.commit()).isEqualTo(name(first));
    take(new StatedRefs(head("main", second), List.of()));
    assertThat(Objects.requireNonNull(mirrors.state(WIKI).head()).commit()).isEqualTo(name(second));
  }

  @Test
  void a_commit_that_the_branch_never_went_through_is_not_its_head() throws Exception {
    var other = source.commitTree(source.repository().parseCommit(first).getTree(), null);
    source.ref("refs/heads/main", second);
    var object = source.tag("2.0.0+1", other);
    var tagged = new Tag("2.0.0+1", name(object), true, name(other), name(other), Instant.EPOCH);
    assertThat(take(new StatedRefs(head("main", other), List.of(tagged))))
        .isEqualTo(new Taken(1, List.of()));
    assertThat(mirrors.state(WIKI).head()).isNull();
  }

  @Test
  void where_nothing_that_is_stated_is_there_no_mirror_is_made() {
    assertThat(take(new StatedRefs(null, List.of(tag("2.0.0+1", first)))))
        .isEqualTo(new Taken(0, List.of()));
    assertThat(mirrors.exists(WIKI)).isFalse();
  }

  @Test
  void no_name_that_git_refuses_comes_near_the_refs() throws Exception {
    var honest = tag("1.0.0+1", first);
    take(new StatedRefs(head("main", second), List.of(honest)));
    var evil =
        new StatedRefs(
            head("main\n" + second.name() + " refs/tags/9.9.9+9", second),
            List.of(
                honest,
                tag("1.0.0+1/under", first),
                tag("x y", first),
                tag("..", first),
                tag("a\n" + second.name() + " refs/tags/9.9.9+9", first)));
    assertThat(mirrors.keepStated(WIKI, evil)).isFalse();
    take(evil);
    assertThat(mirrors.state(WIKI).tags()).extracting(Tag::name).containsExactly("1.0.0+1");
    assertThat(mirrors.state(WIKI).head()).isNull();
    assertThat(Files.readString(mirrors.path(WIKI).resolve("packed-refs")))
        .doesNotContain("9.9.9", "x y", "under");
  }

  @Test
  void more_bytes_than_are_left_are_not_fetched() {
    var stated = new StatedRefs(head("main", second), List.of());
    var result = mirrors.take(new MirrorRequest(WIKI, source.url(), null, null, false), stated, 50);
    assertThat(result).isInstanceOf(MirrorResult.Failed.class);
    assertThat(((MirrorResult.Failed) result).kind()).isEqualTo(MirrorResult.Kind.TOO_LARGE);
    assertThat(mirrors.exists(WIKI)).isFalse();
  }
}
