package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes single values out of the co-ops' file, and notes what is wrong with them. */
final class CoopsValues {

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

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

  /** A whole number above zero; null where there is none. */
  @Nullable Long number(YamlNode.Mapping mapping, String key) {
    return parsed(mapping, key, text -> ConfigValues.number(text, 1, Long.MAX_VALUE));
  }

  /** A size in bytes, above zero; null where there is none. */
  @Nullable Long size(YamlNode.Mapping mapping, String key) {
    return parsed(mapping, key, ConfigValues::size);
  }

  private @Nullable Long parsed(
      YamlNode.Mapping mapping, String key, Function<String, Long> parse) {
    var text = text(mapping, key);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      wrong(mapping, key, e.getMessage() + ", not " + ConfigValues.quoted(text));
      return null;
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

  /** Whether {@code text} is a DNS name in small letters. */
  static boolean isDomain(String text) {
    return DOMAIN.matcher(text).matches();
  }

  static boolean isWeb(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("http");
  }
}
