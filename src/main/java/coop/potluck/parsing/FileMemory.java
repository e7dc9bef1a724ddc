package coop.potluck.parsing;

import coop.potluck.recipe.RecipeFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was understood of single files, so that one that stands in the next version too is read
 * once. Remembers one file at a path, for one thread.
 */
final class FileMemory {

  /** Of the texts together; what is made of them takes several times as much. */
  private static final long MAX_BYTES = 256 * 1024;

  private record Key(String path, Class<?> kind) {}

  private record Entry(RecipeFile file, Optional<?> value, Findings findings) {}

  private final int maxFindings;
  private final Map<Key, Entry> entries = new HashMap<>();
  private long bytes;

  FileMemory(int maxFindings) {
    this.maxFindings = maxFindings;
  }

  /**
   * What {@code reader} makes of a file, which it reads now or read before.
   *
   * @param findings take what the reader finds, either way
   */
  <T> Optional<T> read(
      RecipeFile file, Class<T> kind, Findings findings, Function<Findings, Optional<T>> reader) {
    var key = new Key(file.path(), kind);
    var known = entries.get(key);
    if (known != null && known.file() == file) {
      findings.addAll(known.findings());
      return known.value().map(kind::cast);
    }
    var found = new Findings(maxFindings);
    var value = reader.apply(found);
    findings.addAll(found);
    remember(key, new Entry(file, value, found));
    return value;
  }

  private void remember(Key key, Entry entry) {
    bytes += entry.file().size();
    if (bytes > MAX_BYTES) {
      entries.clear();
      bytes = entry.file().size();
    }
    if (bytes <= MAX_BYTES) {
      entries.put(key, entry);
    }
  }
}
