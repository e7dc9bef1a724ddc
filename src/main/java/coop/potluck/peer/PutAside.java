package coop.potluck.peer;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts single items of a look aside, and tells of those that show a fault. */
final class PutAside {

  private final String origin;
  private final String source;
  private final Alarms alarms;
  private final Set<Alarm.Kind> raised = EnumSet.noneOf(Alarm.Kind.class);

  PutAside(String origin, String source, Alarms alarms) {
    this.origin = origin;
    this.source = source;
    this.alarms = alarms;
  }

  /** The alarms that items raised. */
  Set<Alarm.Kind> raised() {
    return raised;
  }

  /** An object that was not found, or in whose place there was another. */
  void object(Batch batch, Batch.Wanted wanted, byte @Nullable [] other) {
    var name = wanted.object().sha256().hex();
    if (other == null) {
      batch.quarantine(wanted, "missing_object", "nobody has the object " + name, true);
      return;
    }
    batch.quarantine(
        wanted, "tampered_object", "what is shown as the object " + name + " is another", true);
    raised.add(Alarm.Kind.TAMPERED_OBJECT);
    alarms.raise(
        origin,
        Alarm.Kind.TAMPERED_OBJECT,
        source + " shows as the object " + name + " what it is not",
        new Evidence.Shown(
            Map.of("source", source, "object", name, "position", Long.toString(wanted.position())),
            Map.of("object", other)));
  }

  /** The first of a batch's entries that are no statements. */
  void malformed(Batch batch) {
    var first =
        batch.quarantined().stream().filter(it -> it.sha256().isEmpty()).findFirst().orElseThrow();
    raised.add(Alarm.Kind.MALFORMED_ENTRY);
    alarms.raise(
        origin,
        Alarm.Kind.MALFORMED_ENTRY,
        "entry " + first.position() + ": " + first.reason(),
        new Evidence.Shown(
            Map.of("position", Long.toString(first.position())),
            Map.of("entry", batch.entries().get((int) (first.position() - batch.from())))));
  }
}
