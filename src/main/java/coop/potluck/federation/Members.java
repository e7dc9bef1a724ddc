package coop.potluck.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coop.potluck.object.CanonicalJson;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of a canonical JSON object from outside; those that nobody asks for are ignored. */
final class Members {

  private static final int MAX_TAG_LENGTH = 255;
  private static final int MAX_URL_LENGTH = 2048;

  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
              + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final String where;
  private final ObjectNode node;

  private Members(String where, ObjectNode node) {
    this.where = where;
    this.node = node;
  }

  /**
   * Reads the object that {@code bytes} are in canonical form.
   *
   * @param where what it is, for a message
   */
  static Members parse(String where, byte[] bytes, int maxBytes) throws MalformedException {
    if (bytes.length > maxBytes) {
      throw new MalformedException(where, "at most " + maxBytes + " bytes, not " + bytes.length);
    }
    if (CanonicalJson.read(bytes).orElse(null) instanceof ObjectNode object) {
      return new Members(where, object);
    }
    throw new MalformedException(where, "a JSON object in canonical form (RFC 8785)");
  }

  private MalformedException wrong(String name, String expected) {
    return new MalformedException(where + " " + name, expected);
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** A text of at least one character. */
  String text(String name, int maxLength) throws MalformedException {
    var value = node.get(name);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name, "a text");
    }
    if (value.textValue().length() > maxLength) {
      throw wrong(name, "at most " + maxLength + " characters");
    }
    return value.textValue();
  }

  /** A text that may be empty. */
  String anyText(String name, int maxLength) throws MalformedException {
    var value = node.get(name);
    return value != null && value.isTextual() && value.textValue().isEmpty()
        ? ""
        : text(name, maxLength);
  }

  /** A text of one line, without control characters. */
  String line(String name, int maxLength) throws MalformedException {
    var text = text(name, maxLength);
    if (CONTROL.matcher(text).find()) {
      throw wrong(name, "a text without control characters");
    }
    return text;
  }

  String tag(String name) throws MalformedException {
    return line(name, MAX_TAG_LENGTH);
  }

  long integer(String name, long min, long max) throws MalformedException {
    var value = node.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number");
    }
    if (value.longValue() < min || value.longValue() > max) {
      throw wrong(name, min + " to " + max);
    }
    return value.longValue();
  }

  boolean flag(String name) throws MalformedException {
    var value = node.get(name);
    if (value == null || !value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  Hash hash(String name) throws MalformedException {
    return required(name, Hash.parseHex(line(name, 64)), "64 lower-case hexadecimal digits");
  }

  ObjectName object(String name) throws MalformedException {
    return required(name, ObjectName.parse(line(name, 40)), "40 lower-case hexadecimal digits");
  }

  RecipeName recipe(String name) throws MalformedException {
    return required(name, RecipeName.parse(line(name, 100)), RecipeName.EXPECTED);
  }

  String dnsName(String name) throws MalformedException {
    var text = line(name, 253);
    return required(name, Optional.of(text).filter(Members::isDnsName), "a DNS name in lower case");
  }

  static boolean isDnsName(String text) {
    return DNS_NAME.matcher(text).matches();
  }

  Instant time(String name) throws MalformedException {
    var text = line(name, 20);
    if (TIME.matcher(text).matches()) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        // no day of any calendar
      }
    }
    throw wrong(name, "a time such as 2024-05-01T10:00:00Z");
  }

  @Nullable String optionalText(String name, int maxLength) throws MalformedException {
    return has(name) ? text(name, maxLength) : null;
  }

  /** An absolute URL of the web without a user's name or password. */
  @Nullable String optionalUrl(String name) throws MalformedException {
    if (!has(name)) {
      return null;
    }
    var text = line(name, MAX_URL_LENGTH);
    if (!isWebUrl(text)) {
      throw wrong(name, "an absolute http or https URL without credentials");
    }
    return text;
  }

  static boolean isWebUrl(String text) {
    try {
      var uri = new URI(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  Members members(String name) throws MalformedException {
    return members(name, node.get(name));
  }

  private Members members(String name, @Nullable JsonNode value) throws MalformedException {
    if (value instanceof ObjectNode object) {
      return new Members(where + " " + name, object);
    }
    throw wrong(name, "an object");
  }

  List<Members> list(String name, int max) throws MalformedException {
    var value = node.get(name);
    if (value == null || !value.isArray()) {
      throw wrong(name, "a list");
    }
    if (value.size() > max) {
      throw wrong(name, "at most " + max + " items");
    }
    var items = new ArrayList<Members>(value.size());
    for (var i = 0; i < value.size(); i++) {
      items.add(members(name + "[" + i + "]", value.get(i)));
    }
    return items;
  }

  private <T> T required(String name, Optional<T> value, String expected)
      throws MalformedException {
    if (value.isEmpty()) {
      throw wrong(name, expected);
    }
    return value.get();
  }

  /** What a member of this name should have been. */
  MalformedException malformed(String name, String expected) {
    return wrong(name, expected);
  }
}
