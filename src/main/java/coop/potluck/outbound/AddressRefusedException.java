package coop.potluck.outbound;

import java.io.IOException;

/** The node does not connect there: the address belongs to its own network, or to nobody. */
public final class AddressRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
