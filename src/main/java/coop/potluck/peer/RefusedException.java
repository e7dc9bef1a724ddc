package coop.potluck.peer;

import java.util.Map;

/** What a source showed of a log is not taken; it changes nothing but an alarm. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Alarm.Kind kind;
  private final transient Evidence.Shown shown;

  RefusedException(Alarm.Kind kind, String sentence, Evidence.Shown shown) {
    super(sentence);
    this.kind = kind;
    this.shown = shown;
  }

  RefusedException(Alarm.Kind kind, String sentence, Map<String, String> facts) {
    this(kind, sentence, new Evidence.Shown(facts, Map.of()));
  }

  Alarm.Kind kind() {
    return kind;
  }

  /** What is wrong, in a sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }

  Evidence.Shown shown() {
    return shown;
  }
}
