package coop.potluck.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {

  /**
   * The answer.
   *
   * @throws Refusal if there is a problem instead
   */
  Answer answer(Request request);
}
