package coop.potluck.federation;

/**
 * How the hashes of a tree come about.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
public final class MerkleTree {

  /** The root of a tree without leaves: the hash of nothing. */
  public static final Hash EMPTY = Hash.ofParts();

  /** The most leaves that a tree may have here; a clear two bits below what overflows. */
  public static final long MAX_SIZE = 1L << 62;

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /** The hash of a leaf that holds {@code entry}. */
  public static Hash leaf(byte[] entry) {
    return Hash.ofParts(LEAF, entry);
  }

  /** The hash of the node above two subtrees. */
  public static Hash node(Hash left, Hash right) {
    return Hash.ofParts(NODE, left.bytesUnsafe(), right.bytesUnsafe());
  }
}
