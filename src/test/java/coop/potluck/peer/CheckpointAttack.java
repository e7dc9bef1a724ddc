package coop.potluck.peer;

import static coop.potluck.peer.Attack.refused;
import static coop.potluck.peer.Attack.with;

import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.Hash;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SignedNote;
import coop.potluck.federation.SigningKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Lies about which tree a log has signed. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum CheckpointAttack implements Attack {
  ROLLBACK(
      "shows a smaller tree that it signed before",
      refused(Alarm.Kind.ROLLBACK),
      scene -> scene.show(scene.log.signed(3))),
  ROLLBACK_TO_NOTHING(
      "shows an empty tree, soundly signed",
      refused(Alarm.Kind.ROLLBACK),
      scene -> scene.show(scene.log.signed(0))),
  FORK(
      "shows another tree of the same size, with its entries",
      refused(Alarm.Kind.FORK),
      scene -> scene.peer.show(scene.twin(scene.log.size() - 1, 1))),
  FORK_BELOW(
      "shows a smaller tree that never was the beginning",
      refused(Alarm.Kind.FORK),
      scene -> scene.peer.show(scene.twin(4, 2))),
  FORK_GROWN(
      "shows a larger tree that did not grow out of the one it showed",
      refused(Alarm.Kind.FORK),
      scene -> scene.peer.show(scene.twin(scene.log.size() - 2, 6))),
  FORK_GROWN_FAR(
      "shows a much larger tree that did not grow out of the one it showed",
      refused(Alarm.Kind.FORK),
      scene -> scene.peer.show(scene.twin(scene.log.size() - 2, 700))),
  FAST_FORWARD(
      "signs a tree of 2^60 entries that nobody has",
      refused(Alarm.Kind.SHRUNK),
      scene ->
          scene.show(
              SignedCheckpoint.sign(
                  new Checkpoint(scene.log.origin(), 1L << 60, Hash.sha256(new byte[1])),
                  scene.log.key))),
  FREEZE(
      "shows the same checkpoint for ever; nobody else is asked",
      with(End.UNNOTICED),
      scene -> {
        var old = scene.log.signed(scene.log.size());
        scene.grow();
        scene.show(old);
      }),
  UNSIGNED(
      "shows a checkpoint without a signature",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> {
        scene.grow();
        scene.show(ServedLog.text(scene.log.checkpoint(scene.log.size()).text() + "\n"));
      }),
  WRONG_KEY(
      "signs with another key of the same name",
      refused(Alarm.Kind.WRONG_KEY),
      scene -> {
        scene.grow();
        scene.show(SignedCheckpoint.sign(scene.log.checkpoint(scene.log.size()), scene.otherKey()));
      }),
  BAD_SIGNATURE(
      "shows a signature that its key did not make",
      refused(Alarm.Kind.BAD_SIGNATURE),
      scene -> {
        scene.grow();
        scene.show(List.of(forged(scene)));
      }),
  GOOD_AND_BAD_SIGNATURE(
      "shows a sound signature and an unsound one of the same key",
      refused(Alarm.Kind.BAD_SIGNATURE),
      scene -> {
        scene.grow();
        scene.show(
            List.of(
                forged(scene), scene.log.key.sign(scene.log.checkpoint(scene.log.size()).text())));
      }),
  SIGNATURE_OF_ANOTHER_TREE(
      "shows the signature of an older checkpoint under a new one",
      refused(Alarm.Kind.BAD_SIGNATURE),
      scene -> {
        var old = scene.log.signed(scene.log.size());
        scene.grow();
        scene.show(old.note().lines());
      }),
  ONLY_A_WITNESS(
      "shows a cosignature in place of its own signature",
      refused(Alarm.Kind.WRONG_KEY),
      scene -> {
        scene.grow();
        var witness =
            SigningKey.generate(scene.log.origin(), SignatureType.COSIGNATURE, new SecureRandom());
        scene.show(
            List.of(
                witness.cosign(
                    scene.log.checkpoint(scene.log.size()).text(), scene.node.catalogue.now())));
      }),
  WRONG_ORIGIN(
      "signs a checkpoint in the name of another log",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> {
        var checkpoint =
            new Checkpoint("catalogue.somebody.example/log", 12, Hash.sha256(new byte[2]));
        scene.show(
            new SignedNote(checkpoint.text(), List.of(scene.log.key.sign(checkpoint.text())))
                .bytes());
      }),
  ANOTHER_LOG(
      "shows another log that is sound, with its own key",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> {
        var other = scene.keep(new ServedLog("catalogue.other.example/log"));
        Stating.head(other, scene.coop, "wiki");
        scene.peer.show(other.sign());
      }),
  NO_CHECKPOINT(
      "shows a web page where its checkpoint was",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> scene.show(ServedLog.text("<!doctype html><title>Welcome</title>"))),
  NOTHING(
      "shows an empty checkpoint",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> scene.show(new byte[0])),
  ODD_NUMBER(
      "signs a size that is written with a leading zero",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> {
        scene.grow();
        var size = scene.log.size();
        var text =
            scene.log.checkpoint(size).text().replace("\n" + size + "\n", "\n0" + size + "\n");
        scene.show(new SignedNote(text, List.of(scene.log.key.sign(text))).bytes());
      }),
  SIZE_PAST_ALL(
      "signs a size of 2^64",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> {
        var size = scene.log.size();
        var text =
            scene
                .log
                .checkpoint(size)
                .text()
                .replace("\n" + size + "\n", "\n18446744073709551616\n");
        scene.show(new SignedNote(text, List.of(scene.log.key.sign(text))).bytes());
      }),
  CROWD(
      "shows a thousand signatures of strangers",
      refused(Alarm.Kind.WRONG_ORIGIN),
      scene -> {
        scene.grow();
        var lines = new ArrayList<>(scene.log.signed(scene.log.size()).note().lines());
        for (var i = 0; i < 1_000; i++) {
          lines.add(SignedNote.Line.of("a" + i, i, new byte[8]));
        }
        var text = new StringBuilder(scene.log.checkpoint(scene.log.size()).text()).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        scene.show(ServedLog.text(text.toString()));
      }),
  UNKNOWN_LINES(
      "adds lines to the checkpoint and signatures of kinds that nobody knows",
      with(End.TAKEN),
      scene -> {
        scene.grow();
        var plain = scene.log.checkpoint(scene.log.size());
        var more =
            new Checkpoint(plain.origin(), plain.size(), plain.root(), List.of("mood cheerful"));
        scene.show(
            new SignedNote(
                    more.text(),
                    List.of(
                        SignedNote.Line.of("stranger.example", 7, new byte[9]),
                        scene.log.key.sign(more.text())))
                .bytes());
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  CheckpointAttack(String does, Outcome outcome, Play play) {
    this.does = does;
    this.outcome = outcome;
    this.play = play;
  }

  /** A signature that begins as the log's does. */
  private static SignedNote.Line forged(AttackScene scene) {
    var key = scene.log.key.verifierKey();
    return SignedNote.Line.of(key.name(), key.keyId(), new byte[64]);
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
