package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.recipe.RecipeId;
import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** The time that one fetch has left, and how far it has come. */
final class Watch extends EmptyProgressMonitor {

  private final RecipeId id;
  private final Progress progress;
  private final Duration whole;
  private final long end;
  private long bytes;
  private int objects;

  /** Starts now; measured by the machine's steady clock, not by the time of day. */
  Watch(RecipeId id, Progress progress, Duration whole) {
    this.id = id;
    this.progress = progress;
    this.whole = whole;
    this.end = System.nanoTime() + whole.toNanos();
  }

  Duration left() {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  void check() throws MirrorFailure {
    if (isCancelled()) {
      throw new MirrorFailure(Kind.TIMEOUT, "not done within " + whole.toMillis() + " ms");
    }
  }

  void received(long more) {
    bytes += more;
    progress.received(id, bytes, objects);
  }

  void readObject() {
    objects++;
  }

  @Override
  public boolean isCancelled() {
    return System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted();
  }
}
