package coop.potluck.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which addresses the node may connect to: all public ones, and those that its operator names.
 *
 * <p>A URL of the operator's own files whose host is an IP address or {@code localhost} opens that
 * address at that port, to itself alone: a name that resolves there stays refused. A name that
 * resolves to the node's own network is open only where {@code outbound.allow} lists the name or
 * the range.
 */
public final class AddressPolicy {

  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");

  /** An address or {@code localhost}, with a port, that the operator's files name. */
  private record Endpoint(Object host, int port) {}

  private final Set<Endpoint> named = ConcurrentHashMap.newKeySet();
  private final Set<String> allowedNames = new HashSet<>();
  private final List<AddressRange> allowedRanges = new ArrayList<>();

  private AddressPolicy() {}

  /** Public addresses and nothing else. */
  public static AddressPolicy publicOnly() {
    return of(List.of(), List.of());
  }

  /**
   * A policy with its exceptions.
   *
   * @param named the URLs of the operator's own files; those with a host's name change nothing
   * @param allow host names, addresses and ranges ({@code 10.0.0.0/8}); throws {@link
   *     IllegalArgumentException} for one that is none of these
   */
  public static AddressPolicy of(Collection<URI> named, Collection<String> allow) {
    var policy = new AddressPolicy();
    policy.name(named);
    for (var entry : allow) {
      var range = AddressRange.parse(entry);
      if (range.isPresent()) {
        policy.allowedRanges.add(range.get());
      } else if (isEntry(entry)) {
        policy.allowedNames.add(entry.toLowerCase(Locale.ROOT));
      } else {
        throw new IllegalArgumentException("neither a host's name nor a range: " + entry);
      }
    }
    return policy;
  }

  /** Adds URLs of the operator's files, which were read again. */
  public void name(Collection<URI> more) {
    for (var uri : more) {
      var host = uri.getHost();
      if (host != null && (isLocalhost(host) || AddressRange.literal(host) != null)) {
        named.add(endpoint(host, port(uri)));
      }
    }
  }

  /** Whether {@code text} can stand in {@code outbound.allow}. */
  static boolean isEntry(String text) {
    return AddressRange.parse(text).isPresent()
        || (HOST_NAME.matcher(text).matches() && !text.matches("[0-9.]+"));
  }

  /** Throws unless a socket for {@code host} may connect to {@code address}. */
  void check(String host, InetAddress address, int port) throws AddressRefusedException {
    var kind = AddressKind.of(address);
    if (kind == AddressKind.GLOBAL
        || allowedRanges.stream().anyMatch(range -> range.contains(address))
        || (kind == AddressKind.LOCAL && allowedNames.contains(host.toLowerCase(Locale.ROOT)))
        || (isNamed(host, port) && (!isLocalhost(host) || address.isLoopbackAddress()))) {
      return;
    }
    throw new AddressRefusedException(
        host + " is " + kind + ", where the node does not connect unless outbound.allow lists it");
  }

  /** Whether the operator's files name {@code host}, an address or localhost, with this port. */
  boolean isNamed(String host, int port) {
    return named.contains(endpoint(host, port));
  }

  private static Endpoint endpoint(String host, int port) {
    var literal = AddressRange.literal(host);
    return new Endpoint(literal == null ? host.toLowerCase(Locale.ROOT) : literal, port);
  }

  private static boolean isLocalhost(String host) {
    return host.equalsIgnoreCase("localhost");
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
  }
}
