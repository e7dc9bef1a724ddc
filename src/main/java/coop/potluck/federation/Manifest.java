package coop.potluck.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import coop.potluck.object.CanonicalJson;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of one commit, as an object that anyone with the repository can make again.
 *
 * @param files in the order of their paths' bytes in UTF-8
 */
public record Manifest(List<Entry> files) {

  /** The largest manifest that is read. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int SCHEMA = 1;
  private static final int MAX_FILES = 50_000;
  private static final int MAX_PATH_LENGTH = 4096;
  private static final Set<String> ODD_SEGMENTS = Set.of("", ".", "..");
  private static final Comparator<Entry> BY_PATH =
      (one, other) -> Arrays.compareUnsigned(utf8(one.path()), utf8(other.path()));

  /**
   * One entry of the commit's tree.
   *
   * @param size in bytes; 0 for a submodule
   * @param sha256 null where the bytes were not read
   */
  public record Entry(String path, RecipeFile.Kind kind, long size, @Nullable Hash sha256) {

    private boolean mayBe(Entry other) {
      return kind == other.kind
          && size == other.size
          && (sha256 == null || other.sha256 == null || sha256.equals(other.sha256));
    }
  }

  /** A manifest of these files, in whatever order they come. */
  public Manifest {
    files = files.stream().sorted(BY_PATH).toList();
  }

  private static byte[] utf8(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }

  /** The manifest of files as they were read. */
  public static Manifest of(RecipeFiles files) {
    return new Manifest(
        files.list().stream()
            .map(
                file -> {
                  var sha256 = file.sha256();
                  return new Entry(
                      file.path(),
                      file.kind(),
                      file.size(),
                      sha256 == null ? null : Hash.parseHex(sha256).orElseThrow());
                })
            .toList());
  }

  /** The paths of the files whose bytes it names: those to read to make it again. */
  public Set<String> read() {
    return files.stream()
        .filter(it -> it.sha256() != null)
        .map(Entry::path)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The paths at which this manifest is not the one that was made of the same commit. Bytes that
   * one of the two did not read are no difference.
   */
  public List<String> differences(Manifest made) {
    var others = made.byPath();
    var different = new TreeSet<String>();
    for (var entry : files) {
      var other = others.remove(entry.path());
      if (other == null || !entry.mayBe(other)) {
        different.add(entry.path());
      }
    }
    different.addAll(others.keySet());
    return List.copyOf(different);
  }

  /** The paths whose bytes this manifest names, and the other one does not. */
  public List<String> unreadIn(Manifest made) {
    var others = made.byPath();
    return files.stream()
        .filter(it -> it.sha256() != null)
        .map(Entry::path)
        .filter(path -> others.containsKey(path) && others.get(path).sha256() == null)
        .toList();
  }

  private Map<String, Entry> byPath() {
    var byPath = new HashMap<String, Entry>();
    files.forEach(it -> byPath.put(it.path(), it));
    return byPath;
  }

  /** The object's canonical bytes. */
  public byte[] bytes() {
    var node = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
    var list = node.putArray("files");
    for (var file : files) {
      var item =
          list.addObject()
              .put("path", file.path())
              .put("mode", mode(file.kind()))
              .put("size", file.size());
      if (file.sha256() != null) {
        item.put("sha256", file.sha256().hex());
      }
    }
    return CanonicalJson.bytes(node);
  }

  /** Reads a manifest from outside. */
  public static Manifest parse(byte[] bytes) throws MalformedException {
    var members = Members.parse("manifest", bytes, MAX_BYTES);
    members.integer("schema", SCHEMA, SCHEMA);
    var files = new ArrayList<Entry>();
    for (var item : members.list("files", MAX_FILES)) {
      var path = item.text("path", MAX_PATH_LENGTH);
      if (path.indexOf('\0') >= 0
          || Arrays.stream(path.split("/", -1)).anyMatch(ODD_SEGMENTS::contains)) {
        throw item.malformed("path", "a path relative to the root of the repository");
      }
      var entry =
          new Entry(
              path,
              kind(item),
              item.integer("size", 0, Statements.MAX_OBJECT_BYTES),
              item.has("sha256") ? item.hash("sha256") : null);
      if (!files.isEmpty() && BY_PATH.compare(files.get(files.size() - 1), entry) >= 0) {
        throw item.malformed("path", "a path after the one before it");
      }
      files.add(entry);
    }
    return new Manifest(files);
  }

  private static String mode(RecipeFile.Kind kind) {
    return switch (kind) {
      case FILE -> "100644";
      case EXECUTABLE -> "100755";
      case SYMLINK -> "120000";
      case SUBMODULE -> "160000";
    };
  }

  private static RecipeFile.Kind kind(Members item) throws MalformedException {
    return switch (item.line("mode", 6)) {
      case "100644" -> RecipeFile.Kind.FILE;
      case "100755" -> RecipeFile.Kind.EXECUTABLE;
      case "120000" -> RecipeFile.Kind.SYMLINK;
      case "160000" -> RecipeFile.Kind.SUBMODULE;
      default -> throw item.malformed("mode", "100644, 100755, 120000 or 160000");
    };
  }
}
