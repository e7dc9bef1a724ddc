package coop.potluck.outbound;

import java.io.IOException;

/** A redirect leads to another scheme, host or port, which its request refuses; none was asked. */
public final class OtherOriginException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String origin;

  OtherOriginException(String message, String origin) {
    super(message);
    this.origin = origin;
  }

  /** Where it leads: {@code https://host}, and the port where it is not the scheme's own. */
  public String origin() {
    return origin;
  }
}
