package coop.potluck.compatibility;

import java.util.Locale;

/** A comparison as lines that a person can review. */
final class Shown {

  private Shown() {}

  static String of(Comparison comparison) {
    var out = new StringBuilder();
    for (var difference : comparison.differences()) {
      out.append(line(difference)).append('\n');
      if (!difference.part()) {
        out.append("    ").append(difference.wasAt()).append(" -> ").append(difference.isAt());
        out.append("\n    ").append(difference.because()).append('\n');
      }
    }
    var claimed = comparison.claimed();
    out.append("claimed ").append(claimed == null ? "nothing" : claimed.text());
    out.append(", computed ").append(comparison.computed().text());
    out.append(comparison.downgrade() ? ", downgrade\n" : "\n");
    if (comparison.disagreement() != null) {
      out.append("disagreement: ").append(comparison.disagreement()).append('\n');
    }
    comparison.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
    return out.toString();
  }

  /** {@code ~ image app: nginx:1.24 -> nginx:1.25 | none | minor}. */
  static String line(Difference it) {
    var line = new StringBuilder(it.part() ? "  part " : "");
    line.append(
        switch (it.change()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case CHANGED -> "~ ";
        });
    line.append(words(it.aspect())).append(' ');
    if (it.overlay() != null) {
      line.append('[').append(it.overlay()).append("] ");
    }
    if (it.service() != null && !it.service().equals(it.subject())) {
      line.append(it.service()).append(' ');
    }
    line.append(it.subject()).append(": ");
    line.append(
        switch (it.change()) {
          case ADDED -> it.is();
          case REMOVED -> it.was();
          case CHANGED -> it.was() + " -> " + it.is();
        });
    if (it.part()) {
      return line.append(" (").append(it.because()).append(')').toString();
    }
    line.append(" | ").append(words(it.action()));
    if (it.risk() != Risk.NONE) {
      line.append(", ").append(words(it.risk()));
    }
    if (it.step() != null) {
      line.append(" | ").append(words(it.step()));
    }
    if (it.fallback() != null) {
      line.append(it.fallback() ? " | fallback" : " | no fallback");
    }
    return line.append(it.counterpart() == null ? "" : " | " + it.counterpart()).toString();
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
