package coop.potluck.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand after a name and a colon, other than words. */
final class Conditions {

  private static final String VALUE = "a value right after the colon, as in ";

  private static final String STATUS_AFTER = "a status from 0 to 5 right after the colon, as in ";

  /** Their names, and what is expected of each. */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "coop", VALUE + "coop:autonomic",
          "needs", VALUE + "needs:traefik",
          "privilege", VALUE + "privilege:docker_socket",
          "architecture", VALUE + "architecture:arm64",
          "end_of_life",
              VALUE + "end_of_life:postgresql, end_of_life:\"php 7.4\" or end_of_life:any",
          "designation", VALUE + "designation:stable",
          "feature", VALUE + "feature:sso",
          "status", STATUS_AFTER + "status:3 or status:>=3",
          "computed_status", STATUS_AFTER + "computed_status:3 or computed_status:>=3",
          "updated",
              "a day, month or year right after the colon, as in updated:>2026-01-31 or"
                  + " updated:2026");

  private static final Pattern COMPARED = Pattern.compile("(>=|<=|=>|=<|>|<|=|≥|≤|)(.*)");
  private static final Pattern STATUS = Pattern.compile("[0-5]");
  private static final Pattern DAY =
      Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?");

  private Conditions() {}

  /** Whether a name in small letters is of one. */
  static boolean has(String name) {
    return EXPECTED.containsKey(name);
  }

  /** What would have been understood. */
  static String expected(String name) {
    return EXPECTED.getOrDefault(name, "");
  }

  /** The clause that a known name and a value say; null if it is none. */
  static @Nullable Clause read(String name, String value, boolean excluded, String typed) {
    return switch (name) {
      case "status" -> status(Facet.STATUS, value, excluded, typed);
      case "computed_status" -> status(Facet.COMPUTED_STATUS, value, excluded, typed);
      case "updated" -> updated(value, excluded, typed);
      default -> {
        var folded = folded(value);
        if (Words.of(folded).isEmpty()) {
          yield null;
        }
        yield name.equals("feature")
            ? new Clause.HasFeature(folded, excluded, typed)
            : hasValue(Facet.parse(name).orElseThrow(), folded, excluded, typed);
      }
    };
  }

  /** In small letters, with single blanks. */
  private static String folded(String value) {
    return value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** Values are compared as they are stored; what people type in their place is set right. */
  private static Clause hasValue(Facet facet, String value, boolean excluded, String typed) {
    var stored =
        switch (facet) {
          case NEEDS -> value.replaceAll("[ _]", "-");
          case PRIVILEGE -> value.replaceAll("[ -]", "_");
          case ARCHITECTURE -> architecture(value);
          default -> value;
        };
    return new Clause.HasValue(facet, stored, excluded, typed);
  }

  private static String architecture(String value) {
    return switch (value) {
      case "x86_64", "x86-64", "x64" -> "amd64";
      case "aarch64" -> "arm64";
      case "i386", "i686", "x86" -> "386";
      default -> value;
    };
  }

  private static Clause.@Nullable StatusIs status(
      Facet scale, String value, boolean excluded, String typed) {
    var parts = COMPARED.matcher(value);
    if (!parts.matches() || !STATUS.matcher(parts.group(2)).matches()) {
      return null;
    }
    return new Clause.StatusIs(
        scale, comparison(parts.group(1)), Integer.parseInt(parts.group(2)), excluded, typed);
  }

  private static Clause.@Nullable Updated updated(String value, boolean excluded, String typed) {
    var parts = COMPARED.matcher(value);
    if (!parts.matches()) {
      return null;
    }
    var date = DAY.matcher(parts.group(2));
    if (!date.matches()) {
      return null;
    }
    try {
      var year = Integer.parseInt(date.group(1));
      var month =
          date.group(2) == null ? null : YearMonth.of(year, Integer.parseInt(date.group(2)));
      var day =
          month == null || date.group(3) == null
              ? null
              : month.atDay(Integer.parseInt(date.group(3)));
      var first = day != null ? day : month != null ? month.atDay(1) : LocalDate.of(year, 1, 1);
      var last =
          day != null ? day : month != null ? month.atEndOfMonth() : LocalDate.of(year, 12, 31);
      return between(comparison(parts.group(1)), first, last, excluded, typed);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** After a year is after its last day, before it is before its first one. */
  private static Clause.Updated between(
      Comparison comparison, LocalDate first, LocalDate last, boolean excluded, String typed) {
    return switch (comparison) {
      case EQUAL -> new Clause.Updated(comparison, first, last, excluded, typed);
      case LESS, AT_LEAST -> new Clause.Updated(comparison, first, excluded, typed);
      case AT_MOST, GREATER -> new Clause.Updated(comparison, last, excluded, typed);
    };
  }

  private static Comparison comparison(String sign) {
    return switch (sign) {
      case "<" -> Comparison.LESS;
      case "<=", "=<", "≤" -> Comparison.AT_MOST;
      case ">=", "=>", "≥" -> Comparison.AT_LEAST;
      case ">" -> Comparison.GREATER;
      default -> Comparison.EQUAL;
    };
  }
}
