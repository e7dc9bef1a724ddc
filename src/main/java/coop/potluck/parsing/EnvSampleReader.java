package coop.potluck.parsing;

import coop.potluck.recipe.EnvironmentKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one {@code .env.sample}, or a file made of one; nothing in it can make it fail. */
final class EnvSampleReader {

  private static final int MAX_LINES_OF_A_VALUE = 100;

  private final ParsingSettings settings;
  private final Findings warnings;
  private final Map<String, EnvironmentKey> keys = new LinkedHashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, EnvSample.SecretModifiers> modifiers = new HashMap<>();
  private final StringBuilder comments = new StringBuilder();
  private final List<String> above = new ArrayList<>();
  private final boolean discreet;
  private boolean full;
  private long expandedLength;

  private EnvSampleReader(ParsingSettings settings, Findings warnings, boolean discreet) {
    this.settings = settings;
    this.warnings = warnings;
    this.discreet = discreet;
  }

  static EnvSample read(SourceText text, ParsingSettings settings, Findings warnings) {
    return new EnvSampleReader(settings, warnings, false).read(text);
  }

  /** The same of a file whose values are nobody's business: no warning has any of its text. */
  static EnvSample readDiscreetly(SourceText text, ParsingSettings settings, Findings warnings) {
    return new EnvSampleReader(settings, warnings, true).read(text);
  }

  private EnvSample read(SourceText text) {
    var lines = text.lines();
    for (var i = 0; i < lines.size() && !full; i++) {
      var line = lines.get(i).strip();
      if (line.isEmpty()) {
        above.clear();
      } else if (line.startsWith("#")) {
        comment(line, text.where(i + 1));
      } else {
        i += active(text, lines, i);
      }
    }
    return new EnvSample(List.copyOf(keys.values()), values, modifiers, comments.toString());
  }

  private void comment(String line, String where) {
    var content = EnvLine.uncommented(line);
    comments.append(content).append('\n');
    var assignment = EnvLine.parse(content).filter(EnvLine::isPlausible);
    if (assignment.isPresent()) {
      add(assignment.get(), where, true);
    } else if (!content.isEmpty() && above.size() < MAX_LINES_OF_A_VALUE) {
      above.add(content);
    }
  }

  /** Reads an assignment and returns how many further lines belong to it. */
  private int active(SourceText text, List<String> lines, int index) {
    var where = text.where(index + 1);
    var parsed = EnvLine.parse(lines.get(index));
    if (parsed.isEmpty()) {
      var words = lines.get(index).strip();
      if (!words.startsWith("export ")) {
        warnings.add(
            where, "KEY=value or a comment" + (discreet ? "" : ", not " + Findings.quoted(words)));
      }
      above.clear();
      return 0;
    }
    var line = parsed.get();
    var further = 0;
    if (!line.closed()) {
      var joined = new StringBuilder(lines.get(index));
      while (!line.closed()
          && further < MAX_LINES_OF_A_VALUE
          && index + further + 1 < lines.size()) {
        further++;
        joined.append('\n').append(lines.get(index + further));
        if (lines.get(index + further).indexOf('"') >= 0
            || lines.get(index + further).indexOf('\'') >= 0) {
          line = EnvLine.parse(joined.toString()).orElse(line);
        }
      }
      if (!line.closed()) {
        warnings.add(where, "a quote that is closed, in the value of " + name(line));
        line = parsed.get();
        further = 0;
      }
    }
    add(line, where, false);
    return further;
  }

  private void add(EnvLine line, String where, boolean commented) {
    if (keys.size() >= settings.maxEnvironmentKeys() && !keys.containsKey(line.name())) {
      warnings.add(where, "at most " + settings.maxEnvironmentKeys() + " keys; the rest is unread");
      full = true;
      return;
    }
    var value = clipped(line.value(), line, where);
    var known = keys.get(line.name());
    if (!commented) {
      assign(line, value, where, known);
      if (line.name().equals(EnvSample.COMPOSE_FILE)) {
        value = values.getOrDefault(line.name(), value);
      }
    }
    if (!commented || known == null) {
      keys.put(
          line.name(),
          new EnvironmentKey(
              line.name(), place(line, where, known), value, comment(line, known), commented));
      modifiers(line);
    }
    above.clear();
  }

