package coop.potluck.recipe;

import java.util.List;

/**
 * A Compose file that an operator may add.
 *
 * @param name {@code postgres} of {@code compose.postgres.yml}; with its folder, where it has one
 * @param byDefault whether {@code .env.sample} switches it on
 * @param offered whether {@code .env.sample} mentions it in a comment
 * @param additions what the overlay alone declares; a service that it changes has here what it
 *     changes
 * @param problems why it could not be read, if it could not
 */
public record Overlay(
    String name,
    String path,
    boolean byDefault,
    boolean offered,
    Composition additions,
    List<Problem> problems) {

  public Overlay {
    problems = List.copyOf(problems);
  }
}
