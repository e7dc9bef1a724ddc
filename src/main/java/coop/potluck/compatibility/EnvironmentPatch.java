package coop.potluck.compatibility;

import java.util.List;

/**
 * The lines of an operator's {@code .env} that an upgrade adds and removes.
 *
 * @param add whole lines as the sample has them, each with its comment lines before it
 * @param remove keys that mean nothing any more, in order
 * @param diff both as a patch in the unified format against a file {@code .env}, empty where there
 *     is nothing to do; it adds at the end, since the operator's own lines are not known
 */
public record EnvironmentPatch(List<String> add, List<String> remove, String diff) {

  public EnvironmentPatch {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }
}
