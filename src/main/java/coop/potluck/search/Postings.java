package coop.potluck.search;

/**
 * The documents that have a term, by ascending slot: a cursor, first before the first one.
 *
 * <p>A posting is the distance to the slot before it and a bit that tells whether its set of fields
 * is another than that posting's; if so the set follows. Most words stand in READMEs alone, so
 * there is one such set to begin with.
 */
final class Postings extends PackedCursor {

  static final int FIRST_FIELDS = Field.README.bit();

  private int slot;
  private int fields = FIRST_FIELDS;

  Postings(byte[] bytes, int from, int to) {
    super(bytes);
    span(from, to);
  }

  /** Whether there is another one, to which it goes. */
  boolean next() {
    if (!hasNumbers()) {
      return false;
    }
    var number = number();
    slot += number >>> 1;
    if ((number & 1) != 0) {
      fields = number();
    }
    return true;
  }

  int slot() {
    return slot;
  }

  /** The set of fields that have the term there, as bits of {@link Field}. */
  int fields() {
    return fields;
  }

  /** What the postings of one term will be; slots are added in ascending order. */
  static final class Sink {

    private final VarInts bytes = new VarInts();
    private int slot;
    private int fields = FIRST_FIELDS;

    /** Begins the postings of another term, and returns where. */
    int begin() {
      slot = 0;
      fields = FIRST_FIELDS;
      return bytes.size();
    }

    void add(int nextSlot, int nextFields) {
      bytes.add(head(nextSlot - slot, nextFields != fields));
      if (nextFields != fields) {
        bytes.add(nextFields);
      }
      slot = nextSlot;
      fields = nextFields;
    }

    byte[] toBytes() {
      return bytes.toBytes();
    }
  }

  /** The number that a posting begins with. */
  static int head(int distance, boolean hasOtherFields) {
    return distance << 1 | (hasOtherFields ? 1 : 0);
  }
}
