package coop.potluck.compatibility;

/** An overlay was asked for that no version in question has. */
public final class UnknownOverlayException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String overlay;

  public UnknownOverlayException(String overlay) {
    super("neither version has an overlay " + overlay);
    this.overlay = overlay;
  }

  /** As it was asked for. */
  public String overlay() {
    return overlay;
  }
}
