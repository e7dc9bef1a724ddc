package coop.potluck.api;

import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files whose diff somebody wants.
 *
 * @param paths by name
 * @param all whether those that were not named are wanted too
 */
record WantedFiles(Set<String> paths, boolean all) {

  /** More diffs than this are not made for one request. */
  static final int MAX_FILES = 50;

  private static final String ALL = "*";

  /** What the values of a parameter name, each one path or several parted by commas. */
  static WantedFiles of(List<String> values) {
    var paths = new TreeSet<String>();
    for (var value : values) {
      for (var path : value.split(",", -1)) {
        if (path.isBlank()) {
          throw refusal(ProblemType.MALFORMED_PARAMETER, "files are paths, parted by commas");
        }
        paths.add(path.strip());
      }
    }
    var all = paths.remove(ALL);
    if (paths.size() > MAX_FILES) {
      throw refusal(ProblemType.PARAMETER_OUT_OF_RANGE, "files are at most " + MAX_FILES);
    }
    return new WantedFiles(paths, all);
  }

  boolean contains(String path) {
    return all || paths.contains(path);
  }

  private static Refusal refusal(ProblemType type, String detail) {
    return new Refusal(type, detail).with("parameter", "files");
  }
}
