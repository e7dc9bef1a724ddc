package coop.potluck.app;

import coop.potluck.indexing.SyncProgress;
import coop.potluck.recipe.RecipeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a running node finds to its log. */
final class SyncLog implements SyncProgress {

  private static final Logger LOG = LoggerFactory.getLogger("sync");

  @Override
  public void listed(String sourceId, int repositories) {
    LOG.debug("{}: {} repositories", sourceId, repositories);
  }

  @Override
  public void doubted(String sourceId, String reason) {
    LOG.warn("{}: {}", sourceId, reason);
  }

  @Override
  public void looked(RecipeId id, Look look) {
    if (look instanceof Look.Changed changed) {
      LOG.info("{}: {}", id, SyncReport.words(changed));
    } else if (look instanceof Look.Failed failed) {
      LOG.warn("{}: {}", id, failed.reason());
    }
  }
}
