package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintReport.Severity.ERROR;
import static coop.potluck.compatibility.LintReport.Severity.WARNING;

import coop.potluck.compatibility.LintReport.Rule;
import coop.potluck.compatibility.LintReport.Severity;
import coop.potluck.compatibility.LintRule.Check;
import java.util.List;

/** The table of all rules: abra's under R, ours under P; a page of {@code docs/lint} for each. */
final class LintRules {

  /** In order of ids. */
  static final List<LintRule> ALL =
      List.of(
          files("P001", WARNING, "the version's label is the tag", ReleaseLint::labelled),
          other("P002", WARNING, "a patch release changes no image", ReleaseLint::patchImages),
          files(
              "P003",
              ERROR,
              "a config whose file changed has a new version",
              EnvironmentLint::bumps),
          files(
              "P004",
              WARNING,
              "a config uses every version that abra.sh exports",
              EnvironmentLint::staleExports),
          files("P005", WARNING, "one service at most declares backups", BackupLint::declarations),
          files("P006", WARNING, "backup labels are of today's form", BackupLint::oldLabels),
          files(
              "P007",
              WARNING,
              "something uses every key of .env.sample",
              EnvironmentLint::unusedKeys),
          files(
              "P008",
              WARNING,
              "every variable is declared or has a fallback",
              EnvironmentLint::undeclared),
          files(
              "P009",
              ERROR,
              "every secret has a version that .env.sample declares",
              EnvironmentLint::secretVersions),
          other("P010", ERROR, "the tag has never moved", ReleaseLint::unmoved),
          other("P011", WARNING, "a major release has notes", ReleaseLint::notes),
          files(
              "P012",
              WARNING,
              "no image's tag is only the first number of a version",
              ImageLint::floating),
          files("P013", WARNING, "no image is pinned to a digest", ImageLint::digests),
          files("P014", WARNING, "no service mounts a path of the host", PrivilegeLint::hostPaths),
          files(
              "P015", WARNING, "no service is given Docker's socket", PrivilegeLint::dockerSocket),
          files(
              "P016",
              WARNING,
              "no service asks for more power over the host",
              PrivilegeLint::power),
          files("P017", WARNING, "no service publishes a port", PrivilegeLint::ports),
          other(
              "P018", WARNING, "the README's feature block is well formed", ReadmeLint::wellFormed),
          files(
              "P019",
              WARNING,
              "the README claims no more than the files show",
              ReadmeLint::truthful),
          files(
              "P020",
              WARNING,
              "a service that Traefik routes to has a healthcheck",
              ServiceLint::routedHealthchecks),
          files("P021", WARNING, "no image is past its end of life", ImageLint::endOfLife),
          other("P022", WARNING, "the tags promise no less than what changed", ReleaseLint::kept),
          files("P023", ERROR, "every overlay can be read", ServiceLint::overlays),
          files("R001", WARNING, "Compose files have version 3.8", ServiceLint::version),
          files("R002", WARNING, "every service has a healthcheck", ServiceLint::healthchecks),
          files("R003", WARNING, "every image has a tag", ImageLint::tags),
          files("R004", WARNING, "no image's tag is unstable", ImageLint::unstable),
          files("R005", WARNING, "image tags look like versions", ImageLint::versions),
          other("R006", WARNING, "a version is in the catalogue", ReleaseLint::inCatalogue),
          other("R007", WARNING, "the README's feature block is filled in", ReadmeLint::filled),
          files("R008", ERROR, ".env.sample exists", EnvironmentLint::sample),
          files("R009", ERROR, "one service is named app", ServiceLint::app),
          files("R010", ERROR, "the service app has traefik.enable=true", ServiceLint::appIsRouted),
          files("R011", ERROR, "every service has an image", ServiceLint::images),
          files("R012", ERROR, "abra.sh exists where configs are used", EnvironmentLint::script),
          other(
              "R013",
              WARNING,
              "the catalogue follows the recipe's repository",
              ReleaseLint::followed),
          other("R014", ERROR, "release tags are annotated", ReleaseLint::annotated),
          files(
              "R015",
              WARNING,
              "secret names have at most 12 characters",
              EnvironmentLint::secretNames),
          files("R016", ERROR, "the service app has deploy.labels", ServiceLint::deployLabels));

  private LintRules() {}

  /** A rule about what was read of the version's files. */
  private static LintRule files(String id, Severity severity, String what, Check check) {
    return new LintRule(new Rule(id, severity, what), true, check);
  }

  /** A rule that can do without them. */
  private static LintRule other(String id, Severity severity, String what, Check check) {
    return new LintRule(new Rule(id, severity, what), false, check);
  }
}
