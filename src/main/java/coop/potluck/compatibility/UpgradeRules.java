package coop.potluck.compatibility;

import coop.potluck.recipe.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which steps of which images must not be passed over, from a data file of this package. */
public final class UpgradeRules {

  private static final String FILE = "upgrade-rules.txt";
  private static final int COLUMNS = 7;
  private static final Pattern PG = Pattern.compile("(?:^|.*[-_.])pg([0-9]{1,4})(?:[-_.].*)?");
  private static final Pattern UNLESS = Pattern.compile("by hand unless ([A-Z][A-Z0-9_]*)");
  private static final BigInteger TEN = BigInteger.TEN;

  private static final UpgradeRules STANDARD = parse(FILE, read());

  private final Map<String, Rule> byImage;

  private UpgradeRules(Map<String, Rule> byImage) {
    this.byImage = Map.copyOf(byImage);
  }

  /** The rules that come with the program. */
  public static UpgradeRules standard() {
    return STANDARD;
  }

  /** How a step is taken. */
  public enum Way {
    /** It takes more than deploying: a dump and restore, a command. */
    BY_HAND,
    /** It happens by deploying, after the last release before the step has run. */
    ONE_BY_ONE,
    /** There is nothing to heed on the way up. */
    BY_ITSELF
  }

  /** What of a tag tells one step from the next. */
  enum Series {
    FIRST_NUMBER,
    FIRST_TWO,
    SINCE_10,
    PG_NUMBER
  }

  /**
   * What is known of a product's images.
   *
   * @param name of the product, as people write it
   * @param database whether it keeps data in files that an older one cannot read
   * @param unless a key of a service's environment that makes a step by hand happen by itself;
   *     absent where none does
   * @param because what to heed, in a sentence
   * @param source a page of those who make it
   */
  public record Rule(
      String name,
      boolean database,
      Way way,
      Series series,
      @Nullable String unless,
      String because,
      String source) {

    /** Whether going over a step takes more than deploying. */
    public boolean manual() {
      return way == Way.BY_HAND;
    }
  }

  /** Whether an image is of a product that keeps data in files that an older one cannot read. */
  public boolean isDatabase(ImageReference image) {
    return rule(image).map(Rule::database).orElse(false);
  }

  /**
   * The rule that a step up from one image to another falls under; empty where there is nothing to
   * heed, where either is unknown or of another product, or where a tag does not tell.
   *
   * @param isSet whether the service that goes up gets a variable
   */
  public Optional<Rule> step(ImageReference was, ImageReference is, Predicate<String> isSet) {
    return rule(is)
        .filter(rule -> rule.way() != Way.BY_ITSELF)
        .filter(rule -> rule.unless() == null || !isSet.test(rule.unless()))
        .filter(rule -> compare(was, is, rule) > 0);
  }

  /**
   * Whether a step leaves out a first number in between, so that no image ran what must run first.
   */
  boolean skips(ImageReference was, ImageReference is) {
    var rule = rule(is).filter(it -> it.series() == Series.FIRST_NUMBER);
    return rule.isPresent()
        && compare(was, is, rule.get()) > 0
        && series(is, rule.get())
                .get(0)
                .subtract(series(was, rule(was).orElseThrow()).get(0))
                .compareTo(BigInteger.ONE)
            > 0;
  }

  private Optional<Rule> rule(ImageReference image) {
    return Optional.ofNullable(byImage.get(image.shortName()));
  }

  /** Positive where a series is left for a higher one; 0 where that cannot be told. */
  private int compare(ImageReference was, ImageReference is, Rule rule) {
    var before = rule(was).filter(it -> it.name().equals(rule.name()));
    if (before.isEmpty()) {
      return 0;
    }
    var from = series(was, before.get());
    var to = series(is, rule);
    for (var i = 0; i < Math.min(from.size(), to.size()); i++) {
      var order = to.get(i).compareTo(from.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The numbers that name an image's series; fewer, or none, where its tag names fewer. */
  private static List<BigInteger> series(ImageReference image, Rule rule) {
    var tag = image.tag();
    if (rule.series() == Series.PG_NUMBER) {
      var match = PG.matcher(tag == null ? "" : tag);
      return match.matches() ? List.of(new BigInteger(match.group(1))) : List.of();
    }
    var numbers = TagNumbers.parse(tag).map(TagNumbers::numbers).orElse(List.of());
    var two =
        rule.series() == Series.FIRST_TWO
            || (rule.series() == Series.SINCE_10
                && !numbers.isEmpty()
                && numbers.get(0).compareTo(TEN) < 0);
    return numbers.subList(0, Math.min(numbers.size(), two ? 2 : 1));
  }

  private static String read() {
    try (var stream = UpgradeRules.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rules of a file's text, in the form that the data file tells at its top.
   *
   * @throws IllegalStateException naming file and line where one says something else
   */
  static UpgradeRules parse(String file, String text) {
    var byImage = new LinkedHashMap<String, Rule>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var where = file + ", line " + number;
      var columns = columns(where, line);
      var way = UNLESS.matcher(columns.get(2));
      var unless = way.matches() ? way.group(1) : null;
      var rule =
          new Rule(
              columns.get(0),
              choice(where, columns.get(1), "app", "database") == 1,
              unless != null
                  ? Way.BY_HAND
                  : Way.values()[
                      choice(where, columns.get(2), "by hand", "one by one", "by itself")],
              Series.values()[
                  choice(
                      where, columns.get(3), "first number", "first two", "since 10", "pg number")],
              unless,
              columns.get(5),
              source(where, columns.get(6)));
      for (var image : columns.get(4).split("\\s+", -1)) {
        if (ImageReference.parse(image).filter(it -> it.shortName().equals(image)).isEmpty()) {
          throw new IllegalStateException(where + ": expected an image without registry: " + image);
        }
        if (byImage.put(image, rule) != null) {
          throw new IllegalStateException(where + ": expected " + image + " on one line only");
        }
      }
    }
    return new UpgradeRules(byImage);
  }

  private static List<String> columns(String where, String line) {
    var columns = new ArrayList<String>();
    for (var column : line.split("\\|", -1)) {
      columns.add(column.strip());
    }
    if (columns.size() != COLUMNS || columns.contains("")) {
      throw new IllegalStateException(
          where + ": expected " + COLUMNS + " columns with | between, none of them empty");
    }
    return columns;
  }

  private static int choice(String where, String text, String... choices) {
    var at = List.of(choices).indexOf(text);
    if (at < 0) {
      throw new IllegalStateException(
          where + ": expected one of " + String.join(", ", choices) + ", not " + text);
    }
    return at;
  }

  private static String source(String where, String text) {
    if (!text.startsWith("https://") || URI.create(text).getHost() == null) {
      throw new IllegalStateException(where + ": expected an https address, not " + text);
    }
    return text;
  }

  /** All of them. */
  Set<Rule> rules() {
    return Set.copyOf(byImage.values());
  }
}
