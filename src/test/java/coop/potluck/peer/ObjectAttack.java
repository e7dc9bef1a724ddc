package coop.potluck.peer;

import static coop.potluck.peer.Attack.aside;
import static coop.potluck.peer.Attack.quietlyAside;
import static coop.potluck.peer.Attack.with;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.Hash;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.VersionStatement;
import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.RecipeName;
import org.jspecify.annotations.Nullable;

/** Lies about the objects that a log names, or within them. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum ObjectAttack implements Attack {
  TAMPERED_OBJECT(
      "changes a bit of an object",
      aside("tampered_object"),
      scene -> {
        scene.grow();
        scene.peer.change(AttackScene.OBJECTS, AttackScene::flipped);
      }),
  OBJECT_SWAP(
      "shows another object of the same log in an object's place",
      aside("tampered_object"),
      scene -> {
        scene.grow();
        var other = Stating.manifest("chat", "1.0.0+1.2.0");
        scene.peer.lie(AttackScene.OBJECTS, LyingPeer.of(other));
      }),
  EMPTY_OBJECT(
      "shows nothing in an object's place",
      aside("tampered_object"),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.OBJECTS, LyingPeer.of(new byte[0]));
      }),
  ENDLESS_OBJECT(
      "sends an object that never ends",
      aside("tampered_object"),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.OBJECTS, LyingPeer.endless(new byte[1 << 16]));
      }),
  OBJECT_BOMB(
      "sends a few bytes that unpack to 64 MiB in an object's place",
      aside("tampered_object"),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.OBJECTS, LyingPeer.bomb(64 << 20));
      }),
  MISSING_OBJECT(
      "names an object that nobody has",
      quietlyAside("missing_object"),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.OBJECTS, LyingPeer.status(404));
      }),
  SLOW_OBJECT(
      "sends an object byte by byte",
      quietlyAside("missing_object"),
      scene -> {
        scene.grow();
        scene.peer.lie(AttackScene.OBJECTS, LyingPeer.slow(200));
      }),
  OVERSIZED_OBJECT(
      "names an object of 2^50 bytes",
      quietlyAside("oversized"),
      scene ->
          scene.publish(
              version(scene, new ObjectReference(Hash.sha256(new byte[3]), 1L << 50), null))),
  WRONG_LENGTH(
      "names an object with another length than it has",
      aside("tampered_object"),
      scene -> {
        var manifest = Stating.manifest("wiki", "longer" + scene.coop);
        var longer = new ObjectReference(Hash.sha256(manifest), manifest.length + 1L);
        scene.publish(version(scene, longer, null), manifest);
      }),
  DEEP_OBJECT(
      "names an object of 50,000 lists in lists",
      quietlyAside("unusable_object"),
      scene -> {
        var manifest = Stating.manifest("wiki", "deep");
        var deep = ServedLog.text("[".repeat(50_000) + "]".repeat(50_000));
        scene.publish(version(scene, ObjectReference.of(manifest), deep), manifest, deep);
      }),
  NO_MANIFEST(
      "names a text as the manifest of a version",
      quietlyAside("unusable_object"),
      scene -> {
        var text = ServedLog.text("compose.yml 1234");
        var parsed = Stating.parsed("wiki", "nginx:1");
        scene.publish(version(scene, ObjectReference.of(text), parsed), text, parsed);
      }),
  PATH_OUT_OF_THE_FOLDER(
      "names a manifest with a path that leads out of the folder",
      quietlyAside("unusable_object"),
      scene -> {
        var manifest =
            ServedLog.text(
                "{\"files\":[{\"mode\":\"100644\",\"path\":\"../../etc/passwd\",\"size\":1}],"
                    + "\"schema\":1}");
        var parsed = Stating.parsed("wiki", "nginx:2");
        scene.publish(version(scene, ObjectReference.of(manifest), parsed), manifest, parsed);
      }),
  UNKNOWN_SHAPE(
      "names a reading of a shape that nobody knows yet",
      quietlyAside("unusable_object"),
      scene -> {
        var manifest = Stating.manifest("wiki", "newer");
        var parsed = ServedLog.text("{\"schema\":" + (RecipeObject.SCHEMA + 1) + "}");
        scene.publish(version(scene, ObjectReference.of(manifest), parsed), manifest, parsed);
      }),
  LYING_ARCHIVE(
      "fills the archive of a bundle with other objects, without end",
      with(End.TAKEN),
      scene -> {
        for (var i = 0; i < 60; i++) {
          Stating.version(scene.log, scene.coop, "chat", "7." + i + ".0+1.2.0");
        }
        scene.grow();
        scene.growFar();
        scene.peer.lie("/log/objects/", LyingPeer.endless(new byte[] {0, 0, 0, 1, 'x'}));
      });

  private static final String TAG = "3.0.0+1.4.0";

  private static VersionStatement version(
      AttackScene scene, ObjectReference manifest, byte @Nullable [] parsed) {
    return new VersionStatement(
        scene.coop,
        new RecipeName("wiki"),
        null,
        SampleRecipes.tag(TAG),
        manifest,
        parsed == null
            ? null
            : new ParsedReference(ObjectReference.of(parsed), RecipeObject.SCHEMA));
  }

  private final String does;
  private final Outcome outcome;
  private final Play play;

  ObjectAttack(String does, Outcome outcome, Play play) {
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
