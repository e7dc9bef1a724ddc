package coop.potluck.federation;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import org.jspecify.annotations.Nullable;

/**
 * The last that a log says of a recipe or a tag.
 *
 * @param log the log's number in {@link LogStore}
 * @param coop its DNS name
 * @param tag null for the recipe as a whole
 * @param position of the statement in the log
 * @param leaf the statement's leaf hash
 * @param object what the tag names; null for a recipe that is withdrawn
 * @param commit of the tag, or the head's
 * @param manifest null while what the tag names is not stated
 * @param parsed null where it was rejected too
 */
public record Sighting(
    long log,
    String coop,
    RecipeName recipe,
    @Nullable String tag,
    long position,
    Hash leaf,
    State state,
    @Nullable ObjectName object,
    @Nullable ObjectName commit,
    @Nullable Hash manifest,
    @Nullable Hash parsed) {

  /** Whether the thing is there. */
  public enum State {
    PRESENT,
    /** The tag names something else, of which no statement came yet. */
    MOVED,
    WITHDRAWN
  }
}
