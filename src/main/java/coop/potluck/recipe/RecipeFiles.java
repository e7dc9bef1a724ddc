package coop.potluck.recipe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of one commit, in the order of their paths, and what was left unread and why.
 *
 * <p>A reader that met a limit (entries, depth, size) says so in {@link #problems}; what it did
 * read is here all the same.
 */
public final class RecipeFiles {

  private final SortedMap<String, RecipeFile> byPath = new TreeMap<>();
  private final List<Problem> problems;

  public RecipeFiles(Collection<RecipeFile> files, List<Problem> problems) {
    files.forEach(file -> byPath.put(file.path(), file));
    this.problems = List.copyOf(problems);
  }

  /** All entries, in the order of their paths. */
  public Collection<RecipeFile> list() {
    return List.copyOf(byPath.values());
  }

  /** The entry at a path. */
  public Optional<RecipeFile> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** The limits that were met while reading. */
  public List<Problem> problems() {
    return problems;
  }
}
