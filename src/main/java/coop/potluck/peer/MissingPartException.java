package coop.potluck.peer;

import java.io.IOException;

/** A source of a log has not the part that it was asked for. */
public final class MissingPartException extends IOException {

  private static final long serialVersionUID = 1L;

  public MissingPartException(String message) {
    super(message);
  }
}
