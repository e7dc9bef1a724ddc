package coop.potluck.recipe;

import java.util.List;

/** A feature's part of the configuration, which knows what it can work with. */
public interface Settings {

  /**
   * Every value that is out of its range; {@code where} is the component's name in snake case.
   * Empty if all is well.
   */
  List<Problem> problems();
}
