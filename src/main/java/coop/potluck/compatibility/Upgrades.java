package coop.potluck.compatibility;

import coop.potluck.compatibility.UpgradePlan.Hop;
import coop.potluck.compatibility.UpgradePlan.Verdict;
import coop.potluck.recipe.RecipeContent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private List<Leg> legs(Release from, Release to) {
    return legs(from, to, differences);
  }

  private List<Leg> legs(
      Release from, Release to, BiFunction<Release, Release, List<Difference>> differences) {
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
      legs.add(Leg.of(way.get(i), halts.get(i)));
    }
    return legs;
  }

  /** The way to a release that is not lower; it has no hops where both are the same. */
  public UpgradePlan plan(Release from, Release to) {
    var legs = legs(from, to);
    return new UpgradePlan(
        from,
        to,
        legs.stream().map(this::hop).toList(),
        worst(legs),
        Reasons.of(legs),
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
        leg.stop());
  }

  private EnvironmentPatch environment(Release from, Release to) {
    return EnvironmentChanges.between(contents.apply(from), contents.apply(to));
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

  /** What is newer than a release. */
  public Updates updates(Release installed) {
    var latest = highest(installed, 0);
    var legs = legs(installed, latest);
    return new Updates(
        legs.size(),
        ifNewer(installed, latest),
        ifNewer(installed, highest(installed, 1)),
        ifNewer(installed, highest(installed, 2)),
        ReleaseClass.claimed(installed.version(), latest.version()).orElse(null),
        legs.stream().map(Leg::computed).max(Comparator.naturalOrder()).orElse(ReleaseClass.NONE),
        legs.stream().filter(Leg::noted).map(Leg::tag).toList(),
        worst(legs),
        automatic(legs));
  }

  private static @Nullable Release ifNewer(Release installed, Release release) {
    return release.compareTo(installed) > 0 ? release : null;
  }

  /** A tag of an older scheme promises nothing, so that no machine goes there. */
  private static @Nullable Release automatic(List<Leg> legs) {
    Release last = null;
    for (var leg : legs) {
      var claimed = leg.claimed();
      if (leg.verdict() != Verdict.SAFE
          || leg.noted()
          || claimed == null
          || claimed == ReleaseClass.MAJOR) {
        break;
      }
      last = leg.to();
    }
    return last;
  }

  /** What the way to {@code to} means for an operator's own file. */
  public FileCheck check(Release from, Release to, OperatorFile file) {
    var checking = new FileChecking(contents.apply(from), contents.apply(to), file);
    return checking.check(legs(from, to, (one, other) -> inUse(checking.inUse(), one, other)));
  }

  private List<Difference> inUse(List<String> overlays, Release from, Release to) {
    var one = contents.apply(from);
    var other = contents.apply(to);
    return new Comparer().differences(one, other, FileChecking.view(overlays, one, other));
  }
}
