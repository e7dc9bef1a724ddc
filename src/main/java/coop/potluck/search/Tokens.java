package coop.potluck.search;

/**
 * The words of one document, field by field in their order: a cursor, first before the first field.
 * A field may come several times; no phrase reaches from one into the next.
 *
 * <p>Words are written as codes: the sooner a word was first met, the smaller, so that frequent
 * ones are short. For each field its ordinal, how many words are in order, how many beside it, and
 * both.
 */
final class Tokens extends PackedCursor {

  private static final Field[] FIELDS = Field.values();

  private final int[] termOf;
  private Field field = Field.NAME;
  private int inOrder;
  private int besides;

  /**
   * @param termOf of each code
   */
  Tokens(byte[] bytes, int[] termOf) {
    super(bytes);
    this.termOf = termOf;
  }

  /** Goes before the first field of another document. */
  Tokens over(int from, int to) {
    span(from, to);
    inOrder = 0;
    besides = 0;
    return this;
  }

  /** Whether there is another field, before whose first word it goes. */
  boolean nextField() {
    skipNumbers(inOrder + besides);
    inOrder = 0;
    besides = 0;
    if (!hasNumbers()) {
      return false;
    }
    field = FIELDS[number()];
    inOrder = number();
    besides = number();
    return true;
  }

  Field field() {
    return field;
  }

  /** The next word of the field, as a term; -1 after the last one. */
  int nextTerm() {
    if (inOrder == 0) {
      return -1;
    }
    inOrder--;
    return termOf[number()];
  }

  /** How many words of the field, in order, are still to come. */
  int inOrder() {
    return inOrder;
  }

  /** How many words that stand beside the order are still to come. */
  int besides() {
    return besides;
  }

  /** The next word that stands beside the order of the field; -1 after the last one. */
  int nextBeside() {
    skipNumbers(inOrder);
    inOrder = 0;
    if (besides == 0) {
      return -1;
    }
    besides--;
    return termOf[number()];
  }

  /** Begins a field: as many codes as it says follow. */
  @SuppressWarnings("EnumOrdinal") // kept in memory alone
  static void begin(VarInts to, Field field, int inOrder, int besides) {
    to.add(field.ordinal());
    to.add(inOrder);
    to.add(besides);
  }
}
