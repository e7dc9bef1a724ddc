package coop.potluck.parsing;

import coop.potluck.parsing.ComposedRecipe.Addition;
import coop.potluck.parsing.CompositionReader.Composed;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.Privilege.Kind;
import coop.potluck.recipe.Service;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The power over its host that a recipe asks for. */
final class Privileges {

  private final Set<Privilege> found = new LinkedHashSet<>();

  private Privileges() {}

  static List<Privilege> of(Composed byDefault, List<Addition> additions) {
    var privileges = new Privileges();
    privileges.add(byDefault, byDefault.boundVolumes(), byDefault.externalNetworks(), false);
    for (var addition : additions) {
      var optional = !addition.overlay().byDefault();
      if (optional) {
        var bound = new HashMap<>(byDefault.boundVolumes());
        bound.putAll(addition.composed().boundVolumes());
        var external = new HashMap<>(byDefault.externalNetworks());
        external.putAll(addition.composed().externalNetworks());
        privileges.add(addition.composed(), bound, external, true);
        privileges.addMounts(byDefault, addition.composed().boundVolumes(), true);
      }
    }
    return privileges.found.stream()
        .filter(
            asked ->
                !asked.optional()
                    || !privileges.found.contains(
                        new Privilege(asked.kind(), asked.service(), asked.detail(), false)))
        .sorted(
            Comparator.comparing(Privilege::service)
                .thenComparing(Privilege::kind)
                .thenComparing(Privilege::detail))
        .toList();
  }

  private void add(
      Composed composed,
      Map<String, String> bound,
      Map<String, String> external,
      boolean optional) {
    for (var service : composed.composition().services()) {
      if (service.privileged()) {
        add(Kind.PRIVILEGED, service, "privileged", optional);
      }
      service.capabilities().forEach(name -> add(Kind.CAPABILITY, service, name, optional));
      for (var port : service.ports()) {
        add(
            Kind.PUBLISHED_PORT,
            service,
            port.published() == null
                ? port.target() + "/" + port.protocol() + " on a port that the host picks"
                : port.published() + "/" + port.protocol(),
            optional);
      }
      for (var network : service.networks()) {
        if (network.equals("host") || "host".equals(external.get(network))) {
          add(Kind.HOST_NETWORK, service, network, optional);
        }
      }
    }
    addMounts(composed, bound, optional);
  }

  private void addMounts(Composed composed, Map<String, String> bound, boolean optional) {
    for (var service : composed.composition().services()) {
      for (var mount : service.mounts()) {
        var source = mount.source();
        var path = source == null || mount.kind().equals("bind") ? source : bound.get(source);
        if (path != null && (mount.kind().equals("bind") || bound.containsKey(source))) {
          var isSocket = path.equals("docker.sock") || path.endsWith("/docker.sock");
          add(isSocket ? Kind.DOCKER_SOCKET : Kind.HOST_PATH, service, path, optional);
        }
      }
    }
  }

  private void add(Kind kind, Service service, String detail, boolean optional) {
    found.add(new Privilege(kind, service.name(), detail, optional));
  }
}
