package coop.potluck.parsing;

import coop.potluck.recipe.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The problems found on the way, each once, in bounded number and length. */
final class Findings {

  private static final int MAX_QUOTED = 120;
  private static final int MAX_WHERE = 300;

  private final int max;
  private final Set<Problem> found = new LinkedHashSet<>();
  private int dropped;

  Findings(int max) {
    this.max = max;
  }

  void add(String where, String expected) {
    add(new Problem(where, expected));
  }

  void add(Problem problem) {
    var shown = new Problem(oneLine(problem.where(), MAX_WHERE), problem.expected());
    if (found.contains(shown)) {
      return;
    }
    if (found.size() < max) {
      found.add(shown);
    } else {
      dropped++;
    }
  }

  void addAll(List<Problem> problems) {
    problems.forEach(this::add);
  }

  /** Takes over what was found elsewhere. */
  void addAll(Findings others) {
    others.found.forEach(this::add);
    dropped += others.dropped;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> list() {
    var all = new ArrayList<>(found);
    if (dropped > 0) {
      all.add(new Problem("warnings", dropped + " more are not listed"));
    }
    return all;
  }

  /** A stranger's text within a sentence: short, on one line. */
  static String quoted(String text) {
    return '"' + oneLine(text, MAX_QUOTED) + '"';
  }

  private static String oneLine(String text, int max) {
    var cut = text.length() <= max ? text : text.substring(0, max) + "…";
    var line = new StringBuilder(cut.length());
    for (var i = 0; i < cut.length(); i++) {
      var c = cut.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString();
  }
}
