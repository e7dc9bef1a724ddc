package coop.potluck.database;

/** The file cannot be used by this program; the message says why and what to do. */
public final class UnusableDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableDatabaseException(String message) {
    super(message);
  }

  UnusableDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
