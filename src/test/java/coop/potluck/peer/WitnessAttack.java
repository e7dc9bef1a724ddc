package coop.potluck.peer;

import static coop.potluck.peer.Attack.refused;
import static coop.potluck.peer.Attack.with;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.TlogPolicy;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lies that only others can tell, since they were shown something else or nothing. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum WitnessAttack implements Attack {
  EQUIVOCATION(
      "shows a witness another tree of the same size",
      with(End.TOLD, Alarm.Kind.EQUIVOCATION),
      scene -> {
        var witness = witness("one");
        var honest = scene.log.signed(scene.log.size());
        require(scene, 1, witness);
        var twin = scene.twin(scene.log.size() - 1, 1);
        witnessed(scene, cosigned(scene, twin.signed(twin.size()), witness));
        scene.show(cosigned(scene, honest, witness));
      }),
  EQUIVOCATION_BELOW(
      "shows a witness a smaller tree that never was the beginning of ours",
      with(End.TOLD, Alarm.Kind.EQUIVOCATION),
      scene -> {
        var witness = witness("one");
        require(scene, 1, witness);
        var twin = scene.twin(2, 2);
        witnessed(scene, cosigned(scene, twin.signed(twin.size()), witness));
        scene.show(cosigned(scene, scene.log.signed(scene.log.size()), witness));
      }),
  FROZEN(
      "shows the same checkpoint for ever, while a witness has seen more",
      with(End.TOLD, Alarm.Kind.STALE),
      scene -> {
        var witness = witness("one");
        require(scene, 1, witness);
        var old = scene.log.signed(scene.log.size());
        scene.grow();
        witnessed(scene, cosigned(scene, scene.log.signed(scene.log.size()), witness));
        scene.show(cosigned(scene, old, witness));
        scene.follow();
        scene.node.watch.look();
        scene.node.catalogue.pass(Duration.ofHours(2));
      }),
  NOT_WITNESSED_LATELY(
      "shows what its witnesses saw two days ago",
      with(End.TOLD, Alarm.Kind.STALE),
      scene -> {
        var witness = witness("one");
        require(scene, 1, witness);
        scene.show(cosigned(scene, scene.log.signed(scene.log.size()), witness));
        scene.node.catalogue.pass(Duration.ofDays(2));
      }),
  TOO_FEW_WITNESSES(
      "shows the word of one of two witnesses that it needs",
      refused(Alarm.Kind.NO_QUORUM),
      scene -> {
        var witness = witness("one");
        begin(scene, witness, witness("two"));
        scene.grow();
        scene.show(cosigned(scene, scene.log.signed(scene.log.size()), witness));
        wait(scene);
      }),
  ONE_WITNESS_TWICE(
      "shows the word of one witness twice, where two are needed",
      refused(Alarm.Kind.NO_QUORUM),
      scene -> {
        var witness = witness("one");
        begin(scene, witness, witness("two"));
        scene.grow();
        var once = cosigned(scene, scene.log.signed(scene.log.size()), witness);
        scene.node.catalogue.pass(Duration.ofSeconds(1));
        scene.show(cosigned(scene, once, witness));
        wait(scene);
      }),
  WORD_ON_ANOTHER_TREE(
      "shows a witness's word on the tree before under the new one",
      refused(Alarm.Kind.NO_QUORUM),
      scene -> {
        var witness = witness("one");
        begin(scene, witness);
        var word =
            witness.cosign(
                scene.log.checkpoint(scene.log.size()).text(), scene.node.catalogue.now());
        scene.grow();
        scene.show(scene.log.signed(scene.log.size()).with(List.of(word)));
        wait(scene);
      }),
  WITNESS_OF_TOMORROW(
      "shows a word that a witness will give tomorrow",
      refused(Alarm.Kind.NO_QUORUM),
      scene -> {
        var witness = witness("one");
        begin(scene, witness);
        scene.grow();
        scene.show(
            cosigned(
                scene.log.signed(scene.log.size()),
                witness,
                scene.node.catalogue.now().plus(Duration.ofDays(1))));
        wait(scene);
      }),
  STRANGE_WITNESS(
      "shows the word of somebody with the witness's name and another key",
      refused(Alarm.Kind.NO_QUORUM),
      scene -> {
        begin(scene, witness("one"));
        scene.grow();
        scene.show(cosigned(scene, scene.log.signed(scene.log.size()), witness("one")));
        wait(scene);
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  WitnessAttack(String does, Outcome outcome, Play play) {
    this.does = does;
    this.outcome = outcome;
    this.play = play;
  }

  private static SigningKey witness(String name) {
    return SigningKey.generate(
        name + ".example/witness", SignatureType.COSIGNATURE, new SecureRandom());
  }

  private static SignedCheckpoint cosigned(
      AttackScene scene, SignedCheckpoint checkpoint, SigningKey witness) {
    return cosigned(checkpoint, witness, scene.node.catalogue.now());
  }

  private static SignedCheckpoint cosigned(
      SignedCheckpoint checkpoint, SigningKey witness, Instant at) {
    return checkpoint.with(List.of(witness.cosign(checkpoint.note().text(), at)));
  }

  /** The operator wants the word of so many of these witnesses, who are where the peer is. */
  private static void require(AttackScene scene, int quorum, SigningKey... witnesses)
      throws IOException {
    var policy = new StringBuilder("log " + scene.log.key.verifierKey().vkey() + "\n");
    var names = new ArrayList<String>();
    for (var witness : witnesses) {
      names.add("w" + names.size());
      policy.append(
          String.format(
              "witness %s %s %s/w/%n",
              names.get(names.size() - 1), witness.verifierKey().vkey(), scene.peer.url()));
    }
    policy.append(String.format("group all %d %s%nquorum all%n", quorum, String.join(" ", names)));
    try {
      scene.require(TlogPolicy.parse(ServedLog.text(policy.toString())));
    } catch (MalformedException e) {
      throw new IOException(e);
    }
  }

  /** All of these must stand behind the log, and do so far. */
  private static void begin(AttackScene scene, SigningKey... witnesses) throws IOException {
    require(scene, witnesses.length, witnesses);
    var checkpoint = scene.log.signed(scene.log.size());
    for (var witness : witnesses) {
      checkpoint = cosigned(scene, checkpoint, witness);
    }
    scene.show(checkpoint);
    scene.settle();
  }

  /** Longer than witnesses may take that are slow. */
  private static void wait(AttackScene scene) {
    scene.follow();
    scene.node.catalogue.pass(FederationSettings.DEFAULT.quorumGrace().plusSeconds(1));
  }

  /** What all witnesses show of the log. */
  private static void witnessed(AttackScene scene, SignedCheckpoint checkpoint) {
    scene.peer.lie("/w/", LyingPeer.of(checkpoint.bytes()));
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
