package coop.potluck.recipe;

/**
 * One fault that somebody can fix.
 *
 * @param where the file and line, the key, or the tag: {@code compose.yml:12 services.app.image}
 * @param expected what is wrong there and what would be right, in a sentence
 */
public record Problem(String where, String expected) {

  @Override
  public String toString() {
    return where + ": " + expected;
  }
}
