package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options that say which rules count. */
final class LintSelection {

  @Option(
      names = "--rule",
      split = ",",
      paramLabel = "ID",
      description = "Look at these rules alone, such as R001,P003.")
  private List<String> only = List.of();

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "ID",
      description = "Look at all rules but these.")
  private List<String> ignored = List.of();

  /**
   * Leaves only the rules that count, and counts again those that failed.
   *
   * @param found as the interface answers it
   * @throws UnusableException if there is no rule of a wanted id
   */
  void narrow(ObjectNode found) {
    var known = new TreeSet<String>();
    found.path("rules").forEach(rule -> known.add(rule.path("id").asText()));
    var kept = only.isEmpty() ? new TreeSet<>(known) : ids(only, known);
    kept.removeAll(ids(ignored, known));
    var rules = NodeReads.JSON.createArrayNode();
    for (var rule : found.path("rules")) {
      if (kept.contains(rule.path("id").asText())) {
        rules.add(rule);
      }
    }
    found.set("rules", rules);
    found.put("errors", failed(rules, "error"));
    found.put("warnings", failed(rules, "warning"));
  }

  private static Set<String> ids(List<String> given, Set<String> known) {
    var ids = new TreeSet<String>();
    for (var text : given) {
      var id = text.strip().toUpperCase(Locale.ROOT);
      if (!known.contains(id)) {
        throw new UnusableException(
            "there is no rule "
                + text.strip()
                + ConfigKeys.nearest(id, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(""));
      }
      ids.add(id);
    }
    return ids;
  }

  private static int failed(JsonNode rules, String severity) {
    var count = 0;
    for (var rule : rules) {
      count +=
          rule.path("outcome").asText().equals("fail")
                  && rule.path("severity").asText().equals(severity)
              ? 1
              : 0;
    }
    return count;
  }
}
