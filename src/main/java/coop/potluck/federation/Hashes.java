package coop.potluck.federation;

/** The hashes of a tree's complete subtrees, which are all that a root or a proof is made of. */
@FunctionalInterface
public interface Hashes {

  /**
   * The hash over the leaves {@code index * 2^level} to {@code (index + 1) * 2^level}, the last not
   * included, which must all be in the tree; level 0 has the leaves' own hashes.
   */
  Hash get(int level, long index);
}
