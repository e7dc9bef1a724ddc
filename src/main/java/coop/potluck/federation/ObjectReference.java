package coop.potluck.federation;

/**
 * An object that a statement names.
 *
 * @param sha256 of its bytes
 * @param size how many bytes it has
 */
public record ObjectReference(Hash sha256, long size) {

  /** The reference to an object of these bytes. */
  public static ObjectReference of(byte[] bytes) {
    return new ObjectReference(Hash.sha256(bytes), bytes.length);
  }

  /** Whether these bytes are the object. */
  public boolean names(byte[] bytes) {
    return bytes.length == size && Hash.sha256(bytes).equals(sha256);
  }
}
