package coop.potluck.catalogue;

import java.util.List;

/**
 * A part of a longer list.
 *
 * @param total entries of the whole list
 */
public record Page<T>(List<T> items, long total) {
  public Page {
    items = List.copyOf(items);
  }
}
