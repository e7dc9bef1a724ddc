package coop.potluck.catalogue;

/**
 * What a sync changed.
 *
 * @param added versions that were not known
 * @param moved tags that point elsewhere now
 * @param withdrawn tags that are gone
 * @param reread versions whose reading differs from the one before
 * @param head whether what is known of the head, the notes or the problems changed
 */
public record Stored(int added, int moved, int withdrawn, int reread, boolean head) {

  /** Whether anything was written. */
  public boolean changed() {
    return head || added + moved + withdrawn + reread > 0;
  }
}
