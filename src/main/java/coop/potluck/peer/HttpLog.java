package coop.potluck.peer;

import coop.potluck.federation.EntryBundle;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.Hash;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.TilePath;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A log, or the copy of one, as a node serves it. Redirects to another origin are refused, and
 * every answer has its limits of bytes, counted as they are unpacked, and of time.
 */
final class HttpLog implements LogSource {

  /** Objects that one request may ask for by their names. */
  private static final int MAX_TOGETHER = 16;

  private final Outbound outbound;
  private final FederationSettings settings;
  private final URI base;
  private final String prefix;
  private final AtomicLong bytes;

  /** Whether this node has said that it knows no requests for several objects. */
  private final AtomicBoolean onlySingly = new AtomicBoolean();

  private HttpLog(
      Outbound outbound, FederationSettings settings, URI base, String prefix, AtomicLong bytes) {
    this.outbound = outbound;
    this.settings = settings;
    this.base = base;
    this.prefix = prefix;
    this.bytes = bytes;
  }

  /**
   * A node's own log.
   *
   * @param base of the node, without a slash at its end
   * @param bytes counts what was received
   */
  static HttpLog own(Outbound outbound, FederationSettings settings, URI base, AtomicLong bytes) {
    return new HttpLog(outbound, settings, base, "/log/", bytes);
  }

  /** A node's copy of another's log. */
  static HttpLog mirror(
      Outbound outbound, FederationSettings settings, URI base, String origin, AtomicLong bytes) {
    return new HttpLog(outbound, settings, base, "/mirror/" + Sha256.hex(origin) + "/", bytes);
  }

  @Override
  public String name() {
    return base + prefix;
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return get(prefix + "checkpoint", settings.maxCheckpointBytes());
  }

  @Override
  public byte[] tile(TilePath path) throws IOException {
    var most =
        path.kind() == TilePath.Kind.TILE
            ? path.width() * (long) Hash.SIZE
            : path.width() * (2 + settings.maxEntryBytes()) + EntryBundle.MAX_ENTRY_BYTES;
    return get(prefix + path.path(), most);
  }

  @Override
  public InputStream archive(long bundle, long maxBytes) throws IOException {
    return open(prefix + "objects/" + bundle, maxBytes);
  }

  @Override
  public byte[] object(Hash sha256, long maxBytes) throws IOException {
    return get("/objects/sha256/" + sha256.hex(), maxBytes);
  }

  @Override
  public Map<Hash, byte[]> objects(List<ObjectReference> wanted) throws IOException {
    var found = new HashMap<Hash, byte[]>();
    for (var from = 0; from < wanted.size(); from += MAX_TOGETHER) {
      var some = wanted.subList(from, Math.min(from + MAX_TOGETHER, wanted.size()));
      found.putAll(
          some.size() == 1 || onlySingly.get() ? LogSource.super.objects(some) : together(some));
    }
    return found;
  }

  private Map<Hash, byte[]> together(List<ObjectReference> wanted) throws IOException {
    var names = wanted.stream().map(it -> it.sha256().hex()).collect(Collectors.joining(","));
    var most = wanted.stream().mapToLong(it -> it.size() + ObjectArchive.LENGTH_BYTES).sum();
    try (var in = open("/objects/sha256/" + names, most)) {
      var found = new HashMap<Hash, byte[]>();
      ObjectArchive.read(in, settings.maxObjectBytes(), it -> found.put(Hash.sha256(it), it));
      return found;
    } catch (MissingPartException e) {
      // a node that serves files alone, or one that lacks one of them
      onlySingly.set(true);
      return LogSource.super.objects(wanted);
    }
  }

  private byte[] get(String path, long maxBytes) throws IOException {
    try (var in = open(path, maxBytes)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(String path, long maxBytes) throws IOException {
    var response =
        outbound.send(
            OutboundRequest.get(URI.create(base + path))
                .withSameOrigin()
                .withTimeout(settings.callTimeout())
                .withMaxBytes(Math.max(1, maxBytes)));
    try {
      return switch (response.status()) {
        case 200 -> new Body(response);
        // malformed where only one name is known, too long, or withheld by its operator
        case 400, 404, 410, 414, 451 ->
            throw new MissingPartException(base + path + " answers " + response.status());
        default -> throw new IOException(base + path + " answers " + response.status());
      };
    } catch (IOException e) {
      response.close();
      throw e;
    }
  }

  /** A body that is counted, and closes its connection. */
  private final class Body extends FilterInputStream {
    private final OutboundResponse response;

    Body(OutboundResponse response) {
      super(response.body());
      this.response = response;
    }

    @Override
    public int read() throws IOException {
      var read = super.read();
      bytes.addAndGet(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      var read = super.read(into, offset, length);
      bytes.addAndGet(Math.max(0, read));
      return read;
    }

    @Override
    public void close() throws IOException {
      response.close();
    }
  }
}
