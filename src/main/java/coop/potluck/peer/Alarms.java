package coop.potluck.peer;

import coop.potluck.database.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that are open: one for each log and kind, with what was seen first. Safe for many
 * threads.
 */
public final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final int MAX_SENTENCE = 1_000;

  private final Database database;
  private final Evidence evidence;
  private final Clock clock;

  public Alarms(Database database, Evidence evidence, Clock clock) {
    this.database = database;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Those that are open, oldest first. */
  public List<Alarm> list() {
    return database.read(
        handle ->
            handle.attach(AlarmSql.class).list().stream()
                .flatMap(row -> alarm(row).stream())
                .toList());
  }

  /**
   * Raises an alarm. Where it is open already, what was seen first stays its evidence.
   *
   * @param sentence for people; cut where a stranger made it too long
   * @param shown what shows it; absent where there is nothing to show
   */
  public void raise(
      String origin, Alarm.Kind kind, String sentence, Evidence.@Nullable Shown shown) {
    var now = now();
    var cut = oneLine(sentence);
    var open = database.read(it -> it.attach(AlarmSql.class).find(origin, kind.text()));
    var path = open.isPresent() || shown == null ? null : keep(origin, kind, cut, shown, now);
    if (open.isEmpty()) {
      LOG.warn("{}: {}: {}", origin, kind.text(), cut);
    }
    database.write(
        handle -> {
          handle.attach(AlarmSql.class).put(origin, kind.text(), now, cut, path);
          return true;
        });
  }

  /** Ends an alarm that does not last, if it is open. */
  public void end(String origin, Alarm.Kind kind) {
    if (!kind.lasting()) {
      delete(origin, kind);
    }
  }

  /** Ends what is open of these kinds and does not last. */
  void end(String origin, Collection<Alarm.Kind> kinds) {
    kinds.forEach(kind -> end(origin, kind));
  }

  /** Ends an alarm in the operator's name; its evidence stays. False if it is not open. */
  public boolean acknowledge(String origin, Alarm.Kind kind) {
    return delete(origin, kind);
  }

  private boolean delete(String origin, Alarm.Kind kind) {
    var open = database.read(it -> it.attach(AlarmSql.class).find(origin, kind.text()).isPresent());
    return open && database.write(it -> it.attach(AlarmSql.class).delete(origin, kind.text())) > 0;
  }

  private @Nullable String keep(
      String origin, Alarm.Kind kind, String sentence, Evidence.Shown shown, Instant now) {
    try {
      return evidence.keep(origin, kind, sentence, shown, now);
    } catch (IOException e) {
      LOG.warn("evidence of {} against {} could not be kept", kind.text(), origin, e);
      return null;
    }
  }

  private static Optional<Alarm> alarm(AlarmSql.Row row) {
    return Alarm.Kind.parse(row.kind())
        .map(
            kind ->
                new Alarm(
                    row.origin(), kind, row.since(), row.last(), row.sentence(), row.evidence()));
  }

  private static String oneLine(String sentence) {
    var line = sentence.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_SENTENCE ? line.substring(0, MAX_SENTENCE) + "…" : line;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
