package coop.potluck.source;

import coop.potluck.outbound.Outbound;
import java.time.Clock;

/** Asks sources what repositories they hold. May be called by many threads. */
public final class SourceLister {

  private final LocalLister local;
  private final ForgeLister forges;

  public SourceLister(Outbound outbound, SourceSettings settings, Clock clock) {
    this(outbound, settings, clock, duration -> Thread.sleep(duration.toMillis()));
  }

  SourceLister(Outbound outbound, SourceSettings settings, Clock clock, ForgeLister.Pause pause) {
    this.local = new LocalLister(settings);
    this.forges = new ForgeLister(outbound, settings, clock, pause);
  }

  /**
   * All repositories of a source, or why they cannot be told whole. Blocks while a forge is asked.
   * A seed is listed by way of {@link Source.Seed#madeIn}.
   */
  public Listing list(Source source) {
    if (source instanceof Source.Repositories repositories) {
      return local.list(repositories);
    }
    if (source instanceof Source.Directory directory) {
      return local.list(directory);
    }
    if (source instanceof Source.Forge forge) {
      return forges.list(forge);
    }
    return new Listing.Failed("no repositories have been made of the seed yet", null);
  }
}
