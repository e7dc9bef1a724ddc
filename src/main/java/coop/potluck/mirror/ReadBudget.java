package coop.potluck.mirror;

import coop.potluck.recipe.Problem;
import java.util.List;
import java.util.function.Predicate;

/** What may still be read of one tree of files, which may be as wide and deep as anyone liked. */
final class ReadBudget {

  private final MirrorSettings settings;
  private final Predicate<String> wanted;
  private final List<Problem> problems;
  private int entries;
  private long readBytes;

  /**
   * A budget that nothing was taken from.
   *
   * @param wanted the paths of files whose bytes are needed
   * @param problems learns of each limit that is met
   */
  ReadBudget(MirrorSettings settings, Predicate<String> wanted, List<Problem> problems) {
    this.settings = settings;
    this.wanted = wanted;
    this.problems = problems;
  }

  /** Takes one file or folder; false where there may be no more. */
  boolean takeEntry(String path) {
    if (++entries <= settings.maxTreeEntries()) {
      return true;
    }
    var most = settings.maxTreeEntries();
    problems.add(new Problem(path, "a commit of at most " + most + " files and folders"));
    return false;
  }

  /**
   * Whether a folder may be entered.
   *
   * @param depth how many folders it lies in
   */
  boolean isEntered(String path, int depth) {
    if (depth + 1 < settings.maxDepth()) {
      return true;
    }
    var most = settings.maxDepth();
    problems.add(new Problem(path, "at most " + most + " folders in one another"));
    return false;
  }

  /** Takes the bytes of a file; false where they are not to be read. */
  boolean takeBytes(String path, long size) {
    if (!wanted.test(path)) {
      return false;
    }
    if (size > settings.maxBlobBytes()) {
      problems.add(
          new Problem(path, "at most " + settings.maxBlobBytes() + " bytes, these are " + size));
      return false;
    }
    if (readBytes + size > settings.maxReadBytes()) {
      problems.add(
          new Problem(path, "at most " + settings.maxReadBytes() + " bytes in all files together"));
      return false;
    }
    readBytes += size;
    return true;
  }
}
