package coop.potluck.peer;

import static coop.potluck.peer.Attack.brokenOff;
import static coop.potluck.peer.Attack.refused;

import coop.potluck.federation.EntryBundle;
import coop.potluck.federation.Hash;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Lies about what is in a tree that was soundly signed. */
@SuppressWarnings("ImmutableEnumChecker") // what it plays is code
enum TreeAttack implements Attack {
  TAMPERED_TILE(
      "changes a bit of the tiles at the tree's edge",
      refused(Alarm.Kind.TAMPERED_TILE),
      scene -> {
        scene.growFar();
        scene.peer.change(AttackScene.TILES, AttackScene::flipped);
      }),
  TAMPERED_FULL_TILE(
      "changes a bit of a tile within the tree",
      refused(Alarm.Kind.TAMPERED_TILE),
      scene -> {
        scene.growFar();
        scene.peer.change("/log/tile/0/000", AttackScene::flipped);
      }),
  TAMPERED_UPPER_TILE(
      "changes a bit of a tile over tiles",
      refused(Alarm.Kind.TAMPERED_TILE),
      scene -> {
        scene.growFar();
        scene.peer.change("/log/tile/1/", AttackScene::flipped);
      }),
  TAMPERED_ENTRIES(
      "changes a bit of a bundle of entries",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.changeEntries(
            entries -> {
              entries.set(entries.size() - 1, AttackScene.flipped(entries.get(entries.size() - 1)));
              return entries;
            });
      }),
  TAMPERED_OLD_ENTRIES(
      "changes an entry that the node has, in a bundle that it asks for again",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.growFar();
        scene.peer.changeEntries(
            entries -> {
              entries.set(0, AttackScene.unknown(99));
              return entries;
            });
      }),
  TAMPERED_LATER_ENTRIES(
      "changes a bundle of a long log, the first of which are sound",
      brokenOff(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.growFar();
        scene.peer.change(AttackScene.ENTRIES + "001", AttackScene::flippedEntry);
      }),
  REORDERED_ENTRIES(
      "shows two new entries in the other order",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        Stating.version(scene.log, scene.coop, "chat", "3.0.0+1.4.0");
        scene.log.sign();
        scene.peer.changeEntries(
            entries -> {
              Collections.swap(entries, entries.size() - 1, entries.size() - 2);
              return entries;
            });
      }),
  REPEATED_ENTRIES(
      "shows an entry twice, the second time in another's place",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.changeEntries(
            entries -> {
              entries.set(entries.size() - 1, entries.get(entries.size() - 2));
              return entries;
            });
      }),
  TOO_FEW_ENTRIES(
      "leaves the newest entry out of its bundle",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.changeEntries(entries -> entries.subList(0, entries.size() - 1));
      }),
  TOO_MANY_ENTRIES(
      "adds an entry to a bundle that the signed tree does not have",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.changeEntries(
            entries -> {
              entries.add(AttackScene.unknown(99));
              return entries;
            });
      }),
  LENGTH_PAST_THE_END(
      "shows a bundle in which an entry claims more bytes than there are",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.change(
            AttackScene.ENTRIES,
            bytes -> {
              var copy = bytes.clone();
              copy[0] = (byte) 0xff;
              return copy;
            });
      }),
  MIX_AND_MATCH_TILES(
      "shows a tile of another place in the same tree",
      refused(Alarm.Kind.TAMPERED_TILE),
      scene -> {
        scene.growFar();
        var other = scene.peer.truth("/log/tile/0/001");
        scene.peer.change("/log/tile/0/000", bytes -> other);
      }),
  MIX_AND_MATCH_ENTRIES(
      "shows the entries of another tree that it signed",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        var twin = scene.twin(scene.log.size(), 1);
        scene.grow();
        var other = EntryBundle.encode(List.of(new byte[1]));
        scene.peer.lie(
            AttackScene.ENTRIES,
            exchange -> {
              var path = exchange.getRequestURI().getPath();
              try (var in = twin.url().resolve(path).toURL().openStream()) {
                LyingPeer.send(exchange, 200, in.readAllBytes());
              } catch (java.io.FileNotFoundException e) {
                LyingPeer.send(exchange, 200, other);
              }
            });
      }),
  NARROW_TILE(
      "shows a partial tile with a hash too few",
      refused(Alarm.Kind.TAMPERED_TILE),
      scene -> {
        scene.growFar();
        scene.peer.change("/log/tile/1/", bytes -> Arrays.copyOf(bytes, bytes.length - Hash.SIZE));
      }),
  WIDE_TILE(
      "shows a full tile where a partial one was asked for",
      refused(Alarm.Kind.OVERSIZED),
      scene -> {
        scene.growFar();
        scene.peer.change("/log/tile/1/", bytes -> Arrays.copyOf(bytes, 256 * Hash.SIZE));
      }),
  RAGGED_TILE(
      "shows a tile that ends within a hash",
      refused(Alarm.Kind.TAMPERED_TILE),
      scene -> {
        scene.growFar();
        scene.peer.change("/log/tile/1/", bytes -> Arrays.copyOf(bytes, bytes.length - 1));
      }),
  SHRUNK(
      "signs a larger tree and has none of its new entries",
      refused(Alarm.Kind.SHRUNK),
      scene -> {
        scene.grow();
        scene.peer.lie("/log/tile/", LyingPeer.status(404));
      }),
  SHRUNK_TILES(
      "signs a much larger tree and has none of its tiles",
      refused(Alarm.Kind.SHRUNK),
      scene -> {
        scene.growFar();
        scene.peer.lie(AttackScene.TILES, LyingPeer.status(404));
      }),
  PAGE_FOR_A_TILE(
      "shows a web page where a bundle was",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.lie(
            AttackScene.ENTRIES, LyingPeer.of(ServedLog.text("<!doctype html><p>Not found")));
      }),
  CHECKPOINT_FOR_A_TILE(
      "shows its checkpoint where a bundle was",
      refused(Alarm.Kind.TAMPERED_ENTRIES),
      scene -> {
        scene.grow();
        scene.peer.lie(
            AttackScene.ENTRIES, LyingPeer.of(scene.log.signed(scene.log.size()).bytes()));
      });

  private final String does;
  private final Outcome outcome;
  private final Play play;

  TreeAttack(String does, Outcome outcome, Play play) {
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
