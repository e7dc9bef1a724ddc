package coop.potluck.indexing;

import coop.potluck.recipe.RecipeId;
import java.util.List;

/** Told how a sync goes on, from several threads. */
public interface SyncProgress {

  /** Nobody listens. */
  SyncProgress NONE = new SyncProgress() {};

  /** A source was listed, and so many more repositories are to be looked at. */
  default void listed(String sourceId, int repositories) {}

  /** A source is not believed, or did not answer. */
  default void doubted(String sourceId, String reason) {}

  /** A repository was looked at. */
  default void looked(RecipeId id, Look look) {}

  /** What came of looking at one repository. */
  sealed interface Look {

    /** Nothing is new. */
    record Unchanged() implements Look {}

    /** Something was stored; the problems are those of what was read this time. */
    record Changed(int added, int moved, int withdrawn, int reread, int rejected) implements Look {}

    /** It could not be looked at. */
    record Failed(String reason) implements Look {}

    /** It failed lately and is not due again. */
    record NotDue() implements Look {}
  }

  /** Passes on to all of several. */
  static SyncProgress all(List<SyncProgress> several) {
    return new SyncProgress() {
      @Override
      public void listed(String sourceId, int repositories) {
        several.forEach(one -> one.listed(sourceId, repositories));
      }

      @Override
      public void doubted(String sourceId, String reason) {
        several.forEach(one -> one.doubted(sourceId, reason));
      }

      @Override
      public void looked(RecipeId id, Look look) {
        several.forEach(one -> one.looked(id, look));
      }
    };
  }
}
