package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import coop.potluck.source.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches secrets from where the operator's files say they are; never from the files themselves.
 */
final class ConfigSecrets {

  private static final int MAX_BYTES = 8_192;

  /** What can stand in a header. */
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]+");

  private final ConfigDocument document;
  private final Map<String, String> environment;

  ConfigSecrets(ConfigDocument document, Map<String, String> environment) {
    this.document = document;
    this.environment = environment;
  }

  /** The secret that {@code <key>_env} or {@code <key>_file} points to; null where neither does. */
  @Nullable Secret find(YamlNode.Mapping mapping, String path, String key) {
    mapping
        .find(key)
        .ifPresent(
            node ->
                document.problem(
                    document.where(key, node, path),
                    "a secret does not stand in this file: name an environment variable in "
                        + (key + "_env, or a file in " + key + "_file")));
    var variable = mapping.find(key + "_env").orElse(null);
    var file = mapping.find(key + "_file").orElse(null);
    if (file != null && variable != null) {
      document.problem(
          document.where(key + "_file", file, path),
          "either " + key + "_env or " + key + "_file, not both");
      return null;
    }
    if (variable != null) {
      return fromEnvironment(variable, document.where(key + "_env", variable, path));
    }
    return file == null ? null : fromFile(file, document.where(key + "_file", file, path));
  }

  /** A secret given as it is, by the environment. */
  @Nullable Secret checked(String value, String where) {
    var text = value.strip();
    if (SHAPE.matcher(text).matches()) {
      return new Secret(text);
    }
    document.problem(where, "a secret of visible ASCII characters without spaces");
    return null;
  }

  private @Nullable Secret fromEnvironment(YamlNode node, String where) {
    if (!(node instanceof YamlNode.Scalar name)) {
      document.problem(where, "the name of an environment variable");
      return null;
    }
    var value = environment.get(name.text());
    if (value == null || value.isBlank()) {
      document.problem(where, "the environment variable " + name.text() + " is not set");
      return null;
    }
    return checked(value, where);
  }

  private @Nullable Secret fromFile(YamlNode node, String where) {
    if (!(node instanceof YamlNode.Scalar name)) {
      document.problem(where, "the path of a file");
      return null;
    }
    try (var in = Files.newInputStream(ConfigValues.path(name.text(), document.folder()))) {
      return checked(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8), where);
    } catch (IOException | IllegalArgumentException e) {
      document.problem(where, "the file " + name.text() + " cannot be read");
      return null;
    }
  }
}
