package coop.potluck.federation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A log that a test writes: every batch of statements gets a checkpoint of its own. */
public final class WrittenLog {

  public final String origin;
  public final SigningKey key;
  private final LogStore store;
  private final long id;
  private final List<Hash> leaves = new ArrayList<>();
  private SignedCheckpoint checkpoint;

  /** A new, empty log in this store. */
  public WrittenLog(LogStore store, String origin, boolean own) {
    this.store = store;
    this.origin = origin;
    this.key = SigningKey.generate(origin, SignatureType.NOTE, new SecureRandom());
    this.id = store.create(origin, own, key.verifierKey()).id();
    this.checkpoint = sign();
  }

  /** Adds entries and the objects that they name, shown at once. */
  public WrittenLog append(List<byte[]> entries, List<byte[]> objects) {
    entries.forEach(entry -> leaves.add(MerkleTree.leaf(entry)));
    checkpoint = sign();
    store.append(id, new LogStore.Appended(entries, objects, checkpoint, List.of(), 0));
    return this;
  }

  /** Adds entries that no checkpoint covers yet. */
  public void appendUnsigned(List<byte[]> entries) {
    entries.forEach(entry -> leaves.add(MerkleTree.leaf(entry)));
    store.append(id, new LogStore.Appended(entries, List.of(), null, List.of(), 0));
  }

  /** Adds statements. */
  public WrittenLog say(List<byte[]> objects, Statement... statements) {
    var entries = new ArrayList<byte[]>();
    for (var statement : statements) {
      entries.add(Statements.encode(statement).orElseThrow());
    }
    return append(entries, objects);
  }

  /** The newest checkpoint. */
  public SignedCheckpoint checkpoint() {
    return checkpoint;
  }

  /** The hash of these entries' subtree, worked out from the leaves alone. */
  public Hash hash(int level, long index) {
    if (level == 0) {
      return leaves.get((int) index);
    }
    return MerkleTree.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
  }

  private SignedCheckpoint sign() {
    var root = Proofs.root(this::hash, leaves.size());
    return SignedCheckpoint.sign(new Checkpoint(origin, leaves.size(), root), key);
  }
}
