package coop.potluck.catalogue;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the catalogue keeps, and when it believes that something is gone.
 *
 * @param confirmAfter how long a repository must be missing before a later look takes it out
 * @param maxTextBytes the largest text file of a version whose content is stored
 * @param contentCacheBytes of what was parsed that is kept in memory for readers, counted as it is
 *     stored; there it takes several times as much
 */
public record CatalogueSettings(Duration confirmAfter, long maxTextBytes, long contentCacheBytes)
    implements Settings {

  public static final CatalogueSettings DEFAULT =
      new CatalogueSettings(Duration.ofHours(24), 256 * 1024, 2 * 1024 * 1024);

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    if (confirmAfter.isNegative() || confirmAfter.compareTo(Duration.ofDays(365)) > 0) {
      problems.add(new Problem("confirm_after", "0 s to 365 days"));
    }
    if (maxTextBytes < 1024 || maxTextBytes > 16 * 1024 * 1024) {
      problems.add(new Problem("max_text_bytes", "1024 to 16777216"));
    }
    if (contentCacheBytes < 0 || contentCacheBytes > 1024L * 1024 * 1024) {
      problems.add(new Problem("content_cache_bytes", "0 to 1073741824"));
    }
    return problems;
  }
}
