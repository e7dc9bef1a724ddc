package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A value of a Compose file as text that is the same for all ways of writing it: JSON with sorted
 * keys, in which each scalar is a string, since {@code 2} and {@code "2"} mean the same there.
 */
final class NodeText {

  private static final int MAX_LENGTH = 200;
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();

  private NodeText() {}

  /** The text, or {@code sha256:…} of it where it is long. */
  static String of(YamlNode node) {
    var text = new NodeText();
    text.node(node);
    return text.out.length() <= MAX_LENGTH ? text.out.toString() : "sha256:" + text.sha256();
  }

  private void node(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      var separator = '{';
      for (var entry : new TreeMap<>(mapping.entries()).entrySet()) {
        out.append(separator);
        string(entry.getKey());
        out.append(':');
        node(entry.getValue());
        separator = ',';
      }
      out.append(separator == '{' ? "{}" : "}");
    } else if (node instanceof YamlNode.Sequence sequence) {
      var separator = '[';
      for (var item : sequence.items()) {
        out.append(separator);
        node(item);
        separator = ',';
      }
      out.append(separator == '[' ? "[]" : "]");
    } else if (node instanceof YamlNode.Tagged tagged) {
      node(tagged.value());
    } else if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
      string(scalar.text());
    } else {
      out.append("null");
    }
  }

  private void string(String text) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(out.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
