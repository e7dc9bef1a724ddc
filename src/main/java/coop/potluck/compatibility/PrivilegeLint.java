package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.Privilege.Kind;
import coop.potluck.recipe.Service;
import java.util.Set;

/** Rules about power over the host that an operator should know of before deploying. */
final class PrivilegeLint {

  /** They tell the time and nothing else. */
  private static final Set<String> CLOCK = Set.of("/etc/localtime", "/etc/timezone");

  private PrivilegeLint() {}

  static Answer hostPaths(LintFacts facts) {
    return asked(
        facts,
        Set.of(Kind.HOST_PATH),
        "mounts %s of the host",
        "Use a volume or a config, so that the app can move and its backup has everything.");
  }

  static Answer dockerSocket(LintFacts facts) {
    return asked(
        facts,
        Set.of(Kind.DOCKER_SOCKET),
        "is given Docker itself by %s, and with it the whole host",
        "Do without it, or put a proxy between that passes only what is needed; say why in the"
            + " README.");
  }

  static Answer power(LintFacts facts) {
    return asked(
        facts,
        Set.of(
            Kind.PRIVILEGED,
            Kind.CAPABILITY,
            Kind.HOST_NETWORK,
            Kind.HOST_PROCESSES,
            Kind.DEVICE,
            Kind.SECURITY_OPTION),
        "asks for more power over the host: %s",
        "Take it out if the app runs without; a swarm passes over most of it. Else say why in the"
            + " README.");
  }

  static Answer ports(LintFacts facts) {
    return asked(
        facts,
        Set.of(Kind.PUBLISHED_PORT),
        "publishes %s, past Traefik",
        "Route it through Traefik where it speaks HTTP or TCP, or offer it in an overlay: no two"
            + " apps of a host can have one port.");
  }

  private static Answer asked(LintFacts facts, Set<Kind> kinds, String found, String mend) {
    return Answer.found(
        facts.content().privileges().stream()
            .filter(it -> kinds.contains(it.kind()) && !CLOCK.contains(it.detail()))
            .map(
                it ->
                    finding(
                        where(facts, it),
                        "The service %s %s%s."
                            .formatted(
                                it.service(),
                                found.formatted(named(it)),
                                it.optional() ? ", with an overlay that is off by default" : ""),
                        mend)));
  }

  /** What only an overlay asks for is where the overlay asks for it. */
  private static String where(LintFacts facts, Privilege asked) {
    return facts.offered().stream()
        .filter(overlay -> asked.optional())
        .flatMap(overlay -> overlay.additions().services().stream())
        .filter(it -> it.name().equals(asked.service()) && asks(it, asked))
        .map(Service::where)
        .findFirst()
        .orElseGet(() -> facts.where(asked.service()));
  }

  private static boolean asks(Service service, Privilege asked) {
    return switch (asked.kind()) {
      case DOCKER_SOCKET, HOST_PATH ->
          service.mounts().stream().anyMatch(it -> asked.detail().equals(it.source()));
      case PUBLISHED_PORT ->
          service.ports().stream()
              .map(it -> it.published() == null ? it.target() : it.published())
              .anyMatch(asked.detail()::startsWith);
      case CAPABILITY -> service.capabilities().contains(asked.detail());
      case PRIVILEGED -> service.privileged();
      case HOST_NETWORK -> service.networks().contains(asked.detail());
      case HOST_PROCESSES, DEVICE, SECURITY_OPTION -> true;
    };
  }

  private static String named(Privilege privilege) {
    return switch (privilege.kind()) {
      case CAPABILITY -> "the capability " + privilege.detail();
      case DEVICE -> "the device " + privilege.detail();
      case HOST_NETWORK -> "the host's network";
      case HOST_PROCESSES -> "the host's " + privilege.detail();
      case PRIVILEGED -> "privileged, which is all there is";
      case SECURITY_OPTION -> "the security option " + privilege.detail();
      case DOCKER_SOCKET, HOST_PATH, PUBLISHED_PORT -> privilege.detail();
    };
  }
}
