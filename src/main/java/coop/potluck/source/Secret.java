package coop.potluck.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A token or key that must not show; it prints as {@code ***}. */
public record Secret(String value) {

  public Secret {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an empty secret");
    }
  }

  /** Whether {@code given} is the same, in a time that tells nothing of where they differ. */
  public boolean matches(String given) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "***";
  }
}
