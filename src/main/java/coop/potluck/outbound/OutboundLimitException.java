package coop.potluck.outbound;

import java.io.IOException;

/** An answer was larger than its reader allows, and was cut off. */
public final class OutboundLimitException extends IOException {

  private static final long serialVersionUID = 1L;

  OutboundLimitException(String message) {
    super(message);
  }
}
