package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.outbound.Outbound;
import java.io.IOException;
import java.net.Proxy;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A repository behind http or https; opening it is one request, fetching is another. */
final class HttpRemote implements Remote {

  private final TransportHttp transport;
  private final FetchConnection connection;
  private final Connections connections;
  private final Watch watch;
  private final Map<String, ObjectId> refs = new LinkedHashMap<>();
  private final Map<String, ObjectId> peeled = new HashMap<>();

  private HttpRemote(TransportHttp transport, Connections connections, Watch watch)
      throws IOException {
    this.transport = transport;
    this.connections = connections;
    this.watch = watch;
    this.connection = transport.openFetch();
    for (var ref : connection.getRefs()) {
      if (ref.getObjectId() != null) {
        refs.put(ref.getName(), ref.getObjectId().copy());
      }
      if (ref.getPeeledObjectId() != null) {
        peeled.put(ref.getName(), ref.getPeeledObjectId().copy());
      }
    }
  }

  static HttpRemote open(
      MirrorRequest request,
      MirrorRepository mirror,
      Outbound outbound,
      MirrorSettings settings,
      Watch watch)
      throws IOException {
    var connections = new Connections(outbound, request.token(), settings, watch);
    Transport transport;
    try {
      transport = Transport.open(mirror, new URIish(request.url()));
    } catch (URISyntaxException e) {
      throw new MirrorFailure(Kind.REFUSED, "the URL is malformed");
    }
    try {
      if (!(transport instanceof TransportHttp http)) {
        throw new MirrorFailure(Kind.REFUSED, "neither http, https nor file");
      }
      http.setHttpConnectionFactory(connections);
      http.setObjectChecker(ReceivedObjects.checker());
      http.setFetchThin(false);
      return new HttpRemote(http, connections, watch);
    } catch (IOException | RuntimeException e) {
      connections.close();
      transport.close();
      throw e;
    }
  }

  @Override
  public Map<String, ObjectId> refs() {
    return refs;
  }

  @Override
  public Map<String, ObjectId> peeled() {
    return peeled;
  }

  @Override
  public @Nullable String head() {
    var head = connection.getRef("HEAD");
    return head != null && head.isSymbolic() ? head.getTarget().getName() : null;
  }

  @Override
  public void fetch(Map<String, ObjectId> wants, Set<ObjectId> held) throws IOException {
    var wanted = new ArrayList<Ref>();
    wants.forEach(
        (name, id) -> wanted.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, name, id)));
    connection.fetch(watch, wanted, held);
  }

  @Override
  public void close() {
    connection.close();
    connections.close();
    transport.close();
  }

  /** Makes JGit's connections, and ends those that it forgets. */
  private static final class Connections implements HttpConnectionFactory {

    private final Outbound outbound;
    private final @Nullable AccessToken token;
    private final MirrorSettings settings;
    private final Watch watch;
    private final List<OutboundConnection> made = new ArrayList<>();

    Connections(
        Outbound outbound, @Nullable AccessToken token, MirrorSettings settings, Watch watch) {
      this.outbound = outbound;
      this.token = token;
      this.settings = settings;
      this.watch = watch;
    }

    @Override
    public HttpConnection create(URL url) {
      var connection =
          new OutboundConnection(
              outbound,
              url,
              token,
              settings.maxAdvertisementBytes(),
              settings.maxFetchBytes(),
              watch);
      made.add(connection);
      return connection;
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) {
      return create(url);
    }

    void close() {
      for (var connection : made) {
        try {
          connection.close();
        } catch (IOException e) {
          // it is being given up; what came before decides
        }
      }
    }
  }
}
