package coop.potluck.compatibility;

import org.jspecify.annotations.Nullable;

/** Says of each difference what it means to an operator. */
final class Judging {

  private Judging() {}

  static Difference judge(Changed c) {
    var part = Parts.reason(c);
    if (part.isPresent()) {
      return difference(c, Action.NONE, Risk.NONE, part.get(), true);
    }
    var row = JudgingTable.standard().find(c);
    return difference(c, row.action(), row.risk(), because(c, row), false);
  }

  private static Difference difference(
      Changed c, Action action, Risk risk, String because, boolean part) {
    var key = c.key();
    var was = c.was();
    var is = c.is();
    return new Difference(
        key.aspect(),
        c.change(),
        key.overlay(),
        key.service(),
        key.subject(),
        was == null ? null : was.value(),
        is == null ? null : is.value(),
        was == null ? null : was.where(),
        is == null ? null : is.where(),
        action,
        risk,
        because,
        c.step(),
        fallback(c),
        c.counterpart(),
        part);
  }

  private static String because(Changed c, Row row) {
    var overlay = c.key().overlay();
    var who =
        overlay == null
            ? ""
            : "With "
                + c.after().path(overlay).or(() -> c.before().path(overlay)).orElse(overlay)
                + " only: ";
    var sample =
        c.key().aspect() == Aspect.IMAGE && c.onlySampleChanged()
            ? " The Compose files say what they said; a default changed, and an app whose .env sets"
                + " its own keeps that."
            : "";
    return who + row.because().of(c) + sample;
  }

  private static @Nullable Boolean fallback(Changed c) {
    return switch (c.key().aspect()) {
      case ENVIRONMENT, ENVIRONMENT_DEFAULT, ENVIRONMENT_REQUIREMENT ->
          c.after().uses().known() ? c.use().covered() : null;
      default -> null;
    };
  }
}
