package coop.potluck.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** What an address is for, after the registries of special-purpose addresses (RFC 6890). */
enum AddressKind {
  /** Anybody's host on the internet. */
  GLOBAL("a public address"),
  /** This machine, or the network it stands in; an operator may allow these by a name. */
  LOCAL("an address of the node's own network"),
  /** Nobody's host, or one that answers without being asked who is there: cloud metadata. */
  RESERVED("a reserved address");

  private static final List<AddressRange> LOCAL_RANGES =
      ranges(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "::1/128",
          "fc00::/7");

  private static final List<AddressRange> RESERVED_RANGES =
      ranges(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "2001::/23",
          "2001:db8::/32",
          "3fff::/20");

  private static final AddressRange GLOBAL_IPV6 = AddressRange.of("2000::/3");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

  private final String words;

  AddressKind(String words) {
    this.words = words;
  }

  static AddressKind of(InetAddress address) {
    return of(address.getAddress());
  }

  private static AddressKind of(byte[] address) {
    if (isMapped(address) || NAT64.contains(address)) {
      return of(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return of(Arrays.copyOfRange(address, 2, 6));
    }
    if (LOCAL_RANGES.stream().anyMatch(range -> range.contains(address))) {
      return LOCAL;
    }
    if (RESERVED_RANGES.stream().anyMatch(range -> range.contains(address))
        || (address.length == 16 && !GLOBAL_IPV6.contains(address))) {
      return RESERVED;
    }
    return GLOBAL;
  }

  /** {@code ::ffff:a.b.c.d}, which the JDK mostly, but not always, turns into IPv4 itself. */
  private static boolean isMapped(byte[] address) {
    if (address.length != 16 || address[10] != (byte) 0xff || address[11] != (byte) 0xff) {
      return false;
    }
    for (var i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<AddressRange> ranges(String... texts) {
    return Arrays.stream(texts).map(AddressRange::of).toList();
  }

  @Override
  public String toString() {
    return words;
  }
}
