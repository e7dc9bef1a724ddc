package coop.potluck.app;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.app.Sheet.Ink;
import coop.potluck.app.Sheet.Inked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Differences between two versions as lines to read, in the interface's words. */
final class DifferenceLines {

  private static final int MAX_VALUE = 80;
  private static final int HASH_LENGTH = 64;

  /** What differs, where its name alone would not say it; {@code %s} is the name. */
  private static final Map<String, String> SPOKEN =
      Map.ofEntries(
          Map.entry("service", "service %s"),
          Map.entry("image", "image"),
          Map.entry("environment", "variable %s"),
          Map.entry("environment_default", "default of %s"),
          Map.entry("environment_requirement", "need of %s"),
          Map.entry("secret", "secret %s"),
          Map.entry("secret_version", "version of secret %s"),
          Map.entry("secret_length", "length of secret %s"),
          Map.entry("secret_charset", "characters of secret %s"),
          Map.entry("secret_generation", "who makes secret %s"),
          Map.entry("volume", "volume %s"),
          Map.entry("mount", "mount at %s"),
          Map.entry("network", "network %s"),
          Map.entry("config", "config %s"),
          Map.entry("config_version", "version of config %s"),
          Map.entry("config_content", "file of config %s"),
          Map.entry("stale_export", "unused export %s"),
          Map.entry("overlay", "overlay %s"),
          Map.entry("overlay_default", "overlay %s by default"),
          Map.entry("label", "label %s"),
          Map.entry("healthcheck", "healthcheck"),
          Map.entry("backup", "backup %s"),
          Map.entry("port", "port %s"),
          Map.entry("privilege", "privilege %s"),
          Map.entry("need", "need of recipe %s"),
          Map.entry("service_environment", "variable %s"),
          Map.entry("setting", "%s"));

  private final Sheet sheet;

  DifferenceLines(Sheet sheet) {
    this.sheet = sheet;
  }

  /** Those that ask for an action. */
  static List<JsonNode> asking(JsonNode differences, String action) {
    var asking = new ArrayList<JsonNode>();
    for (var one : differences) {
      if (one.path("action").asText().equals(action)) {
        asking.add(one);
      }
    }
    return asking;
  }

  /** Prints each with its risk and the reason why it matters. */
  void full(int indent, Iterable<JsonNode> differences) {
    for (var one : differences) {
      var risk = one.path("risk").asText("none");
      sheet.line(
          indent,
          where(one),
          new Inked(Ink.BOLD, what(one)),
          "  ",
          change(one),
          step(one),
          risk.equals("none") ? "" : new Inked(ink(risk), "  [" + words(risk) + "]"));
      sheet.line(indent + 2, one.path("because").asText());
      var counterpart = one.path("counterpart").asText("");
      if (!counterpart.isEmpty()) {
        var gone = one.path("change").asText().equals("removed");
        sheet.line(indent + 2, (gone ? "perhaps now " : "perhaps before ") + counterpart);
      }
    }
  }

  /** Prints each in short. */
  void brief(int indent, Iterable<JsonNode> differences) {
    for (var one : differences) {
      sheet.line(indent, where(one), what(one), "  ", change(one), step(one));
    }
  }

  /** A word of the interface as it is spoken. */
  static String words(String name) {
    return name.replace('_', ' ');
  }

  static Ink ink(String risk) {
    return risk.equals("downtime") ? Ink.YELLOW : Ink.RED;
  }

  private static String where(JsonNode one) {
    var at = one.path("is_at").asText(one.path("was_at").asText(""));
    return at.isEmpty() ? "" : at + "  ";
  }

  private static String what(JsonNode one) {
    var aspect = one.path("aspect").asText();
    var subject = one.path("subject").asText();
    var spoken = SPOKEN.getOrDefault(aspect, words(aspect) + " %s");
    var service = one.path("service").asText("");
    var overlay = one.path("overlay").asText("");
    return spoken.formatted(subject)
        + (service.isEmpty() || aspect.equals("service") ? "" : " of " + service)
        + (overlay.isEmpty() ? "" : " with overlay " + overlay);
  }

  private static String change(JsonNode one) {
    var was = value(one.path("was"));
    var is = value(one.path("is"));
    return switch (one.path("change").asText()) {
      case "added" -> is.isEmpty() ? "is new" : "is new: " + is;
      case "removed" -> was.isEmpty() ? "is gone" : "is gone: " + was;
      default ->
          was.equals(is)
              ? "has changed"
              : (was.isEmpty() ? "nothing" : was) + " → " + (is.isEmpty() ? "nothing" : is);
    };
  }

  private static String step(JsonNode one) {
    var step = one.path("step").asText("");
    return step.isEmpty() ? "" : "  (" + words(step) + ")";
  }

  /** In short; of a file's hash nobody reads all digits. */
  private static String value(JsonNode value) {
    var text = value.asText("");
    if (text.length() == HASH_LENGTH && text.matches("[0-9a-f]+")) {
      return text.substring(0, 12);
    }
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
  }
}
