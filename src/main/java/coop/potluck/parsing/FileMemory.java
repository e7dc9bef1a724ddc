package coop.potluck.parsing;

import coop.potluck.recipe.RecipeFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was understood of single files, so that one that stands in the next version too is read
 * once. Remembers one file at a path for each kind of understanding, for one thread.
 */
final class FileMemory {

  /** Of the texts of one kind together; what is made of them takes several times as much. */
  private static final long MAX_BYTES = 256 * 1024;

  private record Entry(RecipeFile file, Optional<?> value, Findings findings) {}

  private static final class Shelf {
    private final Map<String, Entry> entries = new HashMap<>();
    private long bytes;

    void put(String path, Entry entry) {
      bytes += entry.file().size();
      if (bytes > MAX_BYTES) {
        entries.clear();
        bytes = entry.file().size();
      }
      if (bytes <= MAX_BYTES) {
        entries.put(path, entry);
      }
    }
  }

  private final int maxFindings;
  private final Map<Class<?>, Shelf> shelves = new HashMap<>();

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
    var shelf = shelves.computeIfAbsent(kind, unseen -> new Shelf());
    var known = shelf.entries.get(file.path());
    if (known != null && known.file() == file) {
      findings.addAll(known.findings());
      return known.value().map(kind::cast);
    }
    var found = new Findings(maxFindings);
    var value = reader.apply(found);
    findings.addAll(found);
    shelf.put(file.path(), new Entry(file, value, found));
    return value;
  }
}
