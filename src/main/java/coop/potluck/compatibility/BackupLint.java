package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rules about what is told to the backup bot. */
final class BackupLint {

  private static final String BACKUP = "backupbot.backup";
  private static final Set<String> OLD = Set.of(BACKUP + ".path", BACKUP + ".command");
  private static final String NONE = "no service has a label of backupbot";

  private BackupLint() {}

  /** Overlays are looked at one by one, since those that exclude each other may each declare. */
  static Answer declarations(LintFacts facts) {
    if (!isDeclared(facts)) {
      return Answer.absent(NONE);
    }
    var findings = new ArrayList<LintReport.Finding>();
    var byDefault = declared(facts.content().composition());
    several(byDefault, "").forEach(findings::add);
    if (findings.isEmpty()) {
      for (var overlay : facts.offered()) {
        var with = new TreeMap<>(byDefault);
        with.putAll(declared(overlay.additions()));
        findings.addAll(several(with, " with " + overlay.path()));
      }
    }
    return Answer.found(findings.stream().distinct());
  }

  /** The services that say anything of it. */
  private static Map<String, Service> declared(Composition composition) {
    return composition.services().stream()
        .filter(it -> it.labels().stream().anyMatch(label -> label.key().equals(BACKUP)))
        .collect(Collectors.toMap(Service::name, it -> it));
  }

  private static List<LintReport.Finding> several(Map<String, Service> declared, String with) {
    var on = declared.values().stream().filter(BackupLint::isOn).toList();
    if (on.size() < 2) {
      return List.of();
    }
    var names = on.stream().map(Service::name).sorted().collect(Collectors.joining(", "));
    return on.stream()
        .map(
            it ->
                finding(
                    it.where(),
                    "The label backupbot.backup=true is on " + names + with + ".",
                    "Keep it on one service, app; its volumes and hooks can name the others."))
        .toList();
  }

  private static boolean isOn(Service service) {
    return service.labels().stream()
        .anyMatch(it -> it.key().equals(BACKUP) && LintFacts.isTrue(it.value()));
  }

  static Answer oldLabels(LintFacts facts) {
    if (!isDeclared(facts)) {
      return Answer.absent(NONE);
    }
    return Answer.found(
        facts.allServices().stream()
            .flatMap(
                service ->
                    service.labels().stream()
                        .map(Service.Label::key)
                        .filter(OLD::contains)
                        .map(
                            key ->
                                finding(
                                    service.where(),
                                    "The label " + key + " is of an older backup bot.",
                                    "Say backupbot.backup=true, and what to leave out or where to"
                                        + " look by backupbot.backup.volumes.<volume>.")))
            .distinct());
  }

  private static boolean isDeclared(LintFacts facts) {
    return facts.allServices().stream()
        .flatMap(it -> it.labels().stream())
        .anyMatch(it -> it.key().startsWith("backupbot."));
  }
}
