package coop.potluck.http;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the bytes of an answer travel. */
enum Coding {
  IDENTITY,
  GZIP;

  /** The coding that {@code Accept-Encoding} likes best; empty where it refuses all we have. */
  static Optional<Coding> choose(@Nullable String header) {
    if (header == null) {
      return Optional.of(IDENTITY);
    }
    if (header.equals("gzip")) {
      return Optional.of(GZIP);
    }
    var gzip = -1.0;
    var identity = -1.0;
    var others = -1.0;
    var start = 0;
    while (start <= header.length()) {
      var comma = header.indexOf(',', start);
      var end = comma < 0 ? header.length() : comma;
      var part = header.substring(start, end);
      var semicolon = part.indexOf(';');
      var name = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
      var weight = semicolon < 0 ? 1.0 : weight(part.substring(semicolon + 1));
      switch (name.toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> gzip = weight;
        case "identity" -> identity = weight;
        case "*" -> others = weight;
        default -> {}
      }
      start = end + 1;
    }
    if (gzip < 0) {
      gzip = Math.max(others, 0);
    }
    var identityRefused = identity == 0 || (identity < 0 && others == 0);
    if (gzip > 0 && gzip >= identity) {
      return Optional.of(GZIP);
    }
    return identityRefused ? Optional.empty() : Optional.of(IDENTITY);
  }

  private static double weight(String parameters) {
    var text = parameters.strip();
    if (!text.startsWith("q=") && !text.startsWith("Q=")) {
      return 1;
    }
    try {
      var value = Double.parseDouble(text.substring(2).strip());
      return value >= 0 && value <= 1 ? value : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
