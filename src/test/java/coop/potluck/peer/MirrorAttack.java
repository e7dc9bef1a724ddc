package coop.potluck.peer;

import static coop.potluck.peer.Attack.with;

import coop.potluck.federation.SignedCheckpoint;
import java.time.Duration;

/** Lies of a peer, or of those who stand in for it, that the other one can tell. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum MirrorAttack implements Attack {
  EQUIVOCATION_BY_MIRROR(
      "is away, and a mirror has another tree of the same size that it signed",
      with(End.FAILED, Alarm.Kind.EQUIVOCATION),
      scene -> {
        var twin = scene.twin(scene.log.size() - 1, 1);
        scene.mirroredBy(twin);
        away(scene);
      }),
  FREEZE_BESIDE_A_MIRROR(
      "shows the same checkpoint for ever, while a mirror has more that it signed",
      with(End.SEEN_THROUGH, Alarm.Kind.WITHHELD),
      scene -> {
        var old = scene.log.signed(scene.log.size());
        scene.grow();
        scene.mirroredBy(scene.log);
        scene.show(old);
        scene.node.catalogue.pass(Duration.ofHours(2));
      }),
  LIAR_BESIDE_A_MIRROR(
      "changes its entries, which a mirror has as they were signed",
      with(End.HAD_ELSEWHERE, Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.mirroredBy(scene.log);
        scene.peer.change(AttackScene.ENTRIES, AttackScene::flipped);
      }),
  AWAY(
      "is away, while a mirror has more that it signed",
      with(End.SEEN_THROUGH),
      scene -> {
        scene.grow();
        scene.mirroredBy(scene.log);
        away(scene);
      }),
  OLD_MIRROR(
      "is away, and a mirror has less than it showed before",
      with(End.FAILED),
      scene -> {
        scene.mirroredBy(scene.keep(scene.log.copy(3)));
        away(scene);
      }),
  LYING_MIRROR(
      "is away, and a mirror makes up entries under a tree that it signed",
      with(End.FAILED),
      scene -> {
        var twin = scene.twin(scene.log.size(), 1);
        scene.grow();
        twin.show(scene.log.signed(twin.size()).bytes());
        scene.mirroredBy(twin);
        away(scene);
      }),
  MIRROR_THAT_SIGNS(
      "is away, and a mirror signs a tree with its own key",
      with(End.FAILED),
      scene -> {
        var twin = scene.twin(scene.log.size(), 1);
        twin.show(SignedCheckpoint.sign(twin.checkpoint(twin.size()), scene.otherKey()).bytes());
        scene.mirroredBy(twin);
        away(scene);
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  MirrorAttack(String does, Outcome outcome, Play play) {
    this.does = does;
    this.outcome = outcome;
    this.play = play;
  }

  private static void away(AttackScene scene) {
    scene.peer.lie("/log/", LyingPeer.status(503));
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
