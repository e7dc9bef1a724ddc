package coop.potluck.api;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Diffs of texts in the unified format, as {@code git apply} reads it, within what one request may
 * cost. What is left out depends on the texts alone, never on the clock, so that an answer that is
 * kept is the answer that would be made again.
 */
final class UnifiedDiffs {

  private static final int CONTEXT = 3;
  private static final String NO_NEWLINE = "\n\\ No newline at end of file";

  private final ApiSettings settings;
  private int files;
  private int characters;
  private int comparisons;

  /** A diff, or why there is none. */
  record Outcome(@Nullable String diff, @Nullable String because) {}

  private static final class TooFarApart extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooFarApart() {
      super(null, null, false, false);
    }
  }

  UnifiedDiffs(ApiSettings settings) {
    this.settings = settings;
  }

  /** The diff of a file; null for a side on which it is not. */
  Outcome of(String path, @Nullable String was, @Nullable String is) {
    if (++files > WantedFiles.MAX_FILES) {
      return none("More than " + WantedFiles.MAX_FILES + " files: ask for this one by its path");
    }
    var before = lines(was);
    var after = lines(is);
    if (Math.max(before.size(), after.size()) > settings.maxDiffLines()) {
      return none("It has more than " + settings.maxDiffLines() + " lines");
    }
    try {
      var diff = write(path, was != null, before, is != null, after);
      if (characters + diff.length() > settings.maxDiffLength()) {
        return none("The diffs together are too long: ask for this one alone");
      }
      characters += diff.length();
      return new Outcome(diff, null);
    } catch (TooFarApart e) {
      return none("The texts are too far apart to be compared within a request");
    }
  }

  private static Outcome none(String because) {
    return new Outcome(null, because);
  }

  private String write(
      String path, boolean was, List<String> before, boolean is, List<String> after) {
    var name = path.replaceAll("\\p{Cntrl}", "?");
    var lines = new ArrayList<String>();
    lines.add("--- " + (was ? "a/" + name : "/dev/null"));
    lines.add("+++ " + (is ? "b/" + name : "/dev/null"));
    if (before.isEmpty() || after.isEmpty()) {
      lines.addAll(whole(before, after));
    } else {
      var changes =
          new MyersDiffWithLinearSpace<String>(this::equal).computeDiff(before, after, null);
      var patch = Patch.generate(before, after, joined(changes));
      var hunks = UnifiedDiffUtils.generateUnifiedDiff("", "", before, patch, CONTEXT);
      // The library's own two lines of names come first.
      lines.addAll(hunks.subList(Math.min(2, hunks.size()), hunks.size()));
    }
    return String.join("\n", lines) + '\n';
  }

  /** What is taken out and what is put in at the same place, as one change. */
  private static List<Change> joined(List<Change> changes) {
    var joined = new ArrayList<Change>();
    for (var change : changes) {
      var last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && last.endOriginal == change.startOriginal
          && last.endRevised == change.startRevised) {
        joined.set(
            joined.size() - 1,
            change(last.startOriginal, change.endOriginal, last.startRevised, change.endRevised));
      } else {
        joined.add(change);
      }
    }
    return joined;
  }

  private static Change change(
      int startOriginal, int endOriginal, int startRevised, int endRevised) {
    var added = startOriginal == endOriginal;
    var removed = startRevised == endRevised;
    var type = added ? DeltaType.INSERT : removed ? DeltaType.DELETE : DeltaType.CHANGE;
    return new Change(type, startOriginal, endOriginal, startRevised, endRevised);
  }

  private boolean equal(String one, String other) {
    if (++comparisons > settings.maxDiffComparisons()) {
      throw new TooFarApart();
    }
    return one.equals(other);
  }

  private static List<String> whole(List<String> before, List<String> after) {
    var lines = new ArrayList<String>();
    if (!before.isEmpty() || !after.isEmpty()) {
      lines.add("@@ -%s +%s @@".formatted(range(before), range(after)));
      before.forEach(line -> lines.add('-' + line));
      after.forEach(line -> lines.add('+' + line));
    }
    return lines;
  }

  private static String range(List<String> lines) {
    return lines.isEmpty() ? "0,0" : "1," + lines.size();
  }

  /** A last line without its end is another line than one with it, as in a diff of git. */
  private static List<String> lines(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    var last = lines.remove(lines.size() - 1);
    if (!last.isEmpty()) {
      lines.add(last + NO_NEWLINE);
    }
    return lines;
  }
}
