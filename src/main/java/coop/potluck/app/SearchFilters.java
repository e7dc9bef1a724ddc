package coop.potluck.app;

import coop.potluck.recipe.Privilege;
import coop.potluck.search.RecipeQuery;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that narrow and sort what the commands that find recipes find. */
final class SearchFilters {

  @Option(names = "--coop", paramLabel = "ALIAS", description = "Those of one co-op, or of any.")
  private List<String> coops = List.of();

  @Option(names = "--category", paramLabel = "NAME", description = "Those of one category, or any.")
  private List<String> categories = List.of();

  @Option(
      names = "--feature",
      paramLabel = "NAME",
      completionCandidates = Features.class,
      description = "Those that have it: ${COMPLETION-CANDIDATES}.")
  private List<String> features = List.of();

  @Option(
      names = "--min-status",
      paramLabel = "0-5",
      description = "Those of at least this status, as they claim.")
  private @Nullable String minStatus;

  @Option(
      names = "--min-computed-status",
      paramLabel = "0-5",
      description = "Those of at least this status, as their files show.")
  private @Nullable String minComputedStatus;

  @Option(names = "--image", paramLabel = "NAME", description = "Those that use an image.")
  private @Nullable String image;

  @Option(names = "--needs", paramLabel = "NAME", description = "Those that need another recipe.")
  private List<String> needs = List.of();

  @Option(
      names = "--privilege",
      paramLabel = "KIND",
      completionCandidates = Privileges.class,
      description = "Those that ask for it: ${COMPLETION-CANDIDATES}.")
  private List<String> privileges = List.of();

  @Option(
      names = "--end-of-life",
      paramLabel = "PRODUCT",
      description =
          "Those that run what gets no fixes any more: postgresql, \"postgresql 9.6\" or any.")
  private List<String> ended = List.of();

  @Option(
      names = "--designation",
      paramLabel = "LEVEL",
      completionCandidates = Designations.class,
      description = "Those that are called it: ${COMPLETION-CANDIDATES}.")
  private List<String> designations = List.of();

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      completionCandidates = Orders.class,
      description =
          "One of ${COMPLETION-CANDIDATES}. Default: relevance, which is by name where no words"
              + " are sought.")
  private @Nullable String sort;

  /** What {@code --feature} takes. */
  static final class Features implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("backups", "email", "healthcheck", "sso", "tests").iterator();
    }
  }

  /** What {@code --privilege} takes. */
  static final class Privileges implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Privilege.Kind.values()).map(Privilege.Kind::text).iterator();
    }
  }

  /** What {@code --designation} takes. */
  static final class Designations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("stable", "testing", "unstable").iterator();
    }
  }

  /** What {@code --sort} takes. */
  static final class Orders implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(RecipeQuery.Sort.values()).map(RecipeQuery.Sort::text).iterator();
    }
  }

  /**
   * The address of what is sought.
   *
   * @param text in the query language; absent for every recipe
   * @param facets {@code all} or {@code none}
   */
  String address(@Nullable String text, String facets) {
    var query = new StringJoiner("&", "/api/v1/recipes?", "");
    add(query, "q", text);
    coops.forEach(value -> add(query, "coop", value));
    categories.forEach(value -> add(query, "category", value));
    features.forEach(value -> add(query, "feature", value));
    needs.forEach(value -> add(query, "needs", value));
    privileges.forEach(value -> add(query, "privilege", value));
    ended.forEach(value -> add(query, "end_of_life", value));
    designations.forEach(value -> add(query, "designation", value));
    add(query, "min_status", minStatus);
    add(query, "min_computed_status", minComputedStatus);
    add(query, "image", image);
    add(query, "sort", sort);
    add(query, "facets", facets);
    return query.toString();
  }

  /** Whether the computed status has a say in what is found, or in which order. */
  boolean isByComputedStatus() {
    return minComputedStatus != null || RecipeQuery.Sort.COMPUTED_STATUS.text().equals(sort);
  }

  private static void add(StringJoiner query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + NodeReads.encode(value));
    }
  }
}
