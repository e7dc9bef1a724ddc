package coop.potluck.compatibility;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers about upgrades as a person reads them in a case. */
final class UpgradeText {

  private final StringBuilder text = new StringBuilder();

  private UpgradeText() {}

  static String of(UpgradePlan plan) {
    var text = new UpgradeText();
    text.line("verdict", word(plan.verdict()));
    plan.reasons().forEach(reason -> text.line("reason", reason));
    text.line("route", String.join(", ", plan.route()));
    text.line("recommended", tag(plan.recommended()));
    text.line("backports", tags(plan.backports()));
    text.patch("", plan.environment());
    for (var hop : plan.hops()) {
      text.line(
          "hop",
          "%s: %s, claimed %s, computed %s"
              .formatted(
                  tag(hop.to()),
                  word(hop.verdict()),
                  hop.claimed() == null ? "nothing" : word(hop.claimed()),
                  word(hop.computed())));
      text.differences("  required", hop.required());
      var stop = hop.stop();
      if (stop != null) {
        text.line(
            "  stop",
            "%s first (%s%s): %s"
                .formatted(
                    stop.deploy(), stop.rule(), stop.manual() ? ", manual" : "", stop.because()));
      }
      text.patch("  ", hop.environment());
    }
    return text.text.toString();
  }

  static String of(Updates updates) {
    var text = new UpgradeText();
    text.line("newer", String.valueOf(updates.newer()));
    text.line("latest", tag(updates.latest()));
    text.line("latest-minor", tag(updates.latestMinor()));
    text.line("latest-patch", tag(updates.latestPatch()));
    text.line("claimed", updates.claimed() == null ? "-" : word(updates.claimed()));
    text.line("computed", word(updates.computed()));
    text.line("notes", updates.notes().isEmpty() ? "-" : String.join(", ", updates.notes()));
    text.line("verdict", word(updates.verdict()));
    text.line("automatic", tag(updates.automatic()));
    return text.text.toString();
  }

  static String of(FileCheck check) {
    var text = new UpgradeText();
    text.line("verdict", word(check.verdict()));
    for (var it : check.overlays()) {
      text.line("overlay", it.path() + (it.known() ? "" : " unknown"));
    }
    for (var it : check.missing()) {
      text.line(
          "missing",
          it.line()
              + (it.required() ? " required" : "")
              + (it.fallback() == null ? "" : " else " + it.fallback()));
    }
    for (var it : check.unknown()) {
      text.line("unknown", it.key() + (it.was() ? " since the upgrade" : ""));
    }
    check.secrets().forEach(it -> text.line("secret", it.command()));
    check.pinned().forEach(it -> text.line("pinned", it.key() + " of " + it.service()));
    text.differences("differs", check.differences());
    text.patch("", check.patch());
    return text.text.toString();
  }

  private void differences(String head, List<Difference> differences) {
    for (var it : differences) {
      if (!it.part()) {
        line(
            head,
            "%s%s %s %s: %s"
                .formatted(
                    it.overlay() == null ? "" : it.overlay() + " ",
                    word(it.aspect()),
                    it.subject(),
                    word(it.change()),
                    it.because()));
      }
    }
  }

  private void patch(String indent, EnvironmentPatch patch) {
    patch.diff().lines().forEach(line -> line(indent + "|", line));
    if (!patch.remove().isEmpty()) {
      line(indent + "remove", String.join(", ", patch.remove()));
    }
  }

  private void line(String head, String rest) {
    text.append((head + " " + rest).stripTrailing()).append('\n');
  }

  private static String tags(List<Release> releases) {
    return releases.isEmpty()
        ? "-"
        : releases.stream().map(UpgradeText::tag).collect(Collectors.joining(", "));
  }

  private static String tag(@Nullable Release release) {
    return release == null ? "-" : release.tag().name();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
