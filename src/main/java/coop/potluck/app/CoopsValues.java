package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes single values out of the co-ops' file, and notes what is wrong with them. */
final class CoopsValues {

  private final ConfigDocument document;

  CoopsValues(ConfigDocument document) {
    this.document = document;
  }

  void wrong(YamlNode.Mapping mapping, String key, String expected) {
    var node = mapping.entries().get(key);
    if (node == null) {
      document.problem(mapping, key + ", " + expected);
    } else {
      document.problem(document.where(key, node, ""), expected);
    }
  }

  @Nullable String text(YamlNode.Mapping mapping, String key) {
    var node = mapping.find(key).orElse(null);
    if (node == null) {
      return null;
    }
    if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
      return scalar.text().strip();
    }
    wrong(mapping, key, "one value");
    return null;
  }

  @Nullable String required(YamlNode.Mapping mapping, String key, String expected) {
    if (mapping.find(key).isEmpty()) {
      document.problem(mapping, "the key " + key + " is missing; " + expected);
      return null;
    }
    return text(mapping, key);
  }

  List<YamlNode.Scalar> list(YamlNode.Mapping mapping, String key) {
    var node = mapping.find(key).orElse(null);
    if (node == null) {
      return List.of();
    }
    var scalars = node.scalars();
    if (node instanceof YamlNode.Mapping
        || (node instanceof YamlNode.Sequence all && all.items().size() != scalars.size())) {
      wrong(mapping, key, "a list of plain values");
    }
    return scalars;
  }

  boolean truth(YamlNode.Mapping mapping, String key, boolean absent) {
    var text = text(mapping, key);
    if (text == null) {
      return absent;
    }
    try {
      return ConfigValues.truth(text);
    } catch (IllegalArgumentException e) {
      wrong(mapping, key, String.valueOf(e.getMessage()));
      return absent;
    }
  }

  @Nullable String webUrl(YamlNode.Mapping mapping, String key) {
    var text = text(mapping, key);
    if (text == null) {
      return null;
    }
    var fault = faultOfWebUrl(text);
    if (fault != null) {
      wrong(mapping, key, fault);
    }
    return fault == null ? text : null;
  }

  /** What is wrong with an http(s) URL; never quotes it, since it may hold a token. */
  static @Nullable String faultOfWebUrl(String text) {
    try {
      var uri = new URI(text);
      if (!isWeb(uri) || uri.getHost() == null) {
        return "a URL that starts with https:// or http://";
      }
      return uri.getRawUserInfo() == null
          ? null
          : "a URL without user or token; name an environment variable in token_env, or a file in"
              + " token_file";
    } catch (URISyntaxException e) {
      return "a URL that starts with https:// or http://";
    }
  }

  static boolean isWeb(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("http");
  }
}
