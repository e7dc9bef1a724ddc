package coop.potluck.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Says in sentences what makes a way more than safe: what asks for most first. */
final class Reasons {

  private static final int MAX_NAMED = 10;

  private Reasons() {}

  static List<String> of(List<Leg> legs) {
    var reasons = new ArrayList<String>();
    for (var leg : legs) {
      var required = required(leg);
      if (!required.isEmpty()) {
        var first = required.get(0);
        reasons.add(
            leg.tag()
                + " asks for something to be done about "
                + first.subject()
                + (required.size() > 1 ? ", and " + (required.size() - 1) + " more. " : ". ")
                + first.because());
      }
    }
    for (var leg : legs) {
      for (var halt : leg.halts()) {
        reasons.add(
            (halt.manual()
                    ? leg.tag() + " takes more than deploying. "
                    : halt.deploy().tag().name() + " must run before " + leg.tag() + ". ")
                + halt.because());
      }
    }
    add(
        reasons,
        legs,
        leg -> !leg.asking(Action.REVIEW).isEmpty(),
        "There is something to look at in ");
    add(reasons, legs, Leg::noted, "There are notes to read: those of ");
    return reasons;
  }

  /** A step of an image that a stop tells of is told there. */
  private static List<Difference> required(Leg leg) {
    var stopped = leg.halts().stream().anyMatch(Stops.Halt::manual);
    return leg.asking(Action.REQUIRED).stream()
        .filter(it -> !stopped || it.aspect() != Aspect.IMAGE)
        .toList();
  }

  private static void add(
      List<String> reasons, List<Leg> legs, Predicate<Leg> which, String beginning) {
    var tags = legs.stream().filter(which).map(Leg::tag).toList();
    if (tags.isEmpty()) {
      return;
    }
    var named = String.join(", ", tags.subList(0, Math.min(tags.size(), MAX_NAMED)));
    var more = tags.size() - MAX_NAMED;
    reasons.add(beginning + named + (more > 0 ? " and " + more + " more." : "."));
  }
}
