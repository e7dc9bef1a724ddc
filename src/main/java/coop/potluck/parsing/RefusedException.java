package coop.potluck.parsing;

/** A YAML document goes beyond a limit, or uses what Compose does not know. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String where;
  private final String expected;

  RefusedException(String where, String expected) {
    super(expected, null, false, false);
    this.where = where;
    this.expected = expected;
  }

  String where() {
    return where;
  }

  String expected() {
    return expected;
  }
}
