package coop.potluck.peer;

import coop.potluck.federation.LogStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What befalls a few nodes that follow each other: one random story for each seed. */
final class FederationStory implements AutoCloseable {

  private static final int MOST = 6;

  private final Random random;
  private final List<StoryCoop> coops = new ArrayList<>();

  /** Whom each follows, in the same order. */
  private final List<Set<Integer>> follows = new ArrayList<>();

  /** Pairs of reader and read that nothing connects. */
  private final Set<String> cut = new HashSet<>();

  /** Those that stay so: their reader has the log from somebody else. */
  private final Set<String> cutForEver = new HashSet<>();

  private final List<String> told = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  FederationStory(Path folder, long seed) throws IOException {
    this.random = new Random(seed);
    var count = 2 + random.nextInt(MOST - 1);
    for (var i = 0; i < count; i++) {
      var name = "coop" + i;
      coops.add(
          new StoryCoop(
              folder.resolve(name), name, random, reader -> cut.contains(link(reader, name))));
      // a ring, so that all are connected, and some more
      var peers = new TreeSet<>(Set.of((i + 1) % count));
      for (var j = 0; j < count; j++) {
        if (i != j && random.nextInt(2) == 0) {
          peers.add(j);
        }
      }
      follows.add(peers);
    }
    cutOneForEver();
    for (var i = 0; i < count; i++) {
      var reader = coops.get(i);
      reader.begin(read(i).stream().map(it -> it.asPeerOf(reader)).toList());
    }
  }

  private static String link(String reader, String read) {
    return reader + ">" + read;
  }

  private List<StoryCoop> read(int reader) {
    return follows.get(reader).stream().map(coops::get).toList();
  }

  /** Where somebody between them has the log of one that another will never reach. */
  private void cutOneForEver() {
    for (var reader = 0; reader < coops.size(); reader++) {
      for (var read : follows.get(reader)) {
        var between =
            follows.get(reader).stream()
                .anyMatch(it -> !it.equals(read) && follows.get(it).contains(read));
        if (between) {
          cutForEver.add(link(coops.get(reader).name, coops.get(read).name));
          cut.addAll(cutForEver);
          return;
        }
      }
    }
  }

  /** Something happens. */
  void step() {
    var at = random.nextInt(coops.size());
    var coop = coops.get(at);
    if (random.nextInt(4) == 0) {
      coop.dieAfter(random.nextInt(8));
    }
    switch (random.nextInt(12)) {
      case 0, 1 -> change(coop, "has a new version", coop::addTag);
      case 2 -> change(coop, "moved a tag", coop::moveTag);
      case 3 -> change(coop, "took a tag back", coop::dropTag);
      case 4 -> change(coop, "took a recipe back, or has it again", coop::dropOrBringBack);
      case 5 -> {
        told.add(coop.name + " is down");
        coop.down();
      }
      case 6 -> {
        var peers = read(at);
        var link = link(coop.name, peers.get(random.nextInt(peers.size())).name);
        told.add(link + (cut.contains(link) ? " is there again" : " is cut"));
        if (!cut.remove(link)) {
          cut.add(link);
        }
        cut.addAll(cutForEver);
      }
      default -> {
        told.add(coop.name + " follows");
        follow(at);
      }
    }
    checkServed(at);
  }

  private void change(StoryCoop coop, String what, Runnable work) {
    told.add(coop.name + " " + what);
    live(
        coop,
        () -> {
          work.run();
          coop.publish();
        });
  }

  private void live(StoryCoop coop, Runnable work) {
    if (!coop.live(work)) {
      told.add(coop.name + " died");
    }
  }

  private void follow(int at) {
    var reader = coops.get(at);
    live(
        reader,
        () -> {
          for (var read : read(at)) {
            var round = reader.up().peers.followOnce(read.asPeerOf(reader));
            if (round instanceof Round.Refused || round instanceof Round.Paused) {
              faults.add(reader.name + " follows " + read.name + ": " + round);
            }
          }
        });
  }

  /** Nobody changes anything any more; what was cut for a while is connected. */
  void quiet() {
    cut.retainAll(cutForEver);
    coops.forEach(coop -> coop.dieAfter(-1));
    coops.forEach(coop -> coop.up().its.pass(Duration.ofDays(1)));
    coops.forEach(StoryCoop::publish);
    // a log that only a mirror can show is there one round after the mirror has it
    for (var round = 0; round < 3; round++) {
      for (var reader = 0; reader < coops.size(); reader++) {
        follow(reader);
      }
    }
    for (var reader = 0; reader < coops.size(); reader++) {
      checkServed(reader);
      for (var read : read(reader)) {
        checkSame(coops.get(reader), read);
      }
    }
  }

  private void checkSame(StoryCoop reader, StoryCoop read) {
    same(reader, read, read.up().served(read.name), reader.up().served(read.name));
    same(reader, read, read.up().recipes(read.name), reader.up().recipes(read.name));
    var own = read.up().logs.own().orElseThrow();
    var copy = reader.up().logs.find(own.origin()).orElse(null);
    if (copy == null) {
      faults.add(reader.name + " has no log of " + read.name);
      return;
    }
    if (!Arrays.equals(
        Objects.requireNonNull(own.checkpoint()).bytes(),
        Objects.requireNonNull(copy.checkpoint()).bytes())) {
      faults.add(reader.name + " has not the newest checkpoint of " + read.name);
    }
    same(reader, read, texts(read.up().logs, own), texts(reader.up().logs, copy));
  }

  private static List<String> texts(LogStore logs, LogStore.Log log) {
    return logs.entries(log.id(), 0, (int) log.size()).stream().map(Arrays::toString).toList();
  }

  private void same(StoryCoop reader, StoryCoop read, List<String> theirs, List<String> here) {
    if (!theirs.equals(here)) {
      var missing = new ArrayList<>(theirs);
      missing.removeAll(here);
      var more = new ArrayList<>(here);
      more.removeAll(theirs);
      faults.add(
          String.format("%s has of %s not %s, but %s", reader.name, read.name, missing, more));
    }
  }

  /** Whatever a node serves of another co-op was said by that one's log, which it signed. */
  private void checkServed(int at) {
    var reader = coops.get(at);
    if (!reader.isUp()) {
      return;
    }
    for (var read : read(at)) {
      var said = read.said();
      for (var line : reader.up().served(read.name)) {
        var words = line.split(" ", 4);
        if (!said.contains(words[0] + " " + words[1] + " " + words[2])) {
          faults.add(reader.name + " serves what " + read.name + " never said: " + line);
        }
      }
    }
    reader.echoes().forEach(it -> faults.add(reader.name + " says what it was told: " + it));
  }

  List<String> faults() {
    return faults;
  }

  /** How many versions of others are served in all. */
  int converging() {
    var count = 0;
    for (var reader = 0; reader < coops.size(); reader++) {
      for (var read : read(reader)) {
        count += coops.get(reader).up().served(read.name).size();
      }
    }
    return count;
  }

  /** What happened. */
  @Override
  public String toString() {
    return String.join(", ", told);
  }

  @Override
  public void close() {
    coops.forEach(StoryCoop::close);
  }
}
