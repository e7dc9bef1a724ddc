package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the append-only change log.
 *
 * @param number counts up from 1, without promise of being dense
 * @param recipe null for a change of a co-op or of the node's list of co-ops
 * @param tag null for a change of the recipe as a whole
 * @param oldObject what the tag or head named before
 * @param newObject what it names now
 */
public record Change(
    long number,
    Instant at,
    Kind kind,
    @Nullable CoopId coop,
    @Nullable RecipeName recipe,
    @Nullable String tag,
    @Nullable ObjectName oldObject,
    @Nullable ObjectName oldCommit,
    @Nullable ObjectName newObject,
    @Nullable ObjectName newCommit) {

  /** What happened. */
  public enum Kind {
    /** A co-op came, went, moved in the order of precedence, or is described otherwise. */
    COOP,
    /** A source fails, is held, or is well again. */
    SOURCE,
    /**
     * A recipe is new or back, or its head, repository, notes or problems differ, or what was
     * worked out of it.
     */
    RECIPE,
    /** A recipe or tag is gone. */
    WITHDRAWN,
    /** A version is new. */
    VERSION,
    /** A known version was read again, with another result. */
    REREAD,
    /** A tag points elsewhere now. */
    MOVED,
    BLOCKED,
    UNBLOCKED;

    /** The name in JSON: {@code withdrawn}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A run of the log.
   *
   * @param next ask for changes since this one to go on
   * @param head the number of the log's last entry
   */
  public record Run(String epoch, List<Change> items, long next, long head) {
    public Run {
      items = List.copyOf(items);
    }
  }
}
