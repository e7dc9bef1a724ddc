package coop.potluck.parsing;

import coop.potluck.parsing.ComposedRecipe.Addition;
import coop.potluck.parsing.CompositionReader.Composed;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.Privilege.Kind;
import coop.potluck.recipe.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The power over its host that a recipe asks for. */
final class Privileges {

  /** With {@code host} a container sees the host's processes, or the memory that they share. */
  private static final List<String> HOST_PROCESSES = List.of("pid", "ipc");

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

  /** What a service asks for in fields that are none of its components. */
  static List<Privilege> options(String service, YamlNode.Mapping written) {
    var asked = new ArrayList<Privilege>();
    for (var key : HOST_PROCESSES) {
      if ("host".equals(written.text(key))) {
        asked.add(new Privilege(Kind.HOST_PROCESSES, service, key, false));
      }
    }
    for (var device : items(written, "devices")) {
      var path = device instanceof YamlNode.Mapping mapping ? mapping.text("source") : null;
      if (device instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
        path = scalar.text().strip().split(":", 2)[0];
      }
      if (path != null) {
        asked.add(new Privilege(Kind.DEVICE, service, path, false));
      }
    }
    for (var option : items(written, "security_opt")) {
      // This one takes power away.
      if (option instanceof YamlNode.Scalar scalar
          && !scalar.text().isBlank()
          && !scalar.text().startsWith("no-new-privileges")) {
        asked.add(new Privilege(Kind.SECURITY_OPTION, service, scalar.text().strip(), false));
      }
    }
    return asked;
  }

  private static List<YamlNode> items(YamlNode.Mapping written, String key) {
    return written.find(key).orElse(null) instanceof YamlNode.Sequence list
        ? list.items()
        : List.of();
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
    for (var option : composed.options()) {
      found.add(new Privilege(option.kind(), option.service(), option.detail(), optional));
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
