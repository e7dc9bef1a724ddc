package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Version;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at: a subject on a day.
 *
 * <p>Services, configs and secrets are those of the default composition, and after them what
 * overlays declare that are off by default, since what an operator may switch on counts too.
 */
final class LintFacts {

  static final String SAMPLE = ".env.sample";
  static final String SCRIPT = "abra.sh";
  static final String APP = "app";
  private static final String BLOCK = "#metadata";
  private static final String COMPOSE = "compose.yml";

  private final LintSubject subject;
  private final LocalDate today;
  private final EndOfLife endOfLife;
  private final Map<String, List<Service>> services;

  LintFacts(LintSubject subject, LocalDate today, EndOfLife endOfLife) {
    this.subject = subject;
    this.today = today;
    this.endOfLife = endOfLife;
    services =
        compositions()
            .flatMap(it -> it.services().stream())
            .collect(Collectors.groupingBy(Service::name, TreeMap::new, Collectors.toList()));
  }

  LintSubject subject() {
    return subject;
  }

  LocalDate today() {
    return today;
  }

  EndOfLife endOfLife() {
    return endOfLife;
  }

  /** Why the files say nothing; null where they could be read, all of them. */
  @Nullable String unread() {
    var content = subject.content();
    if (content == null) {
      var why = subject.problems().isEmpty() ? "" : ": " + subject.problems().get(0);
      return "the files could not be read as a recipe" + why;
    }
    return content.composeFiles().isEmpty()
        ? "the files were read by an older program that did not look at all of this"
        : null;
  }

  /** Of a subject that was read. */
  RecipeContent content() {
    return Objects.requireNonNull(subject.content());
  }

  /** Absent for a head and for a working copy. */
  Optional<Release> release() {
    return Optional.ofNullable(subject.published()).map(LintSubject.Published::release);
  }

  /** What it is, or is about to be; absent for a head, and where a working copy does not say. */
  Optional<Version> version() {
    return release()
        .map(Release::version)
        .or(() -> Optional.ofNullable(subject.planned()).map(LintSubject.Planned::version));
  }

  /** Whether there is a note for those who upgrade to it. */
  boolean hasNote() {
    var planned = subject.planned();
    return release().map(it -> it.note() != null).orElse(planned != null && planned.note() != null);
  }

  /** What the tags promise; empty without a release before it, or where either tag is older. */
  Optional<ReleaseClass> claimed() {
    return Optional.ofNullable(subject.previous())
        .flatMap(
            before ->
                version().flatMap(it -> ReleaseClass.claimed(before.release().version(), it)));
  }

  /** Why nothing is claimed. */
  String unclaimed() {
    return version().isEmpty()
        ? "there is no tag yet"
        : subject.previous() == null
            ? "there is no release before it"
            : "the tags do not both have the form 1.2.3+app";
  }

  boolean has(String landmark) {
    return content().landmarks().contains(landmark);
  }

  /** The README that a content was read with; absent without one. */
  static Optional<String> readme(RecipeContent content) {
    return content.landmarks().stream()
        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith("readme"))
        .filter(it -> !it.endsWith(BLOCK))
        .findFirst();
  }

  static boolean hasBlock(RecipeContent content) {
    return content.landmarks().stream().anyMatch(it -> it.endsWith(BLOCK));
  }

  /** The files that test a recipe. */
  static List<String> tests(RecipeContent content) {
    var readme = readme(content).orElse("");
    return content.landmarks().stream()
        .filter(it -> !it.endsWith(BLOCK) && !it.equals(readme))
        .filter(it -> !it.equals(SAMPLE) && !it.equals(SCRIPT))
        .toList();
  }

  /** By name: as the default composition has each, then as each overlay changes or adds it. */
  Map<String, List<Service>> services() {
    return services;
  }

  List<Service> allServices() {
    return services.values().stream().flatMap(Collection::stream).toList();
  }

  /** As every composition has it that has it. */
  List<Service> app() {
    return services.getOrDefault(APP, List.of());
  }

  List<Config> configs() {
    return distinct(Composition::configs);
  }

  List<Secret> secrets() {
    return distinct(Composition::secrets);
  }

  /** Whether a deployment that changes nothing has the secret. */
  boolean byDefault(Secret secret) {
    return content().composition().secrets().contains(secret);
  }

  List<Overlay> offered() {
    return content().overlays().stream().filter(it -> !it.byDefault()).toList();
  }

  /** Where a service is declared; the main file where none of that name is. */
  String where(String service) {
    var found = services.getOrDefault(service, List.of());
    return found.isEmpty() ? COMPOSE : found.get(0).where();
  }

  private <T> List<T> distinct(Function<Composition, List<T>> parts) {
    return compositions().flatMap(it -> parts.apply(it).stream()).distinct().toList();
  }

  private Stream<Composition> compositions() {
    return subject.content() == null
        ? Stream.empty()
        : Stream.concat(
            Stream.of(content().composition()), offered().stream().map(Overlay::additions));
  }

  static boolean isTrue(String label) {
    return label.strip().equalsIgnoreCase("true");
  }
}
