package coop.potluck.federation;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A log in memory, which signs whatever it is told to. */
public final class SampleLog {

  /** Signs all its checkpoints. */
  public final SigningKey key;

  private final List<byte[]> entries;

  private SampleLog(SigningKey key, List<byte[]> entries) {
    this.key = key;
    this.entries = entries;
  }

  /** A log of so many entries, with a new key. */
  public static SampleLog of(String origin, int size) {
    var key = SigningKey.generate(origin, SignatureType.NOTE, new SecureRandom());
    return new SampleLog(key, entries("entry ", 0, size));
  }

  /** A log of one entry, with a new key. */
  public static SampleLog ofOne(String origin, byte[] entry) {
    var key = SigningKey.generate(origin, SignatureType.NOTE, new SecureRandom());
    return new SampleLog(key, List.of(entry));
  }

  /** A new key to cosign with. */
  public static SigningKey witnessKey(String name) {
    return SigningKey.generate(name, SignatureType.COSIGNATURE, new SecureRandom());
  }

  /** A log of the same key whose entries are others from a position on. */
  public SampleLog fork(int from) {
    var others = new ArrayList<>(entries.subList(0, from));
    others.addAll(entries("other ", from, entries.size()));
    return new SampleLog(key, others);
  }

  private static List<byte[]> entries(String text, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> (text + i).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  public String origin() {
    return key.verifierKey().name();
  }

  public VerifierKey vkey() {
    return key.verifierKey();
  }

  /** SHA-256 of the origin, as paths have it. */
  public String originHash() {
    return Hash.sha256(origin().getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** All hashes of the tree. */
  public Hashes hashes() {
    return this::hash;
  }

  private Hash hash(int level, long index) {
    return level == 0
        ? MerkleTree.leaf(entries.get((int) index))
        : MerkleTree.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
  }

  /** The signed checkpoint of the first entries. */
  public SignedCheckpoint checkpoint(long size) {
    var root = Proofs.root(hashes(), size);
    return SignedCheckpoint.sign(new Checkpoint(origin(), size, root), key);
  }

  /** What is sent to a witness. */
  public AddCheckpoint submission(long from, long size) {
    return new AddCheckpoint(
        from, Proofs.consistency(hashes(), from, size), checkpoint(size).note());
  }

  /** Stores the first entries as a log, as a follower or its own node does. */
  public LogStore.Log store(LogStore logs, boolean own, int size) {
    var log = logs.find(origin()).orElseGet(() -> logs.create(origin(), own, vkey()));
    var added = entries.subList((int) log.length(), size);
    logs.append(
        log.id(),
        new LogStore.Appended(added, List.of(), checkpoint(size), List.of(), log.cursor()));
    return logs.find(origin()).orElseThrow();
  }

  /** Keeps a checkpoint of what is stored already, such as one with more cosignatures. */
  public void keep(LogStore logs, SignedCheckpoint checkpoint) {
    var log = logs.find(origin()).orElseThrow();
    logs.append(
        log.id(), new LogStore.Appended(List.of(), List.of(), checkpoint, List.of(), log.cursor()));
  }
}
