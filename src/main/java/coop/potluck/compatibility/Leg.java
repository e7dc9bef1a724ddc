package coop.potluck.compatibility;

import coop.potluck.compatibility.UpgradePlan.Stop;
import coop.potluck.compatibility.UpgradePlan.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step of a way, judged.
 *
 * @param halts what it must wait for
 * @param computed what its differences come to
 */
record Leg(Stops.Step step, List<Stops.Halt> halts, ReleaseClass computed, Verdict verdict) {

  Leg {
    halts = List.copyOf(halts);
  }

  static Leg of(Stops.Step step, List<Stops.Halt> halts) {
    return new Leg(
        step,
        halts,
        Comparer.computed(step.differences()),
        verdict(step.differences(), halts, step.to().note() != null));
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

  Release to() {
    return step.to();
  }

  String tag() {
    return step.to().tag().name();
  }

  boolean noted() {
    return step.to().note() != null;
  }

  @Nullable ReleaseClass claimed() {
    return ReleaseClass.claimed(step.from().version(), step.to().version()).orElse(null);
  }

  /** The differences that ask for an action, without those that belong to another. */
  List<Difference> asking(Action action) {
    return step.differences().stream().filter(it -> it.action() == action && !it.part()).toList();
  }

  /** All that it must wait for, in one. */
  @Nullable Stop stop() {
    if (halts.isEmpty()) {
      return null;
    }
    return new Stop(
        halts.stream()
            .map(Stops.Halt::deploy)
            .max(Comparator.naturalOrder())
            .orElseThrow()
            .tag()
            .name(),
        String.join(" ", distinct(halts.stream().map(Stops.Halt::because))),
        String.join(", ", distinct(halts.stream().map(Stops.Halt::rule))),
        halts.stream().anyMatch(Stops.Halt::manual));
  }

  private static List<String> distinct(Stream<String> texts) {
    return texts.distinct().toList();
  }
}
