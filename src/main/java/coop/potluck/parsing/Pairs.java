package coop.potluck.parsing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys with values that Compose lets one write as a mapping or as a list of {@code key=value}. */
final class Pairs {

  private Pairs() {}

  /** The pairs as a mapping; a key without a value has a scalar that is null. */
  static YamlNode.Mapping of(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    var entries = new LinkedHashMap<String, YamlNode>();
    for (var item : node.scalars()) {
      var text = item.text();
      var equals = text.indexOf('=');
      var key = equals < 0 ? text : text.substring(0, equals);
      entries.put(
          key,
          equals < 0
              ? new YamlNode.Scalar(item.file(), item.line(), "", true, "")
              : new YamlNode.Scalar(
                  item.file(), item.line(), text.substring(equals + 1), false, item.raw()));
    }
    return new YamlNode.Mapping(node.file(), node.line(), entries);
  }

  /** Keys and texts; the value is null where none is written. */
  static Map<String, @Nullable String> texts(YamlNode node) {
    var texts = new LinkedHashMap<String, @Nullable String>();
    of(node)
        .entries()
        .forEach(
            (key, value) -> {
              if (value instanceof YamlNode.Scalar scalar) {
                texts.put(key, scalar.isNull() ? null : scalar.text());
              }
            });
    return texts;
  }
}
