package coop.potluck.app;

import coop.potluck.federation.KeyFolder;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.OwnKeys;
import coop.potluck.federation.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a node has, or none.
 *
 * @param log of the log that it writes; absent for a node that publishes nothing
 * @param witness absent for one that cosigns nothing
 */
record NodeKeys(KeyFolder folder, @Nullable OwnKeys log, @Nullable SigningKey witness) {

  /**
   * Reads them.
   *
   * @throws UnusableException if they cannot be used; the message holds nothing of them
   */
  static NodeKeys read(Config config) {
    var folder = LogName.keys(config);
    try {
      var keys = new ArrayList<SigningKey>();
      folder.log().ifPresent(keys::add);
      if (!keys.isEmpty()) {
        folder.nextLog().ifPresent(keys::add);
      }
      var named = config.federation().origin();
      if (named != null && !keys.isEmpty() && !keys.get(0).verifierKey().name().equals(named)) {
        throw new UnusableException(
            "federation.origin is "
                + named
                + ", and the key in "
                + folder.path()
                + " is that of "
                + keys.get(0).verifierKey().name());
      }
      return new NodeKeys(
          folder, keys.isEmpty() ? null : new OwnKeys(keys), folder.witness().orElse(null));
    } catch (MalformedException | IllegalArgumentException e) {
      throw new UnusableException(
          "the keys in " + folder.path() + " cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UnusableException(
          "the keys in " + folder.path() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The keys of the log, which a command cannot do without. */
  OwnKeys required() {
    if (log == null) {
      throw new UnusableException(
          "this node has no keys in " + folder.path() + "; potluck keygen makes them");
    }
    return log;
  }
}
