package coop.potluck.compatibility;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of an operator's {@code .env} that an upgrade adds and removes.
 *
 * <p>The patch is written for a file of which nothing is known but that it began as a copy of the
 * sample. What it adds goes to the end, where it counts; but a key that the sample offered before,
 * so that the file may set it, goes to the top, where the file's own line has the last word. Each
 * line that it removes is a patch of its own: where the file has another value, that one fails and
 * nothing else.
 *
 * @param add keys as the sample has them, each a line with its comment lines before it
 * @param remove keys that mean nothing any more, in order
 * @param diff both as a patch in the unified format against a file {@code .env}, empty where there
 *     is nothing to do; a line is removed by it only where the sample's own is known for sure
 */
public record EnvironmentPatch(List<String> add, List<String> remove, String diff) {

  /** There is nothing to do. */
  static final EnvironmentPatch NOTHING = new EnvironmentPatch(List.of(), List.of(), "");

  private static final String HEADER = "--- .env\n+++ .env\n";

  /** Farther down than any file goes: a patch without context is then applied at the end. */
  private static final int END = 1_000_000;

  public EnvironmentPatch {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  /** A line to take out, and about where it stands. */
  record Removal(int line, String text) {}

  /**
   * A patch.
   *
   * @param top what is added where the file's own lines come after it
   * @param end what is added where it comes after the file's own lines
   */
  static EnvironmentPatch of(
      List<String> top, List<String> end, List<String> remove, List<Removal> removals) {
    var add = new ArrayList<>(top);
    add.addAll(end);
    var diff = new StringBuilder();
    if (!add.isEmpty()) {
      diff.append(HEADER);
    }
    var above = lines(top);
    if (!above.isEmpty()) {
      diff.append("@@ -0,0 +1,").append(above.size()).append(" @@\n");
      above.forEach(line -> diff.append('+').append(line).append('\n'));
    }
    var below = lines(end);
    if (!below.isEmpty()) {
      var at = END + above.size() + 1;
      diff.append("@@ -").append(END).append(",0 +").append(at);
      diff.append(',').append(below.size()).append(" @@\n");
      below.forEach(line -> diff.append('+').append(line).append('\n'));
    }
    for (var removal : removals) {
      diff.append(HEADER).append("@@ -").append(removal.line()).append(" +");
      diff.append(removal.line() - 1).append(",0 @@\n-").append(removal.text()).append('\n');
    }
    return new EnvironmentPatch(add, remove, diff.toString());
  }

  private static List<String> lines(List<String> blocks) {
    return blocks.stream().flatMap(String::lines).toList();
  }
}
