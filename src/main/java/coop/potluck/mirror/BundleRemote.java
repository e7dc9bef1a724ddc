package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A git bundle, a file with the refs of a repository and one pack of all that they need; see {@code
 * gitformat-bundle(5)}, version 2.
 */
final class BundleRemote implements Remote {

  static final String SUFFIX = ".bundle";
  static final String SIGNATURE = "# v2 git bundle";
  private static final int MAX_LINE = 4_096;
  private static final int NAME_AT = 41;

  private final InputStream in;
  private final Map<String, ObjectId> refs;
  private final MirrorRepository mirror;
  private final Watch watch;

  private BundleRemote(
      InputStream in, Map<String, ObjectId> refs, MirrorRepository mirror, Watch watch) {
    this.in = in;
    this.refs = refs;
    this.mirror = mirror;
    this.watch = watch;
  }

  static BundleRemote open(Path file, MirrorRepository mirror, MirrorSettings settings, Watch watch)
      throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new MirrorFailure(Kind.GONE, "there is no such bundle");
    }
    var in = new BufferedInputStream(Files.newInputStream(file));
    try {
      return new BundleRemote(in, head(in, settings), mirror, watch);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static Map<String, ObjectId> head(InputStream in, MirrorSettings settings)
      throws IOException {
    if (!line(in).equals(SIGNATURE)) {
      throw new MirrorFailure(Kind.CORRUPT, "it is no git bundle of version 2");
    }
    var refs = new TreeMap<String, ObjectId>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("-")) {
        throw new MirrorFailure(Kind.REFUSED, "the bundle leans on commits that are not in it");
      }
      if (!ObjectId.isId(line.substring(0, Math.min(line.length(), NAME_AT - 1)))
          || line.length() <= NAME_AT
          || line.charAt(NAME_AT - 1) != ' ') {
        throw new MirrorFailure(Kind.CORRUPT, "a line of the bundle's head names no ref");
      }
      refs.put(line.substring(NAME_AT), ObjectId.fromString(line.substring(0, NAME_AT - 1)));
      if (refs.size() > settings.maxRefs()) {
        throw new MirrorFailure(Kind.LIMIT, "more than " + settings.maxRefs() + " refs");
      }
    }
    return refs;
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new byte[MAX_LINE];
    for (var length = 0; length < bytes.length; length++) {
      var next = in.read();
      if (next == '\n') {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
      }
      if (next < 0) {
        break;
      }
      bytes[length] = (byte) next;
    }
    throw new MirrorFailure(Kind.CORRUPT, "the head of the bundle does not end");
  }

  @Override
  public Map<String, ObjectId> refs() {
    return refs;
  }

  /** The only branch, as {@link Bundles} writes it; a bundle does not say which HEAD stands for. */
  @Override
  public @Nullable String head() {
    var branches = refs.keySet().stream().filter(name -> name.startsWith(Refs.HEADS)).toList();
    return branches.size() == 1 && !refs.containsKey(Constants.HEAD) ? branches.get(0) : null;
  }

  @Override
  public void fetch(Map<String, ObjectId> wants, Set<ObjectId> held) throws IOException {
    try (var inserter = mirror.newObjectInserter()) {
      inserter.newPackParser(in).parse(watch);
    } catch (EOFException e) {
      throw new MirrorFailure(Kind.CORRUPT, "the bundle ends early");
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
