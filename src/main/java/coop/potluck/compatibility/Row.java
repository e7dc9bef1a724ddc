package coop.potluck.compatibility;

import coop.potluck.compatibility.Difference.Change;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A line of the table by which differences are judged.
 *
 * @param line its number in the file
 * @param because why it matters
 */
record Row(
    int line,
    Aspect aspect,
    Set<Change> changes,
    Predicate<Changed> when,
    Action action,
    Risk risk,
    Sentence because) {

  boolean holds(Changed c) {
    return c.key().aspect() == aspect && changes.contains(c.change()) && when.test(c);
  }
}
