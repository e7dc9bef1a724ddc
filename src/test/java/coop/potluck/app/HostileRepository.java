package coop.potluck.app;

import coop.potluck.mirror.GitRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A repository made by somebody who means no good, or does not know better. */
enum HostileRepository {
  GOOD,
  ALIAS_BOMB,
  MANY_TAGS,
  HUGE_BLOB,
  HUGE_README,
  NOT_UTF8,
  LINKED_COMPOSE,
  SUBMODULE,
  DEEP_TREE,
  WIDE_TREE,
  DEEP_YAML;

  private static final long MEGABYTE = 1L << 20;
  private static final String COMPOSE = "services:\n  app:\n    image: nginx:1.27\n";
  private static final String ENV = "TYPE=app\n";

  String recipe() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void write(GitRepository it) throws IOException {
    switch (this) {
      case GOOD -> commit(it, Map.of());
      case ALIAS_BOMB -> commit(it, Map.of("compose.yml", text(it, bomb())));
      case MANY_TAGS -> tags(it);
      case HUGE_BLOB -> commit(it, Map.of("dump.sql", blob(it, 200)));
      case HUGE_README -> commit(it, Map.of("README.md", blob(it, 50)));
      case NOT_UTF8 -> commit(it, Map.of("compose.yml", latin1(it)));
      case LINKED_COMPOSE -> entry(it, "compose.yml", FileMode.SYMLINK, bytes(it, '/', 'e'));
      case SUBMODULE -> entry(it, "vendor", FileMode.GITLINK, ObjectId.fromString("3".repeat(40)));
      case DEEP_TREE -> commit(it, Map.of("d/".repeat(200) + "deep", bytes(it, 'x')));
      case WIDE_TREE -> wide(it);
      case DEEP_YAML -> commit(it, Map.of("compose.yml", text(it, nested())));
    }
  }

  private static String bomb() {
    var text = new StringBuilder("x0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (var i = 1; i < 12; i++) {
      var above = String.join(", ", Collections.nCopies(9, "*x" + (i - 1)));
      text.append("x").append(i).append(": &x").append(i).append(" [").append(above).append("]\n");
    }
    return text + COMPOSE;
  }

  private static String nested() {
    return "services: " + "[".repeat(50_000) + "]".repeat(50_000) + "\n";
  }

  private static ObjectId latin1(GitRepository repository) throws IOException {
    var text = COMPOSE + "# caf\u00e9\n";
    return repository.insert(text.getBytes(StandardCharsets.ISO_8859_1), Constants.OBJ_BLOB);
  }

  private static void tags(GitRepository repository) throws IOException {
    var commit = repository.commit(".env.sample", ENV, "compose.yml", COMPOSE);
    var refs = new LinkedHashMap<String, ObjectId>();
    for (var i = 0; i < 10_000; i++) {
      refs.put("refs/tags/1.0." + i + "+1", commit);
    }
    repository.packedRefs(refs);
  }

  private static void wide(GitRepository repository) throws IOException {
    var blob = bytes(repository, 'x');
    var files = new LinkedHashMap<String, ObjectId>();
    for (var i = 0; i < 20_000; i++) {
      files.put("z/file" + i, blob);
    }
    commit(repository, files);
  }

  /** Releases a sound recipe with these files besides, or instead. */
  private static void commit(GitRepository repository, Map<String, ObjectId> files)
      throws IOException {
    var all = sound(repository);
    all.putAll(files);
    var tree = repository.tree(all, FileMode.REGULAR_FILE);
    repository.tag("1.0.0+1", repository.commitTree(tree, null));
  }

  /** Releases a sound recipe with one entry of another mode besides, or instead. */
  private static void entry(GitRepository repository, String path, FileMode mode, ObjectId id)
      throws IOException {
    var cache = DirCache.newInCore();
    var builder = cache.builder();
    var all = sound(repository);
    all.put(path, id);
    for (var file : all.entrySet()) {
      var made = new DirCacheEntry(file.getKey());
      made.setFileMode(file.getKey().equals(path) ? mode : FileMode.REGULAR_FILE);
      made.setObjectId(file.getValue());
      builder.add(made);
    }
    builder.finish();
    try (var inserter = repository.repository().newObjectInserter()) {
      var tree = cache.writeTree(inserter);
      inserter.flush();
      repository.tag("1.0.0+1", repository.commitTree(tree, null));
    }
  }

  private static Map<String, ObjectId> sound(GitRepository repository) throws IOException {
    var files = new LinkedHashMap<String, ObjectId>();
    files.put(".env.sample", text(repository, ENV));
    files.put("compose.yml", text(repository, COMPOSE));
    return files;
  }

  private static ObjectId text(GitRepository repository, String text) throws IOException {
    return repository.insert(text.getBytes(StandardCharsets.UTF_8), Constants.OBJ_BLOB);
  }

  private static ObjectId bytes(GitRepository repository, int... values) throws IOException {
    var raw = new byte[values.length];
    for (var i = 0; i < values.length; i++) {
      raw[i] = (byte) values[i];
    }
    return repository.insert(raw, Constants.OBJ_BLOB);
  }

  /** A file of that many megabytes of spaces, which cost little to store. */
  private static ObjectId blob(GitRepository repository, int megabytes) throws IOException {
    var size = megabytes * MEGABYTE;
    try (var inserter = repository.repository().newObjectInserter()) {
      var id = inserter.insert(Constants.OBJ_BLOB, size, new Spaces(size));
      inserter.flush();
      return id;
    }
  }

  private static final class Spaces extends InputStream {
    private long left;

    Spaces(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? ' ' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      var read = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + read, (byte) ' ');
      left -= read;
      return read;
    }
  }
}
