package coop.potluck.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host's name. */
@FunctionalInterface
public interface NameResolver {

  /** All addresses of {@code host}, best first; throws where there are none. */
  List<InetAddress> lookup(String host) throws UnknownHostException;

  /** The machine's own resolver. */
  static NameResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
