package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Failed;
import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.outbound.AddressRefusedException;
import coop.potluck.outbound.OutboundLimitException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.jspecify.annotations.Nullable;

/** A fetch that cannot go on, with the kind that its result will name. */
final class MirrorFailure extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_REASON = 300;

  private final Kind kind;

  MirrorFailure(Kind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  /** What to tell of anything that a fetch threw; the outermost cause that is known decides. */
  static Failed explain(Throwable thrown) {
    var depth = 0;
    for (Throwable e = thrown; e != null && depth < 12; e = e.getCause()) {
      var known = known(e);
      if (known != null) {
        return known;
      }
      depth++;
    }
    // what JGit throws where bytes make it stumble is of any kind
    return thrown instanceof TransportException || thrown instanceof RuntimeException
        ? failed(Kind.CORRUPT, thrown.getMessage())
        : failed(Kind.INTERNAL, thrown.toString());
  }

  private static @Nullable Failed known(Throwable e) {
    if (e instanceof MirrorFailure own) {
      return failed(own.kind, own.getMessage());
    } else if (e instanceof AddressRefusedException) {
      return failed(Kind.REFUSED, e.getMessage());
    } else if (e instanceof OutboundLimitException) {
      return failed(Kind.TOO_LARGE, e.getMessage());
    } else if (e instanceof SocketTimeoutException) {
      return failed(Kind.TIMEOUT, e.getMessage());
    } else if (e instanceof TooLargeObjectInPackException || e instanceof LargeObjectException) {
      return failed(Kind.TOO_LARGE, "an object is larger than is allowed: " + e.getMessage());
    } else if (e instanceof NoRemoteRepositoryException) {
      return failed(Kind.GONE, "there is no such repository");
    } else if (e instanceof CorruptObjectException
        || e instanceof MissingObjectException
        || e instanceof PackProtocolException) {
      return failed(Kind.CORRUPT, e.getMessage());
    } else if (e instanceof RemoteRepositoryException) {
      return failed(Kind.NETWORK, "the server says: " + e.getMessage());
    } else if (e instanceof EOFException) {
      return failed(Kind.NETWORK, "the answer ended early");
    } else if (e.getClass().getName().startsWith("java.net.")
        || e.getClass().getName().startsWith("javax.net.ssl.")) {
      return failed(Kind.NETWORK, e.getMessage());
    }
    return null;
  }

  static Failed failed(Kind kind, @Nullable String reason) {
    var line = reason == null ? kind.toString() : reason.replaceAll("\\p{Cntrl}+", " ").strip();
    return new Failed(
        kind, line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line);
  }
}
