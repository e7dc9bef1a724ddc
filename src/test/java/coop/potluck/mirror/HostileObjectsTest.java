package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import coop.potluck.mirror.MirrorResult.Failed;
import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.mirror.MirrorResult.Updated;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that git would not write, or that cost more than a recipe may. */
class HostileObjectsTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");
  private static final long MEGABYTE = 1L << 20;

  private Path folder;
  private GitRepository source;
  private Outbound outbound;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    source = GitRepository.bare(folder.resolve("served/wiki.git"));
    outbound =
        new Outbound(
            OutboundSettings.DEFAULT,
            AddressPolicy.of(List.of(), List.of("127.0.0.0/8")),
            NameResolver.system());
  }

  @AfterEach
  void close() {
    source.close();
    outbound.close();
  }

  @Test
  void names_that_are_traps_are_refused() throws Exception {
    var blob = source.insert(new byte[] {1}, Constants.OBJ_BLOB);
    for (var name :
        List.of(
            "..", ".", ".git", ".GIT", ".g\u200cit", "", "a/b", "a\0b", "compose.yml\0", "/etc")) {
      var tree = source.insert(entry("100644", name, blob), Constants.OBJ_TREE);
      source.commitTree(tree, null);
      assertThat(failed(sync(MirrorSettings.DEFAULT)).kind()).as(name).isEqualTo(Kind.CORRUPT);
    }
    var twice = new ByteArrayOutputStream();
    twice.write(entry("100644", "a", blob));
    twice.write(entry("100644", "a", blob));
    source.commitTree(source.insert(twice.toByteArray(), Constants.OBJ_TREE), null);
    assertThat(failed(sync(MirrorSettings.DEFAULT)).kind()).isEqualTo(Kind.CORRUPT);
    assertThat(mirrors(MirrorSettings.DEFAULT).exists(WIKI)).isFalse();
  }

  @Test
  void a_trap_that_comes_later_leaves_the_mirror_and_the_disk_as_they_were() throws Exception {
    source.commit("compose.yml", "a");
    updated(sync(MirrorSettings.DEFAULT));
    var packs = folder.resolve("mirrors/harvest/wiki.git/objects/pack");
    var before = names(packs);
    var good = source.repository().resolve("refs/heads/main");
    var missing = ObjectId.fromString("2".repeat(40));
    source.commitTree(source.insert(entry("100644", "a", missing), Constants.OBJ_TREE), good);
    assertThat(failed(sync(MirrorSettings.DEFAULT)).kind()).isEqualTo(Kind.CORRUPT);
    var blob = source.insert(new byte[] {1}, Constants.OBJ_BLOB);
    source.commitTree(source.insert(entry("100644", "..", blob), Constants.OBJ_TREE), good);
    assertThat(failed(sync(MirrorSettings.DEFAULT)).kind()).isEqualTo(Kind.CORRUPT);
    source.ref("refs/heads/main", blob);
    assertThat(failed(sync(MirrorSettings.DEFAULT)).kind()).isEqualTo(Kind.CORRUPT);
    assertThat(names(packs)).isEqualTo(before);
    assertThat(names(packs.resolve(".."))).noneMatch(name -> name.startsWith("incoming"));
  }

  @Test
  void what_old_tools_wrote_passes() throws Exception {
    var blob = source.insert(new byte[] {1}, Constants.OBJ_BLOB);
    var inner = source.insert(entry("100644", "notes", blob), Constants.OBJ_TREE);
    var tree = source.insert(entry("040000", "release", inner), Constants.OBJ_TREE);
    var commit =
        "tree "
            + tree.name()
            + "\nauthor Robin <robin\ncommitter Robin <r> 1700000000 +0000\n\nx\n";
    source.ref(
        "refs/heads/main",
        source.insert(commit.getBytes(StandardCharsets.UTF_8), Constants.OBJ_COMMIT));
    assertThat(updated(sync(MirrorSettings.DEFAULT)).head()).isNotNull();
  }

  @Test
  void links_and_submodules_are_listed_by_their_kind() throws Exception {
    var blob =
        source.insert("../../etc/passwd".getBytes(StandardCharsets.UTF_8), Constants.OBJ_BLOB);
    var raw = new ByteArrayOutputStream();
    raw.write(entry("120000", "a-link", blob));
    raw.write(entry("160000", "b-module", ObjectId.fromString("3".repeat(40))));
    raw.write(entry("100755", "c-script", blob));
    var commit = source.commitTree(source.insert(raw.toByteArray(), Constants.OBJ_TREE), null);
    var files = files(commit, MirrorSettings.DEFAULT);
    assertThat(files.list())
        .extracting(RecipeFile::kind)
        .containsExactly(
            RecipeFile.Kind.SYMLINK, RecipeFile.Kind.SUBMODULE, RecipeFile.Kind.EXECUTABLE);
    assertThat(files.find("a-link").orElseThrow().bytes()).isNull();
    assertThat(files.find("c-script").orElseThrow().bytes()).hasSize(16);
  }

  @Test
  void a_blob_of_200_megabytes_is_passed_through_and_not_held() throws Exception {
    ObjectId blob;
    try (var inserter = source.repository().newObjectInserter()) {
      blob = inserter.insert(Constants.OBJ_BLOB, 200 * MEGABYTE, new Zeros(200 * MEGABYTE));
    }
    var small = source.insert("services: {}".getBytes(StandardCharsets.UTF_8), Constants.OBJ_BLOB);
    var tree = source.tree(Map.of("compose.yml", small, "dump.sql", blob), FileMode.REGULAR_FILE);
    var commit = source.commitTree(tree, null);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();

    var files = files(commit, MirrorSettings.DEFAULT);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50 * MEGABYTE);
    assertThat(files.find("compose.yml").orElseThrow().bytes()).hasSize(12);
    assertThat(files.find("dump.sql").orElseThrow().bytes()).isNull();
    assertThat(files.find("dump.sql").orElseThrow().size()).isEqualTo(200 * MEGABYTE);
    assertThat(files.problems()).singleElement().asString().contains("dump.sql", "1048576");
  }

  @Test
  void objects_over_their_limits_are_refused() throws Exception {
    source.commit("compose.yml", "a".repeat(50_000));
    var result = sync(Limits.with(Map.of("maxObjectBytes", 40_000L)));
    assertThat(failed(result).kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(failed(result).reason()).contains("50,000", "40,000");
    updated(sync(Limits.with(Map.of("maxHeldBytes", 10_000L))));
    var entries = new LinkedHashMap<String, ObjectId>();
    var blob = source.insert(new byte[] {1}, Constants.OBJ_BLOB);
    for (var i = 0; i < 500; i++) {
      entries.put("file" + i, blob);
    }
    source.commitTree(source.tree(entries, FileMode.REGULAR_FILE), null);
    assertThat(failed(sync(Limits.with(Map.of("maxHeldBytes", 10_000L)))).kind())
        .isEqualTo(Kind.TOO_LARGE);
    assertThat(failed(sync(Limits.with(Map.of("maxFetchObjects", 2)))).kind())
        .isEqualTo(Kind.TOO_LARGE);
    assertThat(failed(sync(Limits.with(Map.of("maxFetchBytes", 1_000L)))).kind())
        .isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void differences_are_resolved_and_count_as_what_they_unfold_to() throws Exception {
    var random = new Random(7);
    var lines = new ArrayList<String>();
    for (var i = 0; i < 1_000; i++) {
      lines.add(Long.toHexString(random.nextLong()));
    }
    var commits = new ArrayList<ObjectId>();
    var texts = new ArrayList<String>();
    for (var i = 0; i < 30; i++) {
      lines.set(i * 7, "changed " + i);
      texts.add(String.join("\n", lines));
      commits.add(source.commit("compose.yml", texts.get(i)));
    }
    GitCommand.run(source.folder(), "git", "repack", "-adfq", "--depth=50");
    var held = Limits.with(Map.of("maxHeldBytes", 12_000L));
    try (var server = GitServer.of(folder.resolve("served"))) {
      for (var url : List.of(source.url(), server.url("/wiki.git"))) {
        var request = new MirrorRequest(WIKI, url, null, null, false);
        assertThat(failed(mirrors(held).sync(request)).kind()).isEqualTo(Kind.TOO_LARGE);
        var mirrors = mirrors(MirrorSettings.DEFAULT);
        updated(mirrors.sync(request));
        for (var i = 0; i < commits.size(); i++) {
          var files = mirrors.files(WIKI, new ObjectName(commits.get(i).name()), path -> true);
          assertThat(files.find("compose.yml").orElseThrow().bytes())
              .isEqualTo(texts.get(i).getBytes(StandardCharsets.UTF_8));
        }
        mirrors.remove(WIKI);
      }
    }
  }

  @Test
  void a_pack_that_claims_countless_objects_makes_no_room_for_them() throws Exception {
    source.commit("compose.yml", "a");
    try (var server = GitServer.of(folder.resolve("served"))) {
      server.before(
          (request, response) -> {
            if (request.getMethod().equals("GET")) {
              return false;
            }
            response.setContentType("application/x-git-upload-pack-result");
            var out = response.getOutputStream();
            out.write("0008NAK\n0011\1PACK".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[] {0, 0, 0, 2, 0x7f, -1, -1, -1});
            out.write("0000".getBytes(StandardCharsets.US_ASCII));
            return true;
          });
      var request = new MirrorRequest(WIKI, server.url("/wiki.git"), null, null, false);
      assertThat(failed(mirrors(MirrorSettings.DEFAULT).sync(request)).reason())
          .contains("2147483647 objects");
    }
  }

  @Test
  void trees_are_read_so_wide_and_so_deep_and_no_further() throws Exception {
    var blob = source.insert(new byte[] {1}, Constants.OBJ_BLOB);
    var entries = new LinkedHashMap<String, ObjectId>();
    entries.put("a/".repeat(100) + "deep", blob);
    entries.put("z", blob);
    var commit = source.commitTree(source.tree(entries, FileMode.REGULAR_FILE), null);
    var deep = files(commit, MirrorSettings.DEFAULT);
    assertThat(deep.list()).extracting(RecipeFile::path).containsExactly("z");
    assertThat(deep.problems()).singleElement().asString().contains("24 folders");
    for (var i = 0; i < 50; i++) {
      entries.put("file" + i, blob);
    }
    var wide = source.commitTree(source.tree(entries, FileMode.REGULAR_FILE), null);
    var some = files(wide, Limits.with(Map.of("maxTreeEntries", 40)));
    assertThat(some.list()).hasSizeLessThan(40);
    assertThat(some.problems().toString()).contains("40 files and folders");
    var bytes = files(wide, Limits.with(Map.of("maxReadBytes", 10L)));
    assertThat(bytes.list().stream().filter(file -> file.bytes() != null)).hasSize(10);
    assertThat(bytes.problems().toString()).contains("10 bytes in all");
  }

  @Test
  void an_object_that_is_lost_later_is_an_exception_when_it_is_read() throws Exception {
    var commit = source.commit("compose.yml", "a");
    updated(sync(MirrorSettings.DEFAULT));
    Folders.delete(folder.resolve("mirrors/harvest/wiki.git/objects/pack"));
    Files.createDirectory(folder.resolve("mirrors/harvest/wiki.git/objects/pack"));
    assertThatThrownBy(() -> files(commit, MirrorSettings.DEFAULT))
        .isInstanceOf(MirrorException.class);
  }

  private RecipeFiles files(ObjectId commit, MirrorSettings settings) throws Exception {
    var mirrors = mirrors(settings);
    mirrors.sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    return mirrors.files(WIKI, new ObjectName(commit.name()), path -> true);
  }

  private MirrorResult sync(MirrorSettings settings) throws IOException {
    return mirrors(settings).sync(new MirrorRequest(WIKI, source.url(), null, null, false));
  }

  private Mirrors mirrors(MirrorSettings settings) throws IOException {
    return new Mirrors(
        folder.resolve("mirrors"), settings, outbound, Checkpoints.NONE, Progress.NONE);
  }

  private static byte[] entry(String mode, String name, ObjectId id) throws IOException {
    var raw = new ByteArrayOutputStream();
    raw.write((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
    var bytes = new byte[Constants.OBJECT_ID_LENGTH];
    id.copyRawTo(bytes, 0);
    raw.write(bytes);
    return raw.toByteArray();
  }

  private static List<String> names(Path path) throws IOException {
    try (var files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static MirrorState updated(MirrorResult result) {
    assertThat(result).isInstanceOf(Updated.class);
    return ((Updated) result).state();
  }

  private static Failed failed(MirrorResult result) {
    assertThat(result).isInstanceOf(Failed.class);
    return (Failed) result;
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      var read = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + read, (byte) 0);
      left -= read;
      return read;
    }
  }
}
