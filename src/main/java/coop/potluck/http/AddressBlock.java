package coop.potluck.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A block of addresses in CIDR notation; a lone address is a block of one. */
record AddressBlock(InetAddress network, int prefix) {

  /** The block that {@code text} spells; names are not looked up. */
  static Optional<AddressBlock> parse(String text) {
    var slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    var bits = address.get().getAddress().length * 8;
    if (slash < 0) {
      return Optional.of(new AddressBlock(address.get(), bits));
    }
    try {
      var prefix = Integer.parseInt(text.substring(slash + 1));
      return prefix >= 0 && prefix <= bits
          ? Optional.of(new AddressBlock(address.get(), prefix))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The address that {@code text} spells in digits; anything that would need DNS is none. */
  static Optional<InetAddress> address(String text) {
    if (text.isEmpty() || text.length() > 45) {
      return Optional.empty();
    }
    var colon = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      colon |= c == ':';
      if (c != '.' && c != ':' && Character.digit(c, 16) < 0) {
        return Optional.empty();
      }
    }
    if (!colon && !isDottedQuad(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isDottedQuad(String text) {
    var dots = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }

  boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    var wanted = network.getAddress();
    if (bytes.length != wanted.length) {
      return false;
    }
    for (var bit = 0; bit < prefix; bit += 8) {
      var left = prefix - bit;
      var mask = left >= 8 ? 0xFF : 0xFF << (8 - left) & 0xFF;
      if ((bytes[bit / 8] & mask) != (wanted[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
