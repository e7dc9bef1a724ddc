package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Lookup;
import coop.potluck.catalogue.VersionDetail;
import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.UpgradeRules;
import coop.potluck.compatibility.Upgrades;
import coop.potluck.compatibility.View;
import coop.potluck.http.Refusal;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The versions of one recipe at one moment, by the names that people have for them. */
final class Releases {

  static final String LATEST = "latest";

  private static final Set<String> TARGETS = Set.of(LATEST, "latest-minor", "latest-patch");

  /** A commit or its beginning, and what abra adds where the recipe was changed by hand. */
  private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{7,40})(?:\\+U)?");

  private static final View VIEW = new View.Defaults();

  private final CatalogueReader reader;
  private final RecipeId recipe;
  private final List<Release> all;
  private final Upgrades upgrades;
  private final Comparer comparer = new Comparer();
  private final Map<Release, RecipeContent> contents = new HashMap<>();
  private final Map<Hop, List<Difference>> differences = new HashMap<>();

  private record Hop(Release from, Release to) {}

  private Releases(CatalogueReader reader, RecipeId recipe, List<Release> all) {
    this.reader = reader;
    this.recipe = recipe;
    this.all = all;
    this.upgrades = new Upgrades(all, this::content, this::differences, UpgradeRules.standard());
  }

  /** A recipe's, or the problem that there is no such recipe. */
  static Releases of(CatalogueReader reader, RecipeId recipe) {
    var all =
        Lookups.found(reader.releases(recipe), ApiProblem.RECIPE_NOT_FOUND, recipe.toString());
    return new Releases(reader, recipe, all);
  }

  RecipeId recipe() {
    return recipe;
  }

  Upgrades upgrades() {
    return upgrades;
  }

  /** What was parsed there. */
  RecipeContent content(Release release) {
    return contents.computeIfAbsent(release, missing -> reader.content(recipe, missing));
  }

  /** What differs in the default view. */
  List<Difference> differences(Release from, Release to) {
    return differences.computeIfAbsent(
        new Hop(from, to),
        hop ->
            known(from, to)
                .orElseGet(() -> comparer.differences(content(from), content(to), VIEW)));
  }

  /** Indexing compares each version with the one below it; for others nobody need be asked. */
  private Optional<List<Difference>> known(Release from, Release to) {
    return all.indexOf(to) - all.indexOf(from) == 1
        ? reader.differences(recipe, from, to)
        : Optional.empty();
  }

  /** The version of this tag or commit, or the problem that keeps it from being looked at. */
  Release get(String name) {
    return get(name, recipe + " " + name);
  }

  /**
   * The same.
   *
   * @param called what a problem calls it: {@code name} itself may be nobody's business
   */
  Release get(String name, String called) {
    return all.stream()
        .filter(release -> release.tag().name().equals(name))
        .findFirst()
        .or(() -> commit(name).flatMap(start -> at(start, called)))
        .orElseThrow(() -> missing(name, called));
  }

  /** The version that a target names: a tag, a commit, or a word such as {@code latest}. */
  Release target(Release from, String name) {
    if (!TARGETS.contains(name)) {
      return get(name);
    }
    return upgrades.target(from, name).orElse(from);
  }

  /** The highest, if any version was parsed. */
  Optional<Release> latest() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private static Optional<String> commit(String name) {
    var matcher = COMMIT.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The highest version at the only commit, or tag object, whose name starts so. */
  private Optional<Release> at(String start, String called) {
    var found = all.stream().filter(release -> names(release, start)).toList();
    if (found.stream().map(release -> release.tag().commit()).distinct().count() > 1) {
      throw new Refusal(
          ApiProblem.COMMIT_WITHOUT_VERSION, called + " begins several commits: name more digits");
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  private static boolean names(Release release, String start) {
    var tag = release.tag();
    return tag.commit().hex().startsWith(start) || tag.object().hex().startsWith(start);
  }

  /** Why a version is not among those that can be looked at. */
  private Refusal missing(String name, String called) {
    var byTag = reader.version(recipe, name);
    var commit = commit(name);
    Lookup<VersionDetail> lookup =
        byTag instanceof Lookup.Absent<VersionDetail> && commit.isPresent()
            ? ObjectName.parse(commit.get())
                .map(object -> reader.version(recipe, object))
                .orElse(byTag)
            : byTag;
    if (lookup instanceof Lookup.Blocked<VersionDetail> blocked) {
      return Lookups.blocked(blocked.block());
    }
    var detail = lookup.found();
    if (detail.isPresent()) {
      return notReadable(detail.get(), called);
    }
    return commit.isPresent()
        ? new Refusal(
            ApiProblem.COMMIT_WITHOUT_VERSION,
            called
                + " is a commit that no version is at, and which version is nearest is not known:"
                + " name a tag")
        : new Refusal(ApiProblem.VERSION_NOT_FOUND, called + " is not in this node's catalogue");
  }

  private static Refusal notReadable(VersionDetail detail, String called) {
    var reading = detail.reading();
    List<String> reasons =
        reading instanceof Reading.NotARecipe none
            ? List.of(none.reason())
            : detail.problems().stream().map(it -> it.where() + ": " + it.expected()).toList();
    return new Refusal(
            ApiProblem.VERSION_NOT_READABLE,
            called + " is in the catalogue, and was turned away when it was read")
        .with("reasons", reasons);
  }
}
