package coop.potluck.peer;

import static coop.potluck.peer.Attack.aside;
import static coop.potluck.peer.Attack.refused;
import static coop.potluck.peer.Attack.with;

import coop.potluck.federation.KeyStatement;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SignedNote;
import coop.potluck.federation.SigningKey;
import java.security.SecureRandom;
import java.util.List;

/** Lies about whose signature counts. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum KeyAttack implements Attack {
  ROTATION_WITHOUT_CONSENT(
      "names a new key in the log, and signs with that alone",
      refused(Alarm.Kind.WRONG_KEY),
      scene -> {
        var next = scene.otherKey();
        scene.publish(new KeyStatement(next.verifierKey(), scene.log.size() + 2));
        scene.publish(AttackScene.unknown(1));
        scene.show(SignedCheckpoint.sign(scene.log.checkpoint(scene.log.size()), next));
        scene.signers = List.of(scene.log.key, next);
      }),
  ROTATION_FORGED(
      "signs with a new key in the old one's name and number",
      refused(Alarm.Kind.BAD_SIGNATURE),
      scene -> {
        scene.grow();
        var old = scene.log.key.verifierKey();
        var line = scene.otherKey().sign(scene.log.checkpoint(scene.log.size()).text());
        scene.show(List.of(SignedNote.Line.of(old.name(), old.keyId(), line.signature())));
      }),
  ROTATION_UNSTATED(
      "signs with a new key that no statement names",
      refused(Alarm.Kind.WRONG_KEY),
      scene -> {
        scene.growFar();
        scene.show(SignedCheckpoint.sign(scene.log.checkpoint(scene.log.size()), scene.otherKey()));
      }),
  OLD_KEY(
      "signs with the key that was followed by another",
      refused(Alarm.Kind.WRONG_KEY),
      scene -> {
        scene.rotate();
        scene.publish(AttackScene.unknown(2));
        scene.show(scene.log.signed(scene.log.size()));
      }),
  OLD_KEY_ROLLBACK(
      "shows a checkpoint that the key before signed",
      refused(Alarm.Kind.ROLLBACK),
      scene -> {
        var size = scene.log.size();
        scene.rotate();
        scene.show(scene.log.signed(size));
      }),
  KEY_OF_ANOTHER_LOG(
      "states the key of another log as its next",
      aside("malformed_entry"),
      scene -> {
        var other =
            SigningKey.generate(
                "catalogue.other.example/log", SignatureType.NOTE, new SecureRandom());
        scene.publish(new KeyStatement(other.verifierKey(), scene.log.size() + 2));
      }),
  KEY_OF_A_WITNESS(
      "states a key that cosigns as its next",
      aside("malformed_entry"),
      scene -> {
        var other =
            SigningKey.generate(scene.log.origin(), SignatureType.COSIGNATURE, new SecureRandom());
        scene.publish(new KeyStatement(other.verifierKey(), scene.log.size() + 2));
      }),
  KEY_FROM_THE_PAST(
      "states a key that has signed for long",
      aside("malformed_entry"),
      scene -> scene.publish(new KeyStatement(scene.otherKey().verifierKey(), 3))),
  ROTATION_TWICE(
      "rotates its key twice before anybody looks, and all three sign",
      with(End.TAKEN),
      scene -> {
        var second = scene.otherKey();
        var third = scene.otherKey();
        scene.publish(new KeyStatement(second.verifierKey(), scene.log.size() + 2));
        scene.publish(new KeyStatement(third.verifierKey(), scene.log.size() + 2));
        scene.signers = List.of(scene.log.key, second, third);
        scene.grow();
        scene.show(scene.signed().bytes());
      }),
  ROTATION_SKIPPED(
      "rotates its key twice, and signs with the last two alone",
      refused(Alarm.Kind.WRONG_KEY),
      scene -> {
        var second = scene.otherKey();
        var third = scene.otherKey();
        scene.publish(new KeyStatement(second.verifierKey(), scene.log.size() + 2));
        scene.publish(new KeyStatement(third.verifierKey(), scene.log.size() + 2));
        scene.signers = List.of(second, third);
        scene.show(scene.signed().bytes());
        scene.signers = List.of(scene.log.key, second, third);
      }),
  ROTATION(
      "rotates its key as it should",
      with(End.TAKEN),
      scene -> {
        scene.rotate();
        scene.grow();
        scene.show(scene.signed().bytes());
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  KeyAttack(String does, Outcome outcome, Play play) {
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