  /** A chain of {@code COMPOSE_FILE} is where it begins. */
  private static String place(EnvLine line, String where, @Nullable EnvironmentKey known) {
    var goesOn = line.name().equals(EnvSample.COMPOSE_FILE) && known != null && !known.optional();
    return known != null && goesOn ? known.where() : where;
  }

  private void assign(EnvLine line, String value, String where, @Nullable EnvironmentKey known) {
    var template = line.template();
    var refersToItself =
        template != null
            && (template.contains("$" + line.name()) || template.contains("${" + line.name()));
    if (known != null && !known.optional() && !refersToItself && !discreet) {
      warnings.add(where, "each key once: " + name(line) + " stands at " + known.where() + " too");
    }
    if (line.name().equals(EnvSample.COMPOSE_FILE)) {
      values.putIfAbsent(EnvSample.COMPOSE_FILE, RecipeParser.COMPOSE);
    }
    var expanded = template == null ? null : interpolation().expand(template);
    var text = expanded == null || expanded.error() != null ? value : expanded.text();
    expandedLength += text.length();
    values.put(line.name(), expandedLength > settings.maxFileBytes() ? value : text);
  }

  private Interpolation interpolation() {
    return new Interpolation(values, settings.maxInterpolationDepth(), settings.maxValueLength());
  }

  private String clipped(String value, EnvLine line, String where) {
    if (value.length() <= settings.maxValueLength()) {
      return value;
    }
    warnings.add(where, "at most " + settings.maxValueLength() + " characters for " + name(line));
    return value.substring(0, settings.maxValueLength());
  }

  private static String name(EnvLine line) {
    return line.name().length() <= 100 ? line.name() : line.name().substring(0, 100) + "…";
  }

  private @Nullable String comment(EnvLine line, @Nullable EnvironmentKey known) {
    var own = line.comment();
    if (own != null && isSecretVersion(line.name())) {
      own = withoutModifiers(own);
    }
    if (own == null && !above.isEmpty()) {
      own = String.join("\n", above);
    }
    if (own != null && own.length() > settings.maxValueLength()) {
      own = own.substring(0, settings.maxValueLength());
    }
    return own == null && known != null ? known.comment() : own;
  }

  private static boolean isSecretVersion(String key) {
    return key.startsWith("SECRET_") && key.endsWith("_VERSION");
  }

  private static @Nullable String withoutModifiers(String comment) {
    var rest = new ArrayList<String>();
    for (var word : comment.split("\\s+", -1)) {
      if (!word.startsWith("length=")
          && !word.startsWith("charset=")
          && !word.startsWith("generate=")) {
        rest.add(word);
      }
    }
    var text = String.join(" ", rest).strip();
    return text.isEmpty() ? null : text;
  }

  private void modifiers(EnvLine line) {
    if (!isSecretVersion(line.name())) {
      return;
    }
    Integer length = null;
    String charset = null;
    var generate = true;
    var comment = line.comment() == null ? "" : line.comment();
    for (var word : comment.split("[\\s,]+", -1)) {
      if (word.startsWith("length=")) {
        length = number(word.substring("length=".length()));
      } else if (word.startsWith("charset=")) {
        charset = word.substring("charset=".length());
      } else if (word.equals("generate=false")) {
        generate = false;
      }
    }
    modifiers.put(line.name(), new EnvSample.SecretModifiers(length, charset, generate));
  }

  private static @Nullable Integer number(String digits) {
    if (digits.isEmpty() || digits.length() > 6) {
      return null;
    }
    var number = 0;
    for (var i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return null;
      }
      number = number * 10 + (digits.charAt(i) - '0');
    }
    return number;
  }
}
