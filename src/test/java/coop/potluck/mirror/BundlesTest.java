package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.mirror.MirrorResult.Failed;
import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.mirror.MirrorResult.Updated;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");

  private Path folder;
  private final Outbound outbound =
      new Outbound(OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system());
  private GitRepository source;

  @BeforeEach
  void source(@TempDir Path temporary) throws IOException {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("wiki.git"));
    for (var i = 0; i < 20; i++) {
      var text = "services: {}\n# " + "much the same\n".repeat(200) + i;
      source.tag("1." + i + ".0+1", source.commit("compose.yml", text, "abra.sh", "export A=1\n"));
    }
  }

  @AfterEach
  void close() {
    source.close();
    outbound.close();
  }

  private Mirrors mirrors(String name) throws IOException {
    return new Mirrors(
        folder.resolve(name), MirrorSettings.DEFAULT, outbound, point -> {}, Progress.NONE);
  }

  private static MirrorResult sync(Mirrors mirrors, String url) {
    return mirrors.sync(new MirrorRequest(WIKI, url, null, null, false));
  }

  private byte[] bundle(String mirrors) throws Exception {
    var out = new ByteArrayOutputStream();
    assertThat(Bundles.write(folder.resolve(mirrors), WIKI, out)).isTrue();
    return out.toByteArray();
  }

  @Test
  void a_mirror_of_a_bundle_is_that_of_its_repository() throws Exception {
    var first = mirrors("first");
    var whole = (Updated) sync(first, source.url());
    var file = Files.write(folder.resolve("wiki.bundle"), bundle("first"));

    var second = mirrors("second");
    assertThat(sync(second, file.toUri().toString())).isEqualTo(whole);
    assertThat(second.state(WIKI)).isEqualTo(first.state(WIKI));
    assertThat(whole.state().tags()).extracting(Tag::name).contains("1.19.0+1").hasSize(20);
  }

  @Test
  void git_takes_it() throws Exception {
    var mirrors = mirrors("first");
    sync(mirrors, source.url());
    Files.write(folder.resolve("wiki.bundle"), bundle("first"));
    assertThat(
            GitCommand.run(folder, "git", "-C", "wiki.git", "bundle", "verify", "../wiki.bundle"))
        .contains("complete history");
    GitCommand.run(folder, "git", "clone", "-q", "-b", "main", "wiki.bundle", "clone");
    assertThat(GitCommand.run(folder.resolve("clone"), "git", "tag")).contains("1.19.0+1");
  }

  @Test
  void the_same_refs_make_the_same_bytes_however_they_came() throws Exception {
    var first = mirrors("first");
    sync(first, source.url());
    GitCommand.run(source.folder(), "git", "repack", "-q", "-a", "-d", "-f", "--depth=20");
    var second = mirrors("second");
    sync(second, source.url());
    var bytes = bundle("first");
    assertThat(bundle("second")).isEqualTo(bytes);
    assertThat(bundle("first")).isEqualTo(bytes);
  }

  @Test
  void an_empty_mirror_has_no_bundle() throws Exception {
    try (var empty = GitRepository.bare(folder.resolve("empty.git"))) {
      var mirrors = mirrors("first");
      sync(mirrors, empty.url());
      assertThat(Bundles.write(folder.resolve("first"), WIKI, new ByteArrayOutputStream()))
          .isFalse();
    }
  }

  @Test
  void what_is_no_bundle_is_refused_and_nothing_stays() throws Exception {
    var mirrors = mirrors("first");
    sync(mirrors, source.url());
    var good = new String(bundle("first"), StandardCharsets.ISO_8859_1);
    assertThat(refused("no bundle\n")).isEqualTo(Kind.CORRUPT);
    assertThat(refused(good.substring(0, 60))).isEqualTo(Kind.CORRUPT);
    assertThat(refused(good.substring(0, good.length() - 30))).isEqualTo(Kind.CORRUPT);
    assertThat(refused(good.replaceFirst("\n", "\n-" + "1".repeat(40) + " before\n")))
        .isEqualTo(Kind.REFUSED);
    assertThat(refused(good.replaceFirst("\n[0-9a-f]{8}", "\nnothexad"))).isEqualTo(Kind.CORRUPT);
    assertThat(refused(good.replaceFirst("\n[0-9a-f]{8}", "\n00000000"))).isEqualTo(Kind.CORRUPT);
    assertThat(refused("# v2 git bundle\n" + "x".repeat(5_000))).isEqualTo(Kind.CORRUPT);
  }

  private Kind refused(String bundle) throws IOException {
    var file = folder.resolve("bad.bundle");
    Files.write(file, bundle.getBytes(StandardCharsets.ISO_8859_1));
    var mirrors = mirrors("refused");
    var result = sync(mirrors, file.toUri().toString());
    assertThat(mirrors.exists(WIKI)).isFalse();
    assertThat(result).isInstanceOf(Failed.class);
    return ((Failed) result).kind();
  }
}
