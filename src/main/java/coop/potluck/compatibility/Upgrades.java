package coop.potluck.compatibility;

import coop.potluck.compatibility.UpgradePlan.Hop;
import coop.potluck.compatibility.UpgradePlan.Stop;
import coop.potluck.compatibility.UpgradePlan.Verdict;
import coop.potluck.recipe.RecipeContent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans upgrades of one recipe. */
public final class Upgrades {

  private final List<Release> releases;
  private final Function<Release, RecipeContent> contents;
  private final BiFunction<Release, Release, List<Difference>> differences;
  private final Stops stops;

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
    this.stops = new Stops(releases, rules, contents);
  }

  /**
   * The release that a target names: a tag, {@code latest}, {@code latest-minor} (the highest of
   * the same major), {@code latest-patch} (the highest of the same minor). Where none is higher
   * these are {@code from} itself.
   */
  public Optional<Release> target(Release from, String target) {
    return switch (target) {
      case "latest" -> Optional.of(highest(from, 0));
      case "latest-minor" -> Optional.of(highest(from, 1));
      case "latest-patch" -> Optional.of(highest(from, 2));
      default -> releases.stream().filter(it -> it.tag().name().equals(target)).findFirst();
    };
  }

  /** The highest release that shares the first numbers; never lower than the one given. */
  private Release highest(Release from, int numbers) {
    return releases.stream()
        .filter(it -> it.compareTo(from) > 0 && shares(from, it, numbers))
        .max(Comparator.naturalOrder())
        .orElse(from);
  }

  private static boolean shares(Release one, Release other, int numbers) {
    if (numbers == 0) {
      return true;
    }
    for (var i = 0; i < numbers; i++) {
      if (!number(one, i).equals(number(other, i))) {
        return false;
      }
    }
    return one.version().release() == other.version().release();
  }

  private static BigInteger number(Release release, int at) {
    var numbers = release.version().numbers();
    return at < numbers.size() ? numbers.get(at) : BigInteger.ZERO;
  }

  /** A step of a way, judged. */
  private record Leg(
      Stops.Step step, List<Stops.Halt> halts, ReleaseClass computed, Verdict verdict) {

    Release to() {
      return step.to();
    }

    @Nullable ReleaseClass claimed() {
      return ReleaseClass.claimed(step.from().version(), step.to().version()).orElse(null);
    }

    List<Difference> asking(Action action) {
      return step.differences().stream()
          .filter(it -> it.action() == action && !it.part())
          .toList();
    }
  }

  private List<Leg> legs(Release from, Release to) {
    var way = new ArrayList<Stops.Step>();
    var last = from;
    for (var release : releases) {
      if (release.compareTo(from) > 0 && release.compareTo(to) <= 0) {
        way.add(new Stops.Step(last, release, differences.apply(last, release)));
        last = release;
      }
    }
    var halts = stops.of(way);
    var legs = new ArrayList<Leg>();
    for (var i = 0; i < way.size(); i++) {
      var step = way.get(i);
      legs.add(
          new Leg(
              step,
              halts.get(i),
              Comparer.computed(step.differences()),
              verdict(step.differences(), halts.get(i), step.to().note() != null)));
    }
    return legs;
  }

  static Verdict verdict(List<Difference> differences, List<Stops.Halt> halts, boolean noted) {
    var action =
        differences.stream()
            .map(Difference::action)
            .max(Comparator.naturalOrder())
            .orElse(Action.NONE);
    if (action == Action.REQUIRED || halts.stream().anyMatch(Stops.Halt::manual)) {
      return Verdict.MANUAL;
    }
    return action == Action.REVIEW || noted || !halts.isEmpty() ? Verdict.REVIEW : Verdict.SAFE;
  }

  /** The way to a release that is not lower; it has no hops where both are the same. */
  public UpgradePlan plan(Release from, Release to) {
    var legs = legs(from, to);
    return new UpgradePlan(
        from,
        to,
        legs.stream().map(this::hop).toList(),
        worst(legs),
        Reasons.of(legs.stream().map(leg -> leg.reason()).toList()),
        route(legs, to),
        recommended(legs),
        backports(from),
        legs.isEmpty() ? EnvironmentPatch.NOTHING : environment(from, to));
  }

  private static Verdict worst(List<Leg> legs) {
    return legs.stream().map(Leg::verdict).max(Comparator.naturalOrder()).orElse(Verdict.SAFE);
  }

  private Hop hop(Leg leg) {
    return new Hop(
        leg.step().from(),
        leg.to(),
        leg.claimed(),
        leg.computed(),
        leg.verdict(),
        leg.asking(Action.REQUIRED),
        environment(leg.step().from(), leg.to()),
        stop(leg.halts()));
  }

  private EnvironmentPatch environment(Release from, Release to) {
    return EnvironmentChanges.between(contents.apply(from), contents.apply(to));
  }

  /** All that a step must wait for, in one. */
  private static @Nullable Stop stop(List<Stops.Halt> halts) {
    if (halts.isEmpty()) {
      return null;
    }
    var deploy = halts.stream().map(Stops.Halt::deploy).max(Comparator.naturalOrder()).orElseThrow();
    var because = halts.stream().map(Stops.Halt::because).distinct().toList();
    var rule = halts.stream().map(Stops.Halt::rule).distinct().toList();
    return new Stop(
        deploy.tag().name(),
        String.join(" ", because),
        String.join(", ", rule),
        halts.stream().anyMatch(Stops.Halt::manual));
  }

  private static List<String> route(List<Leg> legs, Release to) {
    if (legs.isEmpty()) {
      return List.of();
    }
    var from = legs.get(0).step().from();
    var route = new TreeSet<Release>();
    for (var leg : legs) {
      leg.halts().stream()
          .map(Stops.Halt::deploy)
          .filter(it -> it.compareTo(from) > 0)
          .forEach(route::add);
    }
    route.add(to);
    return route.stream().map(it -> it.tag().name()).toList();
  }

  private static @Nullable Release recommended(List<Leg> legs) {
    Release last = null;
    for (var leg : legs) {
      if (leg.verdict() == Verdict.MANUAL) {
        break;
      }
      last = leg.to();
    }
    return last;
  }

  private List<Release> backports(Release from) {
    var begun =
        releases.stream()
            .filter(it -> it.version().release() == from.version().release())
            .filter(it -> number(it, 0).compareTo(number(from, 0)) > 0)
            .map(Release::time)
            .min(Comparator.naturalOrder());
    return releases.stream()
        .filter(it -> it.compareTo(from) > 0 && shares(from, it, 1))
        .filter(it -> begun.isPresent() && it.time().isAfter(begun.get()))
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
