package coop.potluck.api;

import coop.potluck.compatibility.Action;
import coop.potluck.compatibility.Aspect;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.Risk;
import coop.potluck.compatibility.TagStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that two versions do not share, and why it matters. */
record DifferenceView(
    Aspect aspect,
    Difference.Change change,
    @Nullable String overlay,
    @Nullable String service,
    String subject,
    @Nullable String was,
    @Nullable String is,
    @Nullable String wasAt,
    @Nullable String isAt,
    Action action,
    Risk risk,
    String because,
    @Nullable TagStep step,
    @Nullable Boolean fallback,
    @Nullable String counterpart) {

  /** Those that say something of their own: a new service's image is told by the service. */
  static List<DifferenceView> of(List<Difference> differences) {
    return differences.stream().filter(it -> !it.part()).map(DifferenceView::of).toList();
  }

  private static DifferenceView of(Difference difference) {
    return new DifferenceView(
        difference.aspect(),
        difference.change(),
        difference.overlay(),
        difference.service(),
        difference.subject(),
        difference.was(),
        difference.is(),
        difference.wasAt(),
        difference.isAt(),
        difference.action(),
        difference.risk(),
        difference.because(),
        difference.step(),
        difference.fallback(),
        difference.counterpart());
  }
}
