package coop.potluck.recipe;

import java.util.List;

/** What one or several merged Compose files declare, interpolated; each list in order of names. */
public record Composition(
    List<Service> services,
    List<Volume> volumes,
    List<Network> networks,
    List<Config> configs,
    List<Secret> secrets) {

  /** A composition that declares nothing. */
  public static final Composition EMPTY =
      new Composition(List.of(), List.of(), List.of(), List.of(), List.of());

  public Composition {
    services = List.copyOf(services);
    volumes = List.copyOf(volumes);
    networks = List.copyOf(networks);
    configs = List.copyOf(configs);
    secrets = List.copyOf(secrets);
  }
}
