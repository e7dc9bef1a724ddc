package coop.potluck.app;

import coop.potluck.federation.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Whether the person at the terminal takes a key for that of who they mean. */
final class Confirmation {

  private static final int MAX_ANSWER = 100;

  private Confirmation() {}

  /**
   * Asks, unless the person named the key already or said that any will do.
   *
   * @param shown the key that was shown
   * @param pinned the key that was named on the command line; absent where none was
   * @throws UnusableException if it is another one, or nobody can be asked
   */
  static boolean given(
      VerifierKey shown,
      @Nullable String pinned,
      boolean yes,
      Terminal terminal,
      InputStream in,
      PrintWriter out) {
    if (pinned != null) {
      if (!shown.vkey().equals(pinned.strip())) {
        throw new UnusableException(
            "the key is another one than --key says: "
                + shown.vkey()
                + "\nnothing was changed; ask its operator before anything else");
      }
      return true;
    }
    if (yes) {
      return true;
    }
    if (!terminal.interactive()) {
      throw new UnusableException(
          "nobody can be asked here whether that key is the right one; name it with --key '"
              + shown.vkey()
              + "', or trust whoever answers with --yes");
    }
    out.print("Does its operator read you the same fingerprint? [y/N] ");
    out.flush();
    return isYes(in);
  }

  private static boolean isYes(InputStream in) {
    var answer = new StringBuilder();
    try {
      for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        if (answer.length() < MAX_ANSWER) {
          answer.append((char) next);
        }
      }
    } catch (IOException e) {
      return false;
    }
    return answer.toString().strip().matches("(?i)y|yes");
  }
}
