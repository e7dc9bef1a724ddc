package coop.potluck.mirror;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.transport.resolver.FileResolver;

/** A real HTTP server on loopback that notes each request. */
public final class GitServer implements AutoCloseable {

  /** Answers in the place of the server; false to let it answer itself. */
  @FunctionalInterface
  public interface Before {
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  private final Server server = new Server();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Before before = (request, response) -> false;

  private GitServer(HttpServlet servlet) throws Exception {
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Noting(servlet)), "/git/*");
    server.setHandler(context);
    server.start();
  }

  /** Serves a folder of bare repositories. */
  public static GitServer of(Path folder) throws Exception {
    GitDefaults.install();
    var git = new GitServlet();
    git.setRepositoryResolver(new FileResolver<>(folder.toFile(), true));
    git.setReceivePackFactory(null);
    return new GitServer(git);
  }

  public static GitServer of(HttpServlet servlet) throws Exception {
    return new GitServer(servlet);
  }

  public void before(Before answer) {
    before = answer;
  }

  /** Method, path and query of each request so far. */
  public List<String> requests() {
    return requests;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/git");
  }

  public String url(String path) {
    return uri() + path;
  }

  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void close() {
    server.setStopTimeout(0);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Noting extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient HttpServlet servlet;

    Noting(HttpServlet servlet) {
      this.servlet = servlet;
    }

    @Override
    public void init() throws ServletException {
      servlet.init(getServletConfig());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
      requests.add(request.getMethod() + " " + request.getPathInfo() + query);
      if (!before.answer(request, response)) {
        servlet.service(request, response);
      }
    }
  }
}
