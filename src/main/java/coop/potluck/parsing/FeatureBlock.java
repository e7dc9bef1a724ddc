package coop.potluck.parsing;

import coop.potluck.recipe.Features;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The block of claims in a README, between {@code <!-- metadata -->} and {@code <!-- endmetadata
 * -->}.
 *
 * @param present whether the README has one
 * @param designation {@code stable}, {@code testing} or {@code unstable}; null where it says
 *     neither
 */
record FeatureBlock(
    boolean present, Features features, List<String> maintainers, @Nullable String designation) {

  static final FeatureBlock NONE = new FeatureBlock(false, Features.NONE, List.of(), null);

  private static final int MAX_VALUE = 500;
  private static final int MAX_MAINTAINERS = 20;
  private static final Set<String> DESIGNATIONS = Set.of("stable", "testing", "unstable");

  static FeatureBlock read(SourceText readme, Findings warnings) {
    var lines = readme.lines();
    var start = 0;
    while (start < lines.size() && !isMark(lines.get(start), "metadata")) {
      start++;
    }
    if (start == lines.size()) {
      return NONE;
    }
    var claims = new HashMap<String, String>();
    var closed = false;
    for (var i = start + 1; i < lines.size() && !closed; i++) {
      var line = lines.get(i).strip();
      if (isMark(line, "endmetadata")) {
        closed = true;
      } else if (line.startsWith("#")) {
        break;
      } else {
        claim(line, readme.where(i + 1), claims, warnings);
      }
    }
    if (!closed) {
      warnings.add(readme.where(start + 1), "a line <!-- endmetadata --> after the feature block");
    }
    return new FeatureBlock(
        true,
        features(claims, readme.where(start + 1), warnings),
        maintainers(claims),
        designation(claims));
  }

  /** The README without any such block. */
  static String without(SourceText readme) {
    var rest = new StringBuilder();
    var within = false;
    for (var line : readme.lines()) {
      if (within ? line.strip().startsWith("#") : isMark(line, "metadata")) {
        within = !within;
      }
      if (!within) {
        rest.append(line).append('\n');
      }
      within &= !isMark(line, "endmetadata");
    }
    return rest.toString();
  }

  /** Whether a line is the comment {@code <!-- word -->}, however it is spaced. */
  private static boolean isMark(String line, String word) {
    var text = line.strip();
    return text.startsWith("<!--")
        && text.endsWith("-->")
        && text.length() >= 7
        && text.substring(4, text.length() - 3).strip().equalsIgnoreCase(word);
  }

  /** {@code * **Key**: value}, with any bullet. */
  private static void claim(
      String line, String where, Map<String, String> claims, Findings warnings) {
    var bullet = !line.isEmpty() && "*-+".indexOf(line.charAt(0)) >= 0;
    var text = bullet && !line.startsWith("**") ? line.substring(1).strip() : line;
    var colon = text.indexOf(':');
    if (colon < 0 || !(bullet || text.startsWith("**"))) {
      if (!line.isEmpty()) {
        warnings.add(where, "* **Key**: value, not " + Findings.quoted(line));
      }
      return;
    }
    var key = text.substring(0, colon).replace("*", "").strip();
    var value = text.substring(colon + 1).strip();
    if (value.startsWith("**")) {
      value = value.substring(2).strip();
    }
    if (value.contains("${")) {
      warnings.add(where, key + " filled in, not " + Findings.quoted(value));
    }
    if (value.length() > MAX_VALUE) {
      warnings.add(where, "at most " + MAX_VALUE + " characters for " + Findings.quoted(key));
      return;
    }
    switch (key.toLowerCase(Locale.ROOT)) {
      case "category", "status", "image", "healthcheck", "backups", "email", "tests", "sso" ->
          add(key, value, where, claims, warnings);
      case "designation" -> {
        add(key, value, where, claims, warnings);
        if (!value.isEmpty() && designation(value) == null) {
          warnings.add(where, "stable, testing or unstable, not " + Findings.quoted(value));
        }
      }
      case "maintainer", "maintainers" -> add("maintainers", value, where, claims, warnings);
      default ->
          warnings.add(where, "a key that the feature block has, not " + Findings.quoted(key));
    }
  }

  private static void add(
      String key, String value, String where, Map<String, String> claims, Findings warnings) {
    var fillable = key.equalsIgnoreCase("image") || !value.contains("${");
    if (fillable
        && !value.isEmpty()
        && claims.putIfAbsent(key.toLowerCase(Locale.ROOT), value) != null) {
      warnings.add(where, key + " once only");
    }
  }

  private static Features features(Map<String, String> claims, String where, Findings warnings) {
    return new Features(
        claims.get("category"),
        status(claims.get("status"), where, warnings),
        image(claims.get("image")),
        claims.get("healthcheck"),
        claims.get("backups"),
        rated(claims.get("email")),
        rated(claims.get("tests")),
        rated(claims.get("sso")));
  }

  private static @Nullable String rated(@Nullable String claim) {
    return claim == null ? null : FeatureScale.SINGLE.modern(claim);
  }

  private static @Nullable Integer status(@Nullable String claim, String where, Findings warnings) {
    if (claim == null) {
      return null;
    }
    var status = FeatureScale.digit(FeatureScale.OVERALL.modern(claim));
    if (status != null && status > 5) {
      warnings.add(where, "a status from 0 to 5, not " + Findings.quoted(claim));
      return null;
    }
    return status;
  }

  /** {@code [`name`](url), 4, upstream}, of which any part may be missing. */
  private static Features.@Nullable Image image(@Nullable String claim) {
    if (claim == null) {
      return null;
    }
    String name = null;
    String url = null;
    var rest = claim;
    var link = MarkdownLink.at(claim, 0);
    if (link != null) {
      name = link.text();
      url = link.isWeb() ? link.target() : null;
      rest = claim.substring(link.end());
    }
    String rating = null;
    String source = null;
    for (var part : rest.split(",", -1)) {
      var field = FeatureScale.OVERALL.modern(part.strip()).strip();
      var digit = FeatureScale.digit(field);
      var says = !field.isEmpty() && !field.equals("?");
      if (says && digit != null && rating == null) {
        rating = digit <= 5 ? String.valueOf(digit) : null;
      } else if (says && name == null) {
        name = field.replace("`", "");
      } else if (says && source == null) {
        source = field;
      }
    }
    return name == null && rating == null && source == null
        ? null
        : new Features.Image(filled(name), filled(url), rating, filled(source));
  }

  /** A template's variable that nobody filled in says nothing. */
  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.contains("${") ? null : text;
  }

  /** On a line of its own, or beside the number of the status: {@code 3, stable}. */
  private static @Nullable String designation(Map<String, String> claims) {
    var own = claims.get("designation");
    return designation(own == null ? claims.getOrDefault("status", "") : own);
  }

  private static @Nullable String designation(String claim) {
    for (var word : claim.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (DESIGNATIONS.contains(word)) {
        return word;
      }
    }
    return null;
  }

  private static List<String> maintainers(Map<String, String> claims) {
    var names = new ArrayList<String>();
    for (var part :
        MarkdownLink.unlinked(claims.getOrDefault("maintainers", "")).split("[,;]", -1)) {
      var name = part.replace("`", "").replace("*", "").strip();
      if (!name.isEmpty() && !name.equals("?") && names.size() < MAX_MAINTAINERS) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }
}
