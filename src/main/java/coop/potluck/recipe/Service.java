package coop.potluck.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service of a composition.
 *
 * @param where the file and line that declare it: {@code compose.yml:12}
 * @param imageText {@code image:} as it is written; absent where the service has none
 * @param image what that is with the variables of {@code .env.sample}; absent if that is no
 *     well-formed reference
 * @param imageAt the file and line of {@code image:}; absent where the service has none
 * @param environment in order of keys
 * @param labels those of the service and of its {@code deploy} section, in order of keys
 * @param settings everything else that is written of it, in order of keys
 */
public record Service(
    String name,
    String where,
    @Nullable String imageText,
    @Nullable ImageReference image,
    @Nullable String imageAt,
    boolean healthcheck,
    boolean privileged,
    List<String> capabilities,
    List<EnvironmentEntry> environment,
    List<Label> labels,
    List<Port> ports,
    List<Mount> mounts,
    List<String> networks,
    List<Attachment> configs,
    List<Attachment> secrets,
    List<Setting> settings) {

  /**
   * A variable that a container gets; the value is absent where the deployer's own is passed on.
   */
  public record EnvironmentEntry(String key, @Nullable String value) {}

  /** A label; {@code deploy} tells those of the {@code deploy} section. */
  public record Label(String key, String value, boolean deploy) {}

  /**
   * A published port.
   *
   * @param published on the host, a number or a range; absent where the host picks one
   * @param target in the container, a number or a range
   * @param protocol {@code tcp} or {@code udp}
   * @param mode {@code ingress} or {@code host}
   */
  public record Port(@Nullable String published, String target, String protocol, String mode) {}

  /**
   * A mounted volume, host path or temporary file system.
   *
   * @param kind a type of the Compose specification: volume, bind, tmpfs, npipe or cluster
   * @param source the volume's name or the host's path; absent for an anonymous one
   */
  public record Mount(String kind, @Nullable String source, String target, boolean readOnly) {}

  /** A config or secret that a service is given; {@code target} is absent where none is written. */
  public record Attachment(String source, @Nullable String target) {}

  /**
   * A field of a service that has no component of its own, such as {@code command} or {@code
   * deploy.resources}, or what an entry says beyond its component: {@code networks.internal}.
   *
   * @param value as canonical JSON in which each scalar is a string; its {@code sha256:…} where
   *     that is long
   */
  public record Setting(String key, String value) {}

  public Service {
    capabilities = List.copyOf(capabilities);
    environment = List.copyOf(environment);
    labels = List.copyOf(labels);
    ports = List.copyOf(ports);
    mounts = List.copyOf(mounts);
    networks = List.copyOf(networks);
    configs = List.copyOf(configs);
    secrets = List.copyOf(secrets);
    settings = List.copyOf(settings);
  }
}
