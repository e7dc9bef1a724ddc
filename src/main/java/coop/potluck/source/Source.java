package coop.potluck.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where recipes of a co-op are found. */
public sealed interface Source {

  /** {@code <co-op>-<n>}, counted from 1 in the order of the file; a segment of URLs. */
  String id();

  /** Whether what is found there is shown to others at all. */
  boolean publish();

  /** Repositories one by one. */
  record Repositories(String id, boolean publish, List<RepositoryEntry> entries) implements Source {
    public Repositories {
      entries = List.copyOf(entries);
    }
  }

  /** A folder of this machine whose sub-folders are repositories, bare or not. */
  record Directory(String id, boolean publish, Path path) implements Source {}

  /**
   * An organisation on a forge.
   *
   * @param url of the forge's front page
   * @param org the organisation's name; on GitLab a group's path
   * @param include names that are taken; none for all
   * @param exclude names that are left out, whatever {@code include} says
   */
  record Forge(
      String id,
      boolean publish,
      ForgeKind kind,
      URI url,
      String org,
      List<Glob> include,
      List<Glob> exclude,
      @Nullable Secret token)
      implements Source {
    public Forge {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }

    boolean takes(String name) {
      return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(name)))
          && exclude.stream().noneMatch(glob -> glob.matches(name));
    }
  }

  /** A folder of recipes written out as files, a folder a version. */
  record Seed(String id, boolean publish, Path path) implements Source {

    /** The source to list once repositories were made of the files, below {@code folder}. */
    public Directory madeIn(Path folder) {
      return new Directory(id, publish, folder);
    }
  }
}
