package coop.potluck.compatibility;

import java.util.List;

/** Which of a recipe's Compose files a comparison is about. */
public sealed interface View {

  /** What is on by default, and apart from it what each overlay adds that is off by default. */
  record Defaults() implements View {}

  /**
   * {@code compose.yml} with these overlays over it.
   *
   * @param names of overlays, or their paths, in the order in which they are merged
   */
  record Overlays(List<String> names) implements View {
    public Overlays {
      names = List.copyOf(names);
    }
  }

  /** All Compose files at the root in the order of their names, as abra merges them. */
  record Abra() implements View {}
}
