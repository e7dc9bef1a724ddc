package coop.potluck.mirror;

/** A mirror that cannot be read: it is absent, or an object is missing from it. */
public final class MirrorException extends Exception {

  private static final long serialVersionUID = 1L;

  MirrorException(String message) {
    super(message);
  }

  MirrorException(String message, Throwable cause) {
    super(message, cause);
  }
}
