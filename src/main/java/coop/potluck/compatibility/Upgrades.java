package coop.potluck.compatibility;

import coop.potluck.recipe.RecipeContent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Plans upgrades of one recipe. */
public final class Upgrades {

  private final List<Release> releases;
  private final Function<Release, RecipeContent> contents;
  private final BiFunction<Release, Release, List<Difference>> differences;
  private final UpgradeRules rules;

  /**
   * For a recipe's releases.
   *
   * @param releases from the lowest to the highest
   * @param differences of two releases that are next to each other, in the default view
   */
  public Upgrades(
      List<Release> releases,
      Function<Release, RecipeContent> contents,
      BiFunction<Release, Release, List<Difference>> differences,
      UpgradeRules rules) {
    this.releases = List.copyOf(releases);
    this.contents = contents;
    this.differences = differences;
    this.rules = rules;
  }

  /**
   * The release that a target names: a tag, {@code latest}, {@code latest-minor} (the highest of
   * the same major), {@code latest-patch} (the highest of the same minor).
   */
  public Optional<Release> target(Release from, String target) {
    throw new UnsupportedOperationException();
  }

  /** The way to a release that is not lower; it has no hops where both are the same. */
  public UpgradePlan plan(Release from, Release to) {
    throw new UnsupportedOperationException();
  }

  /** What the way to {@code to} means for an operator's own file. */
  public FileCheck check(Release from, Release to, OperatorFile file) {
    throw new UnsupportedOperationException();
  }

  /** What is newer than a release. */
  public Updates updates(Release installed) {
    throw new UnsupportedOperationException();
  }

  List<Release> releases() {
    return releases;
  }
}
