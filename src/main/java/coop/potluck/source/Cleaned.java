package coop.potluck.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of strangers in the shape that the catalogue keeps, or nothing. */
final class Cleaned {

  private static final int MAX_LINE = 1_000;
  private static final int MAX_URL = 2_000;
  private static final Pattern SPACES = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");
  private static final Pattern BRANCH = Pattern.compile("[^\\p{Cntrl}\\s~^:?*\\[\\\\]{1,200}");
  private static final Pattern SSH =
      Pattern.compile("(ssh://)?[A-Za-z0-9._@:\\[\\]-]+[:/][A-Za-z0-9._~/+@%-]+");

  private Cleaned() {}

  /** One line of plain text, cut where it is too long. */
  static @Nullable String line(@Nullable String text) {
    return line(text, MAX_LINE);
  }

  static @Nullable String line(@Nullable String text, int max) {
    if (text == null) {
      return null;
    }
    var head = text.length() > max * 2 ? text.substring(0, max * 2) : text;
    var one = SPACES.matcher(head).replaceAll(" ").strip();
    if (one.codePointCount(0, one.length()) > max) {
      one = one.substring(0, one.offsetByCodePoints(0, max)) + "…";
    }
    return one.isEmpty() ? null : one;
  }

  /** An absolute http(s) URL without credentials. */
  static @Nullable String webUrl(@Nullable String text) {
    var uri = uri(text);
    return uri == null ? null : uri.toString();
  }

  static @Nullable URI uri(@Nullable String text) {
    if (text == null || text.length() > MAX_URL) {
      return null;
    }
    try {
      var uri = new URI(text.strip());
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http"))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
          ? uri
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  static @Nullable String sshUrl(@Nullable String text) {
    return text != null && text.length() <= MAX_URL && SSH.matcher(text).matches() ? text : null;
  }

  static @Nullable String branch(@Nullable String text) {
    return text != null
            && BRANCH.matcher(text).matches()
            && !text.contains("..")
            && !text.startsWith("-")
            && !text.startsWith("/")
        ? text
        : null;
  }

  static @Nullable Instant time(@Nullable String text) {
    if (text == null || text.length() > 40) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
