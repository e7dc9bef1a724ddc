package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about Compose files and their services as a whole. */
final class ServiceLint {

  private static final String VERSION = "3.8";
  private static final String ENABLE = "traefik.enable";

  private ServiceLint() {}

  static Answer version(LintFacts facts) {
    return Answer.found(
        facts.content().composeFiles().stream()
            .filter(file -> !VERSION.equals(file.version()))
            .map(
                file ->
                    finding(
                        file.path(),
                        file.version() == null
                            ? "The file has no version."
                            : "The file has version " + file.version() + ".",
                        "Write version: \"3.8\" at its top.")));
  }

  static Answer overlays(LintFacts facts) {
    var overlays = facts.content().overlays();
    if (overlays.isEmpty()) {
      return Answer.absent("it has no overlays");
    }
    return Answer.found(
        overlays.stream()
            .flatMap(it -> it.problems().stream())
            .map(
                it ->
                    finding(
                        it.where(),
                        "Expected " + it.expected() + ".",
                        "Correct it: abra gives up on a version with a broken Compose file.")));
  }

  static Answer healthchecks(LintFacts facts) {
    return Answer.found(
        facts.services().entrySet().stream()
            .filter(it -> it.getValue().stream().noneMatch(Service::healthcheck))
            .map(
                it ->
                    finding(
                        it.getValue().get(0).where(),
                        "The service " + it.getKey() + " has no healthcheck.",
                        "Give it a healthcheck with a test that fails when it does not serve.")));
  }

  static Answer routedHealthchecks(LintFacts facts) {
    var routed =
        facts.services().entrySet().stream().filter(it -> isRouted(it.getValue())).toList();
    if (routed.isEmpty()) {
      return Answer.absent("no service has the deploy label traefik.enable=true");
    }
    return Answer.found(
        routed.stream()
            .filter(it -> it.getValue().stream().noneMatch(Service::healthcheck))
            .map(
                it ->
                    finding(
                        it.getValue().get(0).where(),
                        "Traefik routes to "
                            + it.getKey()
                            + ", which has no healthcheck: visitors reach it before it is ready.",
                        "Give it a healthcheck, and start_period for the time it takes to start.")));
  }

  private static boolean isRouted(List<Service> parts) {
    return parts.stream().flatMap(it -> enabled(it, true).stream()).anyMatch(LintFacts::isTrue);
  }

  static Answer app(LintFacts facts) {
    return Answer.found(
        facts.app().isEmpty()
            ? List.of(
                finding(
                    facts.where(LintFacts.APP),
                    "The services are "
                        + String.join(", ", facts.services().keySet())
                        + ", and none is named app.",
                    "Name the main service app."))
            : List.of());
  }

  static Answer appIsRouted(LintFacts facts) {
    var hasDomain =
        facts.content().environment().stream()
            .anyMatch(it -> it.key().equals("DOMAIN") && !it.optional());
    if (!hasDomain) {
      return Answer.absent(".env.sample has no DOMAIN");
    }
    var app = facts.app();
    if (app.isEmpty()) {
      return Answer.absent("no service is named app");
    }
    if (isRouted(app)) {
      return Answer.found(List.of());
    }
    var elsewhere = app.stream().flatMap(it -> enabled(it, false).stream()).findFirst();
    return Answer.found(
        List.of(
            finding(
                app.get(0).where(),
                elsewhere.isPresent()
                    ? "The label traefik.enable is on the container, where Traefik does not look in"
                        + " a swarm."
                    : "The service app has no deploy label traefik.enable=true.",
                "Add traefik.enable=true to deploy.labels of app.")));
  }

  private static Optional<String> enabled(Service service, boolean deploy) {
    return service.labels().stream()
        .filter(it -> it.key().equals(ENABLE) && it.deploy() == deploy)
        .map(Service.Label::value)
        .findFirst();
  }

  static Answer images(LintFacts facts) {
    return Answer.found(
        facts.services().entrySet().stream()
            .filter(it -> it.getValue().stream().allMatch(part -> part.imageText() == null))
            .map(ServiceLint::withoutImage));
  }

  private static LintReport.Finding withoutImage(Map.Entry<String, List<Service>> service) {
    return finding(
        service.getValue().get(0).where(),
        "The service " + service.getKey() + " has no image.",
        "Write image: with a name and a tag; a swarm builds nothing.");
  }

  static Answer deployLabels(LintFacts facts) {
    var app = facts.app();
    if (app.isEmpty()) {
      return Answer.absent("no service is named app");
    }
    var has = app.stream().flatMap(it -> it.labels().stream()).anyMatch(Service.Label::deploy);
    return Answer.found(
        has
            ? List.of()
            : List.of(
                finding(
                    app.get(0).where(),
                    "The service app has no deploy.labels.",
                    "Put its labels below deploy: labels:, where a swarm reads them.")));
  }
}
