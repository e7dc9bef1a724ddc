package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.outbound.Outbound;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** Where a log may be read by somebody who does not follow it. */
public final class LogSources {

  private LogSources() {}

  /**
   * A node's own log.
   *
   * @param base the node's address, without a slash at its end
   */
  public static LogSource own(Outbound outbound, FederationSettings settings, URI base) {
    return HttpLog.own(outbound, settings, base, new AtomicLong());
  }

  /** A node's copy of another log. */
  public static LogSource mirror(
      Outbound outbound, FederationSettings settings, URI base, String origin) {
    return HttpLog.mirror(outbound, settings, base, origin, new AtomicLong());
  }
}
