package coop.potluck.compatibility;

import java.util.Locale;

/** What a difference is about; in the order in which differences are listed. */
public enum Aspect {
  SERVICE,
  IMAGE,
  ENVIRONMENT,
  ENVIRONMENT_DEFAULT,
  ENVIRONMENT_REQUIREMENT,
  SECRET,
  SECRET_VERSION,
  SECRET_LENGTH,
  SECRET_CHARSET,
  SECRET_GENERATION,
  VOLUME,
  MOUNT,
  NETWORK,
  CONFIG,
  /** A config's version in {@code abra.sh}. */
  CONFIG_VERSION,
  /** A config's file that changed while its version did not. */
  CONFIG_CONTENT,
  STALE_EXPORT,
  OVERLAY,
  OVERLAY_DEFAULT,
  LABEL,
  HEALTHCHECK,
  BACKUP,
  PORT,
  PRIVILEGE,
  NEED,
  SERVICE_ENVIRONMENT,
  /** A field of a service that is none of the above. */
  SETTING;

  /** The name in JSON: {@code config_version}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
