package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When versions of widely used software stop getting fixes from those who make it. */
public final class EndOfLife {

  private static final String RESOURCE = "end-of-life.txt";

  /** What follows the numbers is a sign, so that no commit's name is a version. */
  private static final String NUMBERS = "v?([0-9]{1,9}(?:\\.[0-9]{1,9})*)(?:[-_+].*)?";

  private final Map<String, Source> sources;
  private final Map<String, Cycle> names;
  private final List<LocalDate> ends;
  private final String fingerprint;

  /**
   * What the tags of an image mean.
   *
   * @param tags with the version as its first group
   * @param cycles by their numbers
   */
  record Source(Pattern tags, Map<String, Cycle> cycles) {

    /** An image whose tags have a version at their beginning, or else after some letters. */
    static Source of(@Nullable String letters, Map<String, Cycle> cycles) {
      var before = letters == null ? "" : "(?:.*-)?" + letters;
      return new Source(Pattern.compile(before + NUMBERS), cycles);
    }
  }

  /**
   * Made by the reader of a file.
   *
   * @param sources by registry and path of an image
   * @param names what in the tag of any image names the cycle that it is built on
   */
  EndOfLife(Map<String, Source> sources, Map<String, Cycle> names, String fingerprint) {
    this.sources = Map.copyOf(sources);
    this.names = new LinkedHashMap<>(names);
    this.fingerprint = fingerprint;
    ends =
        sources.values().stream()
            .flatMap(it -> it.cycles().values().stream())
            .map(Cycle::ends)
            .distinct()
            .sorted()
            .toList();
  }

  /** The dates that come with the program. */
  public static EndOfLife standard() {
    try (var stream = EndOfLife.class.getResourceAsStream(RESOURCE)) {
      var bytes = Objects.requireNonNull(stream, RESOURCE).readAllBytes();
      var read = parse(RESOURCE, new String(bytes, StandardCharsets.UTF_8));
      if (read instanceof Read.Dates dates) {
        return dates.dates();
      }
      throw new IllegalStateException(read.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came of reading a file of dates. */
  public sealed interface Read {
    /** It names these dates. */
    record Dates(EndOfLife dates) implements Read {}

    /** It cannot be used until these are mended; never empty. */
    record Rejected(List<Problem> problems) implements Read {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  /** The dates that a file's text names; {@code file} is what problems call it. */
  public static Read parse(String file, String text) {
    return new EndOfLifeFile(file).read(text);
  }

  /**
   * A release cycle of a product.
   *
   * @param product {@code PostgreSQL}
   * @param cycle {@code 9.6}
   * @param ends the last day with fixes
   */
  public record Cycle(String product, String cycle, LocalDate ends) {

    /** As a facet's value: {@code postgresql 9.6}. */
    public String text() {
      return product.toLowerCase(Locale.ROOT) + " " + cycle;
    }
  }

  /**
   * An image that runs what is past its end.
   *
   * @param image as abra writes it, with its tag
   */
  public record Past(String service, String where, String image, Cycle cycle) {}

  /** The cycle that an image's version belongs to, if it is known. */
  public Optional<Cycle> cycle(ImageReference image) {
    var source = sources.get(image.registry() + "/" + image.path());
    var tag = image.tag();
    if (source == null || tag == null) {
      return Optional.empty();
    }
    var version = source.tags().matcher(tag);
    var numbers = version.matches() ? version.group(1) : "";
    while (!numbers.isEmpty()) {
      var cycle = source.cycles().get(numbers);
      if (cycle != null) {
        return Optional.of(cycle);
      }
      numbers = numbers.substring(0, Math.max(0, numbers.lastIndexOf('.')));
    }
    return named(tag).filter(source.cycles()::containsValue);
  }

  /** What a tag says of the system that its image is built on. */
  private Optional<Cycle> named(String tag) {
    return names.entrySet().stream()
        .filter(it -> isPart(it.getKey(), tag))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isPart(String name, String tag) {
    for (var at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
      var end = at + name.length();
      var begins = at == 0 || !Character.isLetterOrDigit(tag.charAt(at - 1));
      if (begins && (end == tag.length() || !Character.isLetterOrDigit(tag.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** The cycles of an image and of the system that its tag says it is built on. */
  private Set<Cycle> cycles(ImageReference image) {
    var cycles = new LinkedHashSet<Cycle>();
    cycle(image).ifPresent(cycles::add);
    Optional.ofNullable(image.tag()).flatMap(this::named).ifPresent(cycles::add);
    return cycles;
  }

  /** Whether any image that a recipe runs has an end that is known. */
  boolean knows(RecipeContent content) {
    return compositions(content)
        .flatMap(it -> it.services().stream())
        .map(Service::image)
        .anyMatch(image -> image != null && !cycles(image).isEmpty());
  }

  /** What is on by default, and what each overlay adds that is not. */
  private static Stream<Composition> compositions(RecipeContent content) {
    return Stream.concat(
        Stream.of(content.composition()),
        content.overlays().stream().filter(it -> !it.byDefault()).map(Overlay::additions));
  }

  /** What a recipe runs that ended before a day; overlays included, in order of services. */
  public List<Past> past(RecipeContent content, LocalDate today) {
    var past = new LinkedHashSet<Past>();
    compositions(content).forEach(it -> add(it, today, past));
    return past.stream().sorted(Comparator.comparing(Past::service)).toList();
  }

  private void add(Composition composition, LocalDate today, Set<Past> past) {
    for (var service : composition.services()) {
      var image = service.image();
      if (image != null) {
        cycles(image).stream()
            .filter(cycle -> cycle.ends().isBefore(today))
            .forEach(cycle -> past.add(new Past(service.name(), at(service), text(image), cycle)));
      }
    }
  }

  private static String at(Service service) {
    var at = service.imageAt();
    return at == null ? service.where() : at;
  }

  private static String text(ImageReference image) {
    return image.shortName() + ":" + image.tag();
  }

  /**
   * The last end before a day: while it stays the same, so does what is past. The first day of 1970
   * where nothing ended before.
   */
  public LocalDate lastEnd(LocalDate today) {
    var last = new ArrayList<>(ends);
    last.removeIf(end -> !end.isBefore(today));
    return last.isEmpty() ? LocalDate.EPOCH : last.get(last.size() - 1);
  }

  /** Tells these dates from any others: the SHA-256 of their file in hexadecimal. */
  public String fingerprint() {
    return fingerprint;
  }
}
