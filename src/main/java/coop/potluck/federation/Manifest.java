package coop.potluck.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import coop.potluck.object.CanonicalJson;
import coop.potluck.recipe.RecipeFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
  public record Entry(String path, RecipeFile.Kind kind, long size, @Nullable Hash sha256) {}

  /** A manifest of these files, in whatever order they come. */
  public Manifest {
    files = files.stream().sorted(BY_PATH).toList();
  }

  private static byte[] utf8(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
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
