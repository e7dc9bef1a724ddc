package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys that mean something to a version, and the lines of its sample. */
final class SampleKeys {

  static final String COMPOSE_FILE = "COMPOSE_FILE";

  /** Set by the client for each app, whatever its file says. */
  private static final String STACK_NAME = "STACK_NAME";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@,+%=-]*");

  private final RecipeContent content;
  private final Map<String, EnvironmentKey> sample = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> exported = new HashSet<>(Set.of(STACK_NAME));

  SampleKeys(RecipeContent content) {
    this.content = content;
    content.environment().forEach(key -> sample.put(key.key(), key));
    content.variables().forEach(variable -> known.add(variable.name()));
    compositions(content).forEach(this::passedOn);
    content.configVersions().forEach(version -> exported.add(version.key()));
    known.removeAll(exported);
    known.addAll(sample.keySet());
  }

  private void passedOn(Composition composition) {
    for (var service : composition.services()) {
      for (var entry : service.environment()) {
        if (entry.value() == null) {
          known.add(entry.key());
        }
      }
    }
  }

  /** What a version is made of: what is on by default, {@code compose.yml} alone, each overlay. */
  static List<Composition> compositions(RecipeContent content) {
    var all = new ArrayList<Composition>();
    all.add(content.composition());
    all.add(base(content));
    content.overlays().stream().map(Overlay::additions).forEach(all::add);
    return all;
  }

  /** {@code compose.yml} alone. */
  static Composition base(RecipeContent content) {
    var base = content.base();
    return base == null ? content.composition() : base;
  }

  /** Those of a composition's services that it says what to run for, by their names. */
  static Map<String, Service> running(Composition composition) {
    var running = new LinkedHashMap<String, Service>();
    for (var service : composition.services()) {
      if (service.imageText() != null) {
        running.put(service.name(), service);
      }
    }
    return running;
  }

  /** Those of the sample that are not commented out, without {@code COMPOSE_FILE}, in its order. */
  List<EnvironmentKey> active() {
    return sample.values().stream()
        .filter(key -> !key.optional() && !key.key().equals(COMPOSE_FILE))
        .toList();
  }

  Optional<EnvironmentKey> find(String key) {
    return Optional.ofNullable(sample.get(key));
  }

  boolean isActive(String key) {
    return find(key).filter(it -> !it.optional()).isPresent();
  }

  /** Whether the sample names a key, or a Compose file does that takes it from an app's file. */
  boolean isKnown(String key) {
    return known.contains(key);
  }

  /** Whether anything names a key, {@code abra.sh} too. */
  boolean isNamed(String key) {
    return known.contains(key) || exported.contains(key);
  }

  /** All of them but {@code COMPOSE_FILE}: the sample's in its order, then the others by name. */
  List<String> known() {
    var all = new ArrayList<>(sample.keySet());
    known.stream().filter(key -> !sample.containsKey(key)).sorted().forEach(all::add);
    all.remove(COMPOSE_FILE);
    return all;
  }

  /** A key's line as the sample has it, without its comment; what asks for a secret stays. */
  String line(EnvironmentKey key) {
    return key.key() + "=" + quoted(key.value()) + modifiers(key.key());
  }

  /** The same with the sample's comment in lines before it. */
  String block(EnvironmentKey key) {
    var comment = key.comment();
    if (comment == null || comment.isBlank()) {
      return line(key);
    }
    var block = new StringBuilder();
    comment.lines().forEach(line -> block.append("# ").append(printable(line)).append('\n'));
    return block.append(line(key)).toString();
  }

  /**
   * The line that the sample most likely has; empty where it may be written in several ways, with
   * quotes or a comment.
   */
  Optional<String> certainLine(String key) {
    return find(key)
        .filter(it -> it.comment() == null && !it.optional())
        .filter(it -> PLAIN.matcher(it.value()).matches() && modifiers(key).isEmpty())
        .map(this::line);
  }

  /** A value as a line takes it; a variable in it stays one. */
  static String quoted(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + printable(escaped) + "\"";
  }

  private static String printable(String text) {
    return text.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** What a client reads behind the version of a secret that it makes up. */
  private String modifiers(String key) {
    return secret(key)
        .map(
            secret -> {
              var words = new StringBuilder();
              if (secret.length() != null) {
                words.append(" length=").append(secret.length());
              }
              if (secret.charset() != null) {
                words.append(" charset=").append(printable(secret.charset()));
              }
              if (!secret.generate()) {
                words.append(" generate=false");
              }
              return words.isEmpty() ? "" : " #" + words;
            })
        .orElse("");
  }

  private Optional<Secret> secret(String versionKey) {
    return compositions(content).stream()
        .flatMap(composition -> composition.secrets().stream())
        .filter(secret -> versionKey.equals(secret.versionKey()))
        .findFirst();
  }
}
