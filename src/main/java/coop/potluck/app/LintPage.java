package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.app.Sheet.Ink;
import coop.potluck.app.Sheet.Inked;
import java.util.ArrayList;
import java.util.List;

/** What lint says, as a person reads it. */
final class LintPage {

  private final Sheet sheet;
  private final JsonNode found;

  /**
   * A page.
   *
   * @param found as the interface answers it
   */
  LintPage(Sheet sheet, JsonNode found) {
    this.sheet = sheet;
    this.found = found;
  }

  /**
   * Prints the page.
   *
   * @param about how the recipe was looked at; may be empty
   * @param all whether rules are shown too that hold or do not apply
   */
  void print(String about, boolean all) {
    head(about);
    problems();
    failed("Errors", "error", Ink.RED);
    failed("Warnings", "warning", Ink.YELLOW);
    var absent = rules("not_applicable");
    var passed = rules("pass");
    if (all) {
      section("Not applicable", absent);
      section("Kept", passed);
    }
    sheet.gap();
    sheet.line(
        0,
        count("errors", "error", "errors", Ink.RED),
        ", ",
        count("warnings", "warning", "warnings", Ink.YELLOW),
        ", " + SyncReport.plural(passed.size(), "rule", "rules") + " kept",
        absent.isEmpty()
            ? ""
            : ", " + absent.size() + " not applicable" + (all ? "" : " (shown with --all)"));
    sheet.end();
  }

  private void head(String about) {
    var coop = found.path("coop").asText("");
    var version = found.path("version").asText("");
    sheet.line(
        0,
        new Inked(Ink.BOLD, (coop.isEmpty() ? "" : coop + "/") + found.path("name").asText()),
        version.isEmpty() ? "" : " " + version,
        about.isEmpty() ? "" : ", " + about);
    var claimed = found.path("claimed_status").asText("");
    sheet.line(
        1,
        "status by its files: " + found.path("computed_status").path("status").asText(),
        claimed.isEmpty() ? "" : ", claimed: " + claimed);
  }

  private void problems() {
    if (!found.path("problems").isEmpty()) {
      sheet.heading("It cannot be read as a recipe");
      for (var problem : found.path("problems")) {
        sheet.line(
            1,
            new Inked(Ink.RED, problem.path("where").asText()),
            ": " + problem.path("expected").asText());
      }
    }
  }

  private void failed(String title, String severity, Ink ink) {
    var failed = new ArrayList<JsonNode>();
    for (var rule : rules("fail")) {
      if (rule.path("severity").asText().equals(severity)) {
        failed.add(rule);
      }
    }
    if (failed.isEmpty()) {
      return;
    }
    sheet.heading(title);
    for (var rule : failed) {
      sheet.line(
          1,
          new Inked(ink, rule.path("id").asText()),
          "  ",
          new Inked(Ink.BOLD, rule.path("what").asText()),
          new Inked(Ink.FAINT, "  " + rule.path("page").asText()));
      findings(rule.path("findings"));
    }
  }

  /** How to mend is said once where it is the same for several places in a row. */
  private void findings(JsonNode findings) {
    for (var i = 0; i < findings.size(); i++) {
      var finding = findings.get(i);
      var where = finding.path("where").asText();
      sheet.line(2, where.isEmpty() ? "" : where + ": ", finding.path("found").asText());
      var mend = finding.path("mend").asText();
      if (!mend.equals(findings.path(i + 1).path("mend").asText(""))) {
        sheet.line(3, mend);
      }
    }
  }

  private void section(String title, List<JsonNode> rules) {
    if (!rules.isEmpty()) {
      sheet.heading(title);
      for (var rule : rules) {
        var reason = rule.path("reason").asText("");
        sheet.line(
            1,
            rule.path("id").asText() + "  " + rule.path("what").asText(),
            reason.isEmpty() ? "" : ": " + reason);
      }
    }
  }

  private List<JsonNode> rules(String outcome) {
    var rules = new ArrayList<JsonNode>();
    for (var rule : found.path("rules")) {
      if (rule.path("outcome").asText().equals(outcome)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private Object count(String member, String one, String many, Ink ink) {
    var count = found.path(member).asInt();
    var text = SyncReport.plural(count, one, many);
    return count == 0 ? text : new Inked(ink, text);
  }
}
