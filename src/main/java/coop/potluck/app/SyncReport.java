package coop.potluck.app;

import coop.potluck.indexing.SyncProgress;
import coop.potluck.indexing.SyncSummary;
import coop.potluck.recipe.RecipeId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Tells a person how a sync goes on: a bar on a terminal, a line for each change elsewhere. */
final class SyncReport implements SyncProgress {

  private static final int BAR = 30;

  private static final String CLEAR = "\r\u001b[K";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final Terminal terminal;
  private final Function<RecipeId, List<String>> rejected;
  private int expected;
  private int done;

  /**
   * A report of one sync.
   *
   * @param rejected why versions of a recipe were turned away, in a line each
   */
  SyncReport(PrintWriter out, Terminal terminal, Function<RecipeId, List<String>> rejected) {
    this.out = out;
    this.terminal = terminal;
    this.rejected = rejected;
  }

  @Override
  public synchronized void listed(String sourceId, int repositories) {
    expected += repositories;
    if (terminal.interactive()) {
      bar("");
    } else {
      line(sourceId + ": " + plural(repositories, "repository", "repositories"));
    }
  }

  @Override
  public synchronized void doubted(String sourceId, String reason) {
    line(red(VisibleWriter.visible(sourceId + ": " + reason)));
  }

  @Override
  public synchronized void looked(RecipeId id, Look look) {
    done++;
    if (look instanceof Look.Failed failed) {
      line(red(VisibleWriter.visible(id + ": failed: " + failed.reason())));
    } else if (look instanceof Look.Changed changed) {
      changed(id, changed);
    }
    if (terminal.interactive()) {
      bar(id.toString());
    }
  }

  private void changed(RecipeId id, Look.Changed changed) {
    if (!terminal.interactive()) {
      line(id + ": " + words(changed));
    }
    if (changed.rejected() > 0) {
      rejected.apply(id).forEach(reason -> line(VisibleWriter.visible(id + " " + reason)));
    }
  }

  /** The end: what it all came to. */
  synchronized void finished(SyncSummary summary) {
    if (terminal.interactive()) {
      out.print(CLEAR);
    }
    var text =
        new StringBuilder(plural(summary.repositories(), "repository", "repositories"))
            .append(", ")
            .append(summary.changed())
            .append(" changed, ")
            .append(plural(summary.versions(), "new version", "new versions"));
    append(text, summary.rejected(), "rejected");
    append(text, summary.moved(), "moved");
    append(text, summary.withdrawn(), "withdrawn");
    append(text, summary.failed().size(), "failed");
    append(text, summary.doubted().size(), "of the sources doubted");
    out.println(text + ", in " + seconds(summary.elapsed()));
    if (!summary.allWell() || summary.rejected() > 0) {
      out.println("What to mend: potluck problems");
    }
    out.flush();
  }

  static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }

  static String plural(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  static String words(Look.Changed changed) {
    var text = new StringBuilder(plural(changed.added(), "new version", "new versions"));
    append(text, changed.rejected(), "rejected");
    append(text, changed.moved(), "moved");
    append(text, changed.withdrawn(), "withdrawn");
    append(text, changed.reread(), "read anew");
    return text.toString();
  }

  private static void append(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(what);
    }
  }

  private String red(String text) {
    return terminal.colours() ? RED + text + PLAIN : text;
  }

  private void line(String text) {
    out.println((terminal.interactive() ? CLEAR : "") + text);
    out.flush();
  }

  /** Never wider than the terminal, where it could not be drawn over. */
  private void bar(String last) {
    var full = expected == 0 ? 0 : Math.min(BAR, done * BAR / expected);
    var text =
        "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + done + "/" + expected + " " + last;
    out.print(CLEAR + text.substring(0, Math.min(text.length(), terminal.columns() - 1)));
    out.flush();
  }
}
