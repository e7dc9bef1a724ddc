package coop.potluck.compatibility;

import coop.potluck.compatibility.Difference.Change;
import coop.potluck.compatibility.FactTable.Side;
import coop.potluck.recipe.RecipeContent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares versions of one recipe. Pure: the same versions always differ alike. */
public final class Comparer {

  /** Grows whenever the same contents are found to differ otherwise than before. */
  public static final int SCHEMA = 2;

  /**
   * What differs between two contents, in order of aspects, overlays, services and subjects.
   *
   * @throws UnknownOverlayException if the view names an overlay that neither has
   */
  public List<Difference> differences(RecipeContent from, RecipeContent to, View view) {
    return changes(from, to, view).stream().map(Judging::judge).toList();
  }

  static List<Changed> changes(RecipeContent from, RecipeContent to, View view) {
    if (view instanceof View.Overlays asked) {
      asked.names().forEach(name -> mustBeKnown(name, from, to));
    }
    var inFull = Unseen.isFull(from) && Unseen.isFull(to);
    var table = new FactTable();
    var before = new Facts(Viewed.of(from, view), inFull, table, Side.BEFORE);
    var after = new Facts(Viewed.of(to, view), inFull, table, Side.AFTER);
    var changed = table.changed();
    var counterparts = Counterparts.of(before, after, changed);
    return changed.stream()
        .map(key -> Changed.of(key, before, after, counterparts.get(key)))
        .toList();
  }

  private static void mustBeKnown(String name, RecipeContent from, RecipeContent to) {
    if (!name.equals(Viewed.COMPOSE)
        && Viewed.overlay(from, name).isEmpty()
        && Viewed.overlay(to, name).isEmpty()) {
      throw new UnknownOverlayException(name);
    }
  }

  /** What differs, given the differences, which may have been worked out before. */
  public Comparison comparison(
      Release from,
      RecipeContent fromContent,
      Release to,
      RecipeContent toContent,
      View view,
      List<Difference> differences) {
    var downgrade = from.compareTo(to) > 0;
    var claimed = ReleaseClass.claimed(from.version(), to.version()).orElse(null);
    var computed = computed(differences);
    return new Comparison(
        downgrade,
        differences,
        claimed,
        computed,
        downgrade ? null : disagreement(claimed, computed, differences),
        Unseen.notes(downgrade, fromContent, toContent, view));
  }

  /** What differences come to, whatever was promised. */
  public static ReleaseClass computed(List<Difference> differences) {
    return differences.stream()
        .map(Comparer::computed)
        .max(Comparator.naturalOrder())
        .orElse(ReleaseClass.NONE);
  }

  private static ReleaseClass computed(Difference difference) {
    if (difference.action() == Action.REQUIRED || difference.risk() == Risk.DATA_LOSS) {
      return ReleaseClass.MAJOR;
    }
    var whole = !difference.part();
    var runsOther =
        (difference.aspect() == Aspect.IMAGE && whole)
            || (difference.aspect() == Aspect.SERVICE
                && whole
                && difference.change() != Change.CHANGED);
    return runsOther || difference.action() == Action.REVIEW
        ? ReleaseClass.MINOR
        : ReleaseClass.PATCH;
  }

  /** A promise is of the way up; on the way down nobody has made one. */
  private static @Nullable String disagreement(
      @Nullable ReleaseClass claimed, ReleaseClass computed, List<Difference> differences) {
    if (claimed == null || claimed.compareTo(computed) >= 0) {
      return null;
    }
    var reason =
        differences.stream()
            .filter(difference -> computed(difference) == computed)
            .findFirst()
            .orElseThrow();
    return "The tags promise %s, but what differs makes it %s: %s %s %s%s."
        .formatted(
            claimed == ReleaseClass.NONE ? "no release of its own" : claimed.text(),
            computed.text(),
            reason.aspect().text().replace('_', ' '),
            reason.subject(),
            reason.change().name().toLowerCase(Locale.ROOT),
            reason.service() == null || reason.subject().equals(reason.service())
                ? ""
                : " (" + reason.service() + ")");
  }
}
