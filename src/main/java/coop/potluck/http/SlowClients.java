package coop.potluck.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients that send a request, or take an answer, drop by drop.
 *
 * <p>An idle timeout alone does not see them, since something happens all the time. Every second
 * this looks at all open connections.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {

  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);
  private static final double NANOS = 1e9;
  private static final long NEVER = Long.MIN_VALUE;

  private final HttpSettings settings;
  private final LongSupplier nanos;
  private final Map<HttpConnection, Watch> connections = new ConcurrentHashMap<>();
  private final Scheduler scheduler = new ScheduledExecutorScheduler("slow-clients", true);

  /** What is known of a connection; only the sweep reads and writes it. */
  private final class Watch {
    private long headSince = NEVER;
    private long message;
    private final Flow body = new Flow();
    private final Flow answer = new Flow();
  }

  SlowClients(HttpSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.put(http, new Watch());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.remove(http);
    }
  }

  @Override
  protected void doStart() throws Exception {
    scheduler.start();
    next();
  }

  @Override
  protected void doStop() throws Exception {
    scheduler.stop();
  }

  private void next() {
    scheduler.schedule(this::sweep, sweepMillis(), TimeUnit.MILLISECONDS);
  }

  private long sweepMillis() {
    return Math.max(50, Math.min(1_000, settings.headerTimeout().toMillis() / 4));
  }

  private void sweep() {
    try {
      var now = nanos.getAsLong();
      connections.forEach((connection, watch) -> look(connection, watch, now));
    } finally {
      next();
    }
  }

  private void look(HttpConnection connection, Watch watch, long now) {
    if (headIsLate(connection, watch, now)
        || bodyStalls(connection, watch, now)
        || answerStalls(connection, watch, now)) {
      connection.getEndPoint().close();
    }
  }

  private boolean headIsLate(HttpConnection connection, Watch watch, long now) {
    var parser = connection.getParser();
    var reading = parser.inHeaderState() && !parser.isStart();
    if (!reading || watch.message != connection.getMessagesIn()) {
      watch.headSince = reading ? now : NEVER;
      watch.message = connection.getMessagesIn();
      return false;
    }
    if (watch.headSince == NEVER) {
      watch.headSince = now;
    }
    return now - watch.headSince > settings.headerTimeout().toNanos();
  }

  private boolean bodyStalls(HttpConnection connection, Watch watch, long now) {
    return watch.body.stalls(connection.getParser().inContentState(), connection.getBytesIn(), now);
  }

  private boolean answerStalls(HttpConnection connection, Watch watch, long now) {
    var pending =
        connection.getEndPoint() instanceof AbstractEndPoint endPoint
            && endPoint.getWriteFlusher().isPending();
    return watch.answer.stalls(pending, connection.getBytesOut(), now);
  }

  /** Bytes that should be moving. */
  private final class Flow {
    private long since = NEVER;
    private long bytesThen;

    boolean stalls(boolean underWay, long bytes, long now) {
      if (!underWay) {
        since = NEVER;
        return false;
      }
      if (since == NEVER) {
        since = now;
        bytesThen = bytes;
        return false;
      }
      var elapsed = now - since;
      var moved = bytes - bytesThen;
      return elapsed > GRACE && moved < settings.minBytesPerSecond() * (elapsed / NANOS);
    }
  }
}
