package coop.potluck.peer;

import coop.potluck.federation.Hash;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.TilePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of one log can be had: the peer itself, a mirror, an archive. What it gives is
 * believed by nobody. Used by several threads at once.
 */
public interface LogSource {

  /** How it is called when people are told of it: an address without credentials, a file's name. */
  String name();

  /** The newest signed checkpoint, as it is served. */
  byte[] checkpoint() throws IOException;

  /**
   * A tile or a bundle of entries, just as wide as it is asked for.
   *
   * @throws MissingPartException if there is none
   */
  byte[] tile(TilePath path) throws IOException;

  /**
   * The objects that the entries of a full bundle name: each after its length in four bytes.
   *
   * @param maxBytes past which reading fails
   * @throws MissingPartException if there is none
   */
  InputStream archive(long bundle, long maxBytes) throws IOException;

  /**
   * One object.
   *
   * @param maxBytes past which reading fails
   * @throws MissingPartException if there is none
   */
  byte[] object(Hash sha256, long maxBytes) throws IOException;

  /** Several objects, in as few requests as may be; those that are missing are left out. */
  default Map<Hash, byte[]> objects(List<ObjectReference> wanted) throws IOException {
    var found = new HashMap<Hash, byte[]>();
    for (var one : wanted) {
      try {
        found.put(one.sha256(), object(one.sha256(), one.size()));
      } catch (MissingPartException e) {
        // it is left out
      }
    }
    return found;
  }
}
