package coop.potluck.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A block of addresses that share their first bits, such as {@code 10.0.0.0/8}. */
record AddressRange(InetAddress network, int prefix) {

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  /** The range that {@code text} spells, {@code 10.0.0.0/8} or one address. */
  static Optional<AddressRange> parse(String text) {
    var slash = text.indexOf('/');
    var address = literal(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    var bits = address.getAddress().length * 8;
    if (slash < 0) {
      return Optional.of(new AddressRange(address, bits));
    }
    var prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
      return Optional.empty();
    }
    return Optional.of(new AddressRange(address, Integer.parseInt(prefix)));
  }

  static AddressRange of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no range: " + text));
  }

  /** The address that a host spells, in brackets or not; null for a name. Asks no resolver. */
  static @Nullable InetAddress literal(String host) {
    var bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  boolean contains(InetAddress address) {
    return address instanceof Inet6Address == network instanceof Inet6Address
        && contains(address.getAddress());
  }

  boolean contains(byte[] address) {
    var own = network.getAddress();
    if (own.length != address.length) {
      return false;
    }
    for (var bit = 0; bit < prefix; bit += 8) {
      var mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit));
      if (((own[bit / 8] ^ address[bit / 8]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }
}
