package coop.potluck.peer;

import static coop.potluck.peer.Attack.refused;
import static coop.potluck.peer.Attack.with;

import java.net.URI;

/** Answers that are not meant to be read. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum TransportAttack implements Attack {
  ENDLESS_CHECKPOINT(
      "sends a checkpoint that never ends",
      refused(Alarm.Kind.OVERSIZED),
      scene ->
          scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.endless(ServedLog.text("catalogue\n")))),
  OVERSIZED_CHECKPOINT(
      "sends a checkpoint of 1 MiB",
      refused(Alarm.Kind.OVERSIZED),
      scene -> scene.show(new byte[1 << 20])),
  ENDLESS_ENTRIES(
      "sends a bundle that never ends",
      refused(Alarm.Kind.OVERSIZED),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.ENTRIES, LyingPeer.endless(new byte[1 << 16]));
      }),
  ENDLESS_TILE(
      "sends a tile that never ends",
      refused(Alarm.Kind.OVERSIZED),
      scene -> {
        scene.growFar();
        scene.peer.lie(AttackScene.TILES, LyingPeer.endless(new byte[1 << 16]));
      }),
  CHECKPOINT_BOMB(
      "sends a few bytes that unpack to 64 MiB in the checkpoint's place",
      refused(Alarm.Kind.OVERSIZED),
      scene -> scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.bomb(64 << 20))),
  ENTRIES_BOMB(
      "sends a few bytes that unpack to 64 MiB in a bundle's place",
      refused(Alarm.Kind.OVERSIZED),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.ENTRIES, LyingPeer.bomb(64 << 20));
      }),
  SLOW_CHECKPOINT(
      "sends its checkpoint byte by byte",
      refused(Alarm.Kind.TOO_SLOW),
      scene -> scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.slow(200))),
  SLOW_ENTRIES(
      "sends a bundle byte by byte",
      refused(Alarm.Kind.TOO_SLOW),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.ENTRIES, LyingPeer.slow(200));
      }),
  SLOW_TILE(
      "sends a tile byte by byte",
      refused(Alarm.Kind.TOO_SLOW),
      scene -> {
        scene.growFar();
        scene.peer.lie(AttackScene.TILES, LyingPeer.slow(200));
      }),
  SILENT(
      "takes the call and says nothing",
      refused(Alarm.Kind.TOO_SLOW),
      scene -> scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.silent())),
  HUGE_HEADERS(
      "sends 4 MiB of headers with its checkpoint",
      with(End.FAILED),
      scene -> {
        scene.grow();
        var checkpoint = scene.log.signed(scene.log.size()).bytes();
        scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.headers(4 << 20, checkpoint));
      }),
  NO_GZIP(
      "says that a bundle is compressed, which it is not",
      with(End.FAILED),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.ENTRIES, LyingPeer.zipped(new byte[64]));
      }),
  HUGE_LENGTH(
      "promises a checkpoint of 2^60 bytes, and sends what it promised until the limit",
      refused(Alarm.Kind.OVERSIZED),
      scene ->
          scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.promise(1L << 60, new byte[1 << 20]))),
  CUT_OFF(
      "promises more bytes of a bundle than it sends",
      with(End.FAILED),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.ENTRIES, LyingPeer.promise(1_000, new byte[10]));
      }),
  REDIRECT_ELSEWHERE(
      "redirects to another origin",
      with(End.FAILED),
      scene -> scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.redirect(scene.node.inside()))),
  REDIRECT_INSIDE(
      "redirects the objects of a log into the node's own network",
      with(End.FAILED),
      scene -> {
        scene.grow();
        scene.peer.lie(
            AttackScene.OBJECTS,
            LyingPeer.redirect(URI.create("http://169.254.169.254/latest/meta-data")));
      }),
  REDIRECT_TO_A_FILE(
      "redirects to a file of the node's machine",
      with(End.FAILED),
      scene ->
          scene.peer.lie(
              AttackScene.CHECKPOINT, LyingPeer.redirect(URI.create("file:///etc/passwd")))),
  REDIRECT_IN_CIRCLES(
      "redirects to itself",
      with(End.FAILED),
      scene ->
          scene.peer.lie(
              AttackScene.CHECKPOINT, LyingPeer.redirect(URI.create(AttackScene.CHECKPOINT)))),
  NO_CHECKPOINT_ANY_MORE(
      "answers that there is no checkpoint",
      with(End.FAILED),
      scene -> scene.peer.lie(AttackScene.CHECKPOINT, LyingPeer.status(404))),
  BROKEN(
      "answers that it is broken",
      with(End.FAILED),
      scene -> {
        scene.grow();
        scene.peer.lie("/log/tile/", LyingPeer.status(500));
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  TransportAttack(String does, Outcome outcome, Play play) {
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
