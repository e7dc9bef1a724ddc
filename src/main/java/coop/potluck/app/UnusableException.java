package coop.potluck.app;

/** The program cannot work with what it was given; the message is for the person who gave it. */
final class UnusableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableException(String message) {
    super(message);
  }

  UnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
