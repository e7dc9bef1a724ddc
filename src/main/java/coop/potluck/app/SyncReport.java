package coop.potluck.app;

import coop.potluck.indexing.SyncProgress;
import coop.potluck.indexing.SyncSummary;
import coop.potluck.recipe.RecipeId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells a person how a sync goes on: a bar on a terminal, a line for each change elsewhere. */
final class SyncReport implements SyncProgress {

  private static final int BAR = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private int expected;
  private int done;

  SyncReport(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void listed(String sourceId, int repositories) {
    expected += repositories;
    if (terminal) {
      bar("");
    } else {
      line(sourceId + ": " + plural(repositories, "repository", "repositories"));
    }
  }

  @Override
  public synchronized void doubted(String sourceId, String reason) {
    line(sourceId + ": " + reason);
  }

  @Override
  public synchronized void looked(RecipeId id, Look look) {
    done++;
    if (look instanceof Look.Failed failed) {
      line(id + ": failed: " + failed.reason());
    } else if (look instanceof Look.Changed changed && !terminal) {
      line(id + ": " + words(changed));
    }
    if (terminal) {
      bar(id.toString());
    }
  }

  /** The end: what it all came to. */
  synchronized void finished(SyncSummary summary) {
    if (terminal) {
      out.print("\r\u001b[K");
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

  private void line(String text) {
    out.println((terminal ? "\r\u001b[K" : "") + text);
    out.flush();
  }

  private void bar(String last) {
    var full = expected == 0 ? 0 : Math.min(BAR, done * BAR / expected);
    out.print(
        "\r\u001b[K["
            + "#".repeat(full)
            + " ".repeat(BAR - full)
            + "] "
            + done
            + "/"
            + expected
            + " "
            + last);
    out.flush();
  }
}
