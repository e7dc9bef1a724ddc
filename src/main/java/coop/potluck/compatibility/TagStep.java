package coop.potluck.compatibility;

import org.jspecify.annotations.Nullable;

/** How far one tag of an image is from another. */
public enum TagStep {
  MAJOR,
  MINOR,
  PATCH,
  DOWNGRADE,
  /** The same version of another variant: {@code 1.27} to {@code 1.27-alpine}. */
  VARIANT,
  NOT_COMPARABLE;

  /** The step between two tags of one image that differ; a missing tag compares with nothing. */
  public static TagStep between(@Nullable String was, @Nullable String is) {
    throw new UnsupportedOperationException();
  }
}
