package coop.potluck.mirror;

import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevBlob;

/** What is asked of objects before a ref may name them. */
final class ReceivedObjects {

  private ReceivedObjects() {}

  /**
   * Refuses what no git writes and what would be a trap in a work tree: {@code ..}, {@code .git},
   * names twice. Old tools' zero-padded modes and odd names of persons are history and pass.
   */
  static ObjectChecker checker() {
    return new ObjectChecker()
        .setAllowLeadingZeroFileMode(true)
        .setAllowInvalidPersonIdent(true)
        .setSafeForMacOS(true)
        .setSafeForWindows(false);
  }

  /** Checks that all that is reachable from {@code tips}, and not from {@code held}, is here. */
  static void verify(
      Repository repository, Collection<ObjectId> tips, Collection<ObjectId> held, Watch watch)
      throws IOException {
    try (var walk = new ObjectWalk(repository)) {
      for (var tip : tips) {
        walk.markStart(walk.parseAny(tip));
      }
      for (var id : held) {
        walk.markUninteresting(walk.parseAny(id));
      }
      while (walk.next() != null) {
        watch.check();
      }
      for (var object = walk.nextObject(); object != null; object = walk.nextObject()) {
        watch.check();
        if (object instanceof RevBlob && !walk.getObjectReader().has(object)) {
          throw new MissingObjectException(object, object.getType());
        }
      }
    }
  }
}
