package coop.potluck.outbound;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Turns what the client library throws into sentences that hold no secret. */
final class Failures {

  private Failures() {}

  static IOException explained(IOException e, URI uri) {
    var refused = refused(e, 0);
    if (refused != null) {
      return refused;
    }
    var where = RedactedUri.of(uri) + ": ";
    if (e instanceof SocketTimeoutException
        || (e instanceof InterruptedIOException && "timeout".equals(e.getMessage()))) {
      return caused(new SocketTimeoutException(where + "no whole answer in time"), e);
    }
    if (e instanceof InterruptedIOException) {
      return caused(new InterruptedIOException(where + "interrupted"), e);
    }
    if (e instanceof UnknownHostException) {
      return caused(new UnknownHostException(where + "the host's name has no address"), e);
    }
    return new IOException(where + e.getMessage(), e);
  }

  private static IOException caused(IOException made, IOException cause) {
    made.initCause(cause);
    return made;
  }

  /** A refusal may stand behind the failure of another address of the same name. */
  private static @Nullable AddressRefusedException refused(@Nullable Throwable e, int depth) {
    if (e == null || depth > 5) {
      return null;
    }
    if (e instanceof AddressRefusedException refused) {
      return refused;
    }
    for (var other : e.getSuppressed()) {
      var found = refused(other, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return refused(e.getCause(), depth + 1);
  }
}
