package coop.potluck.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The node's server: one port, one table of routes, and what else is mounted beside them. */
public final class HttpServer implements AutoCloseable {

  private static final int VIRTUAL_THREADS_SINCE = 24;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final HttpSettings settings;
  private final List<Route> routes;
  private final Map<String, Servlet> servlets;
  private final AnswerCache cache;
  private final Metrics metrics;
  private final Javalin javalin;

  /**
   * What is to be served; {@link #start} opens the port.
   *
   * @param routes the order matters where two patterns fit one address: the first wins
   * @param servlets what else answers, by the path under which it is mounted: {@code /git}
   * @param revision what answers depend on
   * @param edition of software and configuration: tags of another edition do not match
   */
  public HttpServer(
      HttpSettings settings,
      List<Route> routes,
      Map<String, Servlet> servlets,
      Revision revision,
      String edition,
      Metrics metrics) {
    this.settings = settings;
    this.routes = List.copyOf(routes);
    this.servlets = new LinkedHashMap<>(servlets);
    this.metrics = metrics;
    this.cache = new AnswerCache(settings.maxCachedBytes(), revision, edition);
    metrics.gauge(
        "potluck_http_cached_bytes", "Memory that answers take, estimated", cache::weight);
    this.javalin = Javalin.create(this::configure);
  }

  /** Opens the port and returns once requests are answered. */
  public HttpServer start() {
    javalin.start();
    return this;
  }

  /** The port, which the system may have picked. */
  public int port() {
    return javalin.port();
  }

  /** Lets requests that are being answered end, for a few seconds, and closes the port. */
  public void stop() {
    javalin.stop();
  }

  @Override
  public void close() {
    stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.router.ignoreTrailingSlashes = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(this::guard);
    config.jetty.modifyHttpConfiguration(this::limit);
    config.jetty.modifyServletContextHandler(this::mount);
    config.jetty.addConnector(this::connector);
    new Dispatch(routes, cache, new Bodies(settings, System::nanoTime)).addTo(config.routes);
  }

  /** Its queue needs no bound of its own: a connection waits with one request at a time. */
  private QueuedThreadPool threads() {
    var pool = new QueuedThreadPool(settings.threads(), Math.min(8, settings.threads()));
    pool.setName("http");
    if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE && VirtualThreads.areSupported()) {
      pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    }
    return pool;
  }

  private void guard(Server server) {
    var gate =
        new Gate(prefixes(), settings, new RateLimits(settings, System::nanoTime), cache, metrics);
    var graceful = new GracefulHandler();
    graceful.setHandler(gate);
    server.setHandler(graceful);
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    server.setErrorHandler(new ServerErrors(metrics));
    server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
  }

  private List<Gate.Prefix> prefixes() {
    var prefixes = new ArrayList<Gate.Prefix>();
    for (var mount : servlets.keySet()) {
      prefixes.add(new Gate.Prefix(mount + '/', Traffic.GIT, true));
    }
    for (var route : routes) {
      if (route.traffic() != Traffic.READS) {
        prefixes.add(new Gate.Prefix(route.fixedPart(), route.traffic(), false));
      }
    }
    return prefixes;
  }

  private void limit(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    http.setRequestHeaderSize((int) settings.maxHeaderBytes());
    http.setIdleTimeout(settings.idleTimeout().toMillis());
  }

  private void mount(ServletContextHandler context) {
    context.setErrorHandler(new ServerErrors(metrics));
    servlets.forEach(
        (path, servlet) -> context.addServlet(new ServletHolder(path, servlet), path + "/*"));
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setAcceptQueueSize(1_024);
    connector.addBean(new SlowClients(settings, System::nanoTime));
    return connector;
  }
}
