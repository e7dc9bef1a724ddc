package coop.potluck.peer;

import coop.potluck.federation.Equivocation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What witnesses show of a log, as alarms with evidence that travels. */
public final class WitnessAlarms {

  private static final Logger LOG = LoggerFactory.getLogger(WitnessAlarms.class);

  private final Alarms alarms;

  public WitnessAlarms(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Raises the alarm that a log has signed what cannot both be true. */
  public void equivocation(Equivocation evidence) {
    var origin = evidence.origin();
    if (!evidence.holds()) {
      LOG.error("{} was said to contradict itself, but nothing shows it", origin);
      return;
    }
    var smaller = evidence.smaller().checkpoint();
    var larger = evidence.larger().checkpoint();
    alarms.raise(
        origin,
        Alarm.Kind.EQUIVOCATION,
        smaller.size() == larger.size()
            ? "the log has signed two trees of " + smaller.size() + " entries"
            : String.format(
                "the log has signed a tree of %d entries that does not begin with the %d that it"
                    + " signed, too",
                larger.size(), smaller.size()),
        new Evidence.Shown(
            Map.of(
                "sizes",
                smaller.size() + " " + larger.size(),
                "roots",
                smaller.root().base64() + " " + larger.root().base64(),
                "check",
                "potluck verify " + Equivocation.FILE_NAME),
            Map.of(Equivocation.FILE_NAME, evidence.format().getBytes(StandardCharsets.UTF_8))));
  }

  void stale(String origin, String why) {
    alarms.raise(origin, Alarm.Kind.STALE, why, null);
  }

  void fresh(String origin) {
    alarms.end(origin, Alarm.Kind.STALE);
  }
}
