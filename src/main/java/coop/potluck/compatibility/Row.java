package coop.potluck.compatibility;

import coop.potluck.compatibility.Difference.Change;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A line of the table by which differences are judged.
 *
 * @param line its number in the file
 * @param because a sentence in which {@link Sentence} fills what stands in braces
 */
record Row(
    int line,
    Aspect aspect,
    Set<Change> changes,
    Predicate<Changed> when,
    Action action,
    Risk risk,
    String because) {

  boolean holds(Changed c) {
    return c.key().aspect() == aspect && changes.contains(c.change()) && when.test(c);
  }
}
