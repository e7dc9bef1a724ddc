package coop.potluck.recipe;

import java.util.Locale;

/**
 * More power over the host than a container has by itself.
 *
 * @param service the service that asks for it
 * @param detail the path, capability, port, device or option
 * @param optional whether only an overlay that is off by default asks for it
 */
public record Privilege(Kind kind, String service, String detail, boolean optional) {

  /** What is asked for. */
  public enum Kind {
    DOCKER_SOCKET,
    HOST_PATH,
    PRIVILEGED,
    CAPABILITY,
    PUBLISHED_PORT,
    HOST_NETWORK,
    HOST_PROCESSES,
    DEVICE,
    /** But for {@code no-new-privileges}, which asks for less. */
    SECURITY_OPTION;

    /** The name in JSON and queries: {@code docker_socket}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
