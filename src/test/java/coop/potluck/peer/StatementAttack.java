package coop.potluck.peer;

import static coop.potluck.peer.Attack.aside;
import static coop.potluck.peer.Attack.with;

import java.util.Collections;

/** Things that a log soundly signs and should not say. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum StatementAttack implements Attack {
  NO_STATEMENT(
      "signs an entry that is no JSON",
      aside("malformed_entry"),
      scene -> scene.publish(ServedLog.text("Hello"))),
  EMPTY_ENTRY(
      "signs an entry of no bytes", aside("malformed_entry"), scene -> scene.publish(new byte[0])),
  DEEP_JSON(
      "signs an entry of 2,000 lists in lists",
      aside("malformed_entry"),
      scene ->
          scene.publish(
              ServedLog.text(
                  "{\"type\":\"x\",\"v\":1,\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"))),
  SECOND_MEMBER(
      "signs an entry that has a member twice",
      aside("malformed_entry"),
      scene -> scene.publish(ServedLog.text("{\"type\":\"version\",\"type\":\"x\",\"v\":1}"))),
  HUGE_NUMBER(
      "signs an entry that names an object of 2^60 bytes",
      aside("malformed_entry"),
      scene ->
          scene.publish(
              ServedLog.text(
                  scene.versionText().replaceFirst("\"size\":[0-9]+", "\"size\":" + (1L << 60))))),
  NOT_CANONICAL(
      "signs a statement with spaces between its members",
      aside("malformed_entry"),
      scene -> scene.publish(ServedLog.text(scene.versionText().replace(",", ", ")))),
  ODD_NAME(
      "signs a statement of a recipe named ../../wiki",
      aside("malformed_entry"),
      scene ->
          scene.publish(
              ServedLog.text(
                  scene
                      .versionText()
                      .replace("\"recipe\":\"wiki\"", "\"recipe\":\"../../wiki\"")))),
  OVERSIZED_ENTRY(
      "signs an entry of 5,000 bytes",
      aside("malformed_entry"),
      scene ->
          scene.publish(
              ServedLog.text("{\"type\":\"x\",\"v\":1,\"x\":\"" + "x".repeat(5_000) + "\"}"))),
  UNKNOWN_TYPE(
      "signs a statement of a type that nobody knows",
      with(End.PASSED_OVER),
      scene -> scene.publish(AttackScene.unknown(1))),
  UNKNOWN_FORM(
      "signs a statement of a form that is not out yet",
      with(End.PASSED_OVER),
      scene -> scene.publish(ServedLog.text(scene.versionText().replace("\"v\":1", "\"v\":2")))),
  SAID_AGAIN(
      "signs the same statement a hundred times",
      with(End.PASSED_OVER),
      scene -> Collections.nCopies(100, scene.known()).forEach(scene::publish)),
  SOMEBODY_ELSE(
      "signs statements of a co-op that it does not speak for",
      with(End.PASSED_OVER),
      scene -> {
        Stating.head(scene.log, "harvest" + AttackedNode.WORD, "wiki");
        Stating.version(scene.log, "harvest" + AttackedNode.WORD, "wiki", "9.0.0+9.0.0");
        scene.log.sign();
      }),
  SOMEBODY_WHO_NAMED_ANOTHER(
      "signs statements of a co-op that named another log",
      with(End.PASSED_OVER),
      scene -> {
        scene.node.words.put(
            "named" + AttackedNode.WORD,
            LyingPeer.of(ServedLog.text("{\"logs\":[\"catalogue.right.example/log\"]}")));
        Stating.head(scene.log, "named" + AttackedNode.WORD, "wiki");
        scene.log.sign();
      }),
  WORD_THAT_REDIRECTS(
      "signs statements of a co-op whose word leads into the node's own network",
      with(End.PASSED_OVER),
      scene -> {
        scene.node.words.put("leads" + AttackedNode.WORD, LyingPeer.redirect(scene.node.inside()));
        Stating.head(scene.log, "leads" + AttackedNode.WORD, "wiki");
        scene.log.sign();
      }),
  WORD_WITHOUT_END(
      "signs statements of a co-op whose word never ends",
      with(End.PASSED_OVER),
      scene -> {
        scene.node.words.put(
            "endless" + AttackedNode.WORD, LyingPeer.endless(ServedLog.text("[".repeat(4_096))));
        Stating.head(scene.log, "endless" + AttackedNode.WORD, "wiki");
        scene.log.sign();
      }),
  NAME_INSIDE(
      "signs statements of a co-op whose name is one of the node's own network",
      with(End.PASSED_OVER),
      scene -> {
        Stating.head(scene.log, "router" + AttackedNode.INSIDE, "wiki");
        scene.log.sign();
      }),
  WITHDRAWN_FOR_OTHERS(
      "withdraws the recipes of a co-op that another log speaks for",
      with(End.PASSED_OVER),
      scene -> {
        var other = scene.keep(new ServedLog("catalogue.well.example/log"));
        var theirs = "well" + AttackedNode.WORD;
        Stating.head(other, theirs, "wiki");
        Stating.version(other, theirs, "wiki", "1.0.0+1.2.0");
        var settings = other.sign().peer(theirs);
        scene.others.add(settings);
        scene.node.follow(settings, scene.settings);
        scene.settle();
        Stating.withdraw(scene.log, theirs, "wiki", "1.0.0+1.2.0");
        Stating.withdraw(scene.log, theirs, "wiki", null);
        scene.log.sign();
      }),
  OUR_OWN(
      "signs and withdraws recipes of a co-op that the node itself publishes",
      with(End.PASSED_OVER),
      scene -> {
        var ours = AttackedNode.OWN + ".example";
        Stating.head(scene.log, ours, "wiki");
        Stating.version(scene.log, ours, "wiki", "9.0.0+9.0.0");
        Stating.withdraw(scene.log, ours, "wiki", "1.0.0+1.2.0");
        Stating.withdraw(scene.log, ours, "wiki", null);
        Stating.head(scene.log, ours, "chat");
        scene.log.sign();
      }),
  WITHDRAWN_NEVER_SAID(
      "withdraws what it never said",
      with(End.PASSED_OVER),
      scene -> {
        Stating.withdraw(scene.log, scene.coop, "wiki", "8.0.0+8.0.0");
        Stating.withdraw(scene.log, scene.coop, "mail", null);
        scene.log.sign();
      }),
  TOO_MANY_RECIPES(
      "signs more recipes than are taken from it",
      with(End.LIMITED),
      scene -> {
        scene.allow(null, null, 2);
        Stating.head(scene.log, scene.coop, "yarn");
        Stating.head(scene.log, scene.coop, "zine");
        scene.log.sign();
      }),
  WITHDRAWN_AT_ONCE(
      "withdraws most of a co-op's recipes at once",
      with(End.HELD, Alarm.Kind.HELD),
      scene -> {
        for (var i = 0; i < 12; i++) {
          Stating.head(scene.log, scene.coop, "app" + i);
        }
        scene.log.sign();
        scene.settle();
        for (var i = 0; i < 12; i++) {
          Stating.withdraw(scene.log, scene.coop, "app" + i, null);
        }
        scene.log.sign();
      }),
  FLOOD(
      "signs more entries than its day allows",
      with(End.PAUSED, Alarm.Kind.OVER_BUDGET),
      scene -> {
        scene.allow(400L, null, null);
        scene.growFar();
      }),
  FLOOD_OF_BYTES(
      "brings more bytes than its day allows",
      with(End.PAUSED, Alarm.Kind.OVER_BUDGET),
      scene -> {
        scene.allow(null, 40_000L, null);
        scene.growFar();
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  StatementAttack(String does, Outcome outcome, Play play) {
    this.does = does;
    this.outcome = outcome;
    this.play = play;
  }

  @Override
  public String does() {
    return does;
  }

  @Override
  public Outcome outcome() {
    return outcome;
  }

  @Override
  public Play play() {
    return play;
  }
}
