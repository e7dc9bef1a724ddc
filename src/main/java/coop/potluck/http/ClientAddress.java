package coop.potluck.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who sent a request, behind proxies that are trusted to tell.
 *
 * <p>Read from the right: each trusted hop tells of the one before it, and the first that is not
 * trusted is the client. What stands further left anybody may have written. {@code X-Forwarded-For}
 * goes before {@code Forwarded}, which is only read where the other is absent.
 */
final class ClientAddress {

  private static final int MAX_HOPS = 32;

  private final List<AddressBlock> trusted;

  ClientAddress(List<String> trustedProxies) {
    this.trusted =
        trustedProxies.stream().map(AddressBlock::parse).flatMap(Optional::stream).toList();
  }

  InetAddress of(Request request) {
    var peer =
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                && socket.getAddress() != null
            ? socket.getAddress()
            : InetAddress.getLoopbackAddress();
    var headers = request.getHeaders();
    var simple = headers.getField(HttpHeader.X_FORWARDED_FOR) != null;
    if ((!simple && headers.getField(HttpHeader.FORWARDED) == null) || !isTrusted(peer)) {
      return peer;
    }
    var hops = new ArrayList<String>();
    var name = simple ? HttpHeader.X_FORWARDED_FOR : HttpHeader.FORWARDED;
    for (var value : headers.getValuesList(name)) {
      for (var hop : value.split(",", MAX_HOPS * 2)) {
        hops.add(simple ? hop.strip() : forwardedFor(hop));
      }
    }
    return client(peer, hops);
  }

  private InetAddress client(InetAddress peer, List<String> hops) {
    var client = peer;
    for (var i = hops.size() - 1; i >= Math.max(0, hops.size() - MAX_HOPS); i--) {
      var address = AddressBlock.address(withoutPort(hops.get(i)));
      if (address.isEmpty()) {
        return client;
      }
      client = address.get();
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    for (var block : trusted) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** The {@code for} of one element of {@code Forwarded}; empty where it has none. */
  private static String forwardedFor(String element) {
    for (var pair : element.split(";", -1)) {
      var text = pair.strip();
      if (text.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return text.substring(4).replace("\"", "").strip();
      }
    }
    return "";
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      var close = hop.indexOf(']');
      return close < 0 ? "" : hop.substring(1, close);
    }
    var colon = hop.indexOf(':');
    return colon >= 0 && hop.indexOf(':', colon + 1) < 0 ? hop.substring(0, colon) : hop;
  }
}
