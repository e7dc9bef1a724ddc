package coop.potluck.api;

import coop.potluck.http.Refusal;
import java.util.function.Supplier;

/** Runs what handles a text that nobody may repeat. */
final class Unspoken {

  private Unspoken() {}

  /**
   * The same outcome, but that a failure says where it happened and not what with: messages of
   * exceptions quote, and the log keeps them.
   */
  static <T> T during(Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      throw withoutMessage(e);
    }
  }

  private static IllegalStateException withoutMessage(RuntimeException failure) {
    var bare = new IllegalStateException(failure.getClass().getName());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }
}
