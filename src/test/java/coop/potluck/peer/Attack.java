package coop.potluck.peer;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lie that a node may be told, and what must come of it. */
interface Attack {

  /** How it ends. */
  enum End {
    /** Nothing changed; an alarm says so. */
    REFUSED("refused, nothing changed"),
    /** What was verified before the lie stays; an alarm says so. */
    BROKEN_OFF("refused, what was verified before it stays"),
    /** Nothing changed; the next look tries again, and many in vain are an alarm. */
    FAILED("not taken, tried again"),
    /** The log goes on without the item, whose reason is listed. */
    PUT_ASIDE("the log goes on, the item is put aside"),
    /** The log goes on, and nothing comes of the item. */
    PASSED_OVER("kept in the log's copy, without effect"),
    /** What was withdrawn stays until an operator confirms it. */
    HELD("held back, all of it still served"),
    /** The peer pauses until its budget is new. */
    PAUSED("the peer pauses until the next day"),
    /** Taken as it would be without it. */
    TAKEN("no harm: taken as usual"),
    /** Had from somebody else. */
    SEEN_THROUGH("the newer log is had from a mirror"),
    /** Nothing of it was taken but from somebody else, who has what was signed. */
    HAD_ELSEWHERE("refused, and had from a mirror"),
    /** As much as the limit allows is taken. */
    LIMITED("what is within the limit is served, the rest is not"),
    /** All goes on as before, but people are told. */
    TOLD("the node goes on with what it has"),
    /** Nobody can tell. */
    UNNOTICED("nothing new is seen: without witnesses there is no promise of freshness");

    final String words;

    End(String words) {
      this.words = words;
    }
  }

  /**
   * What must come of an attack.
   *
   * @param alarm the one alarm that is raised
   * @param item the kind of what was put aside
   */
  record Outcome(End end, Alarm.@Nullable Kind alarm, @Nullable String item) {}

  static Outcome refused(Alarm.Kind kind) {
    return new Outcome(End.REFUSED, kind, null);
  }

  static Outcome brokenOff(Alarm.Kind kind) {
    return new Outcome(End.BROKEN_OFF, kind, null);
  }

  static Outcome aside(String kind) {
    return new Outcome(End.PUT_ASIDE, Alarm.Kind.parse(kind).orElse(null), kind);
  }

  /** Put aside, and no lie that people must hear of. */
  static Outcome quietlyAside(String kind) {
    return new Outcome(End.PUT_ASIDE, null, kind);
  }

  static Outcome with(End end) {
    return new Outcome(end, null, null);
  }

  static Outcome with(End end, Alarm.Kind alarm) {
    return new Outcome(end, alarm, null);
  }

  /** What a lying peer does. */
  interface Play {
    void in(AttackScene scene) throws IOException;
  }

  String name();

  /** In a sentence's part, for people. */
  String does();

  Outcome outcome();

  Play play();

  /** The kind's name as in {@code mix and match}. */
  default String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Stream<Attack> all() {
    return Stream.of(
            CheckpointAttack.values(),
            MirrorAttack.values(),
            KeyAttack.values(),
            TreeAttack.values(),
            ObjectAttack.values(),
            StatementAttack.values(),
            TransportAttack.values(),
            WitnessAttack.values())
        .flatMap(Arrays::stream);
  }
}
