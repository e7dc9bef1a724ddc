package coop.potluck.catalogue;

import coop.potluck.database.Database;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one place that changes what the node knows. Each method is one transaction that holds its
 * entries of the change log; where nothing is new, nothing is written. Safe for many threads, which
 * take turns.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Catalogue {

  public Catalogue(Database database, Clock clock, CatalogueSettings settings) {
    this(database, clock, settings, point -> {});
  }

  /**
   * A catalogue that tells where it is.
   *
   * @param checkpoint called with a name before and after each commit
   */
  public Catalogue(
      Database database, Clock clock, CatalogueSettings settings, Consumer<String> checkpoint) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes over the configured co-ops in their order of precedence. What is no longer configured
   * leaves the catalogue; what was recorded of it stays.
   */
  public void follow(List<CoopRegistration> inPrecedence) {
    throw new UnsupportedOperationException();
  }

  /** Records what a source lists; throws {@link IllegalArgumentException} if it is not followed. */
  public Listing.Verdict recordListing(String sourceId, Listing listing) {
    throw new UnsupportedOperationException();
  }

  /** Records that a source did not answer. */
  public void recordListingFailure(String sourceId, String reason, @Nullable Instant retryAfter) {
    throw new UnsupportedOperationException();
  }

  /**
   * Believes a source: what it no longer lists is withdrawn now. False if there is no such source.
   */
  public boolean confirm(String sourceId) {
    throw new UnsupportedOperationException();
  }

  /** What is known of a repository. */
  public Known known(RecipeId id) {
    throw new UnsupportedOperationException();
  }

  /** Records a look at a listed repository. A recipe that is not listed is left alone. */
  public Stored store(RecipeSync sync) {
    throw new UnsupportedOperationException();
  }

  /** Records what came of an attempt; cheap where nothing differs. */
  public void recordOutcome(RecipeId id, Outcome outcome) {
    throw new UnsupportedOperationException();
  }

  /** Takes a recipe, or one version of it, out of the catalogue; what is unknown too. */
  public void block(RecipeId id, @Nullable String tag, String reason) {
    throw new UnsupportedOperationException();
  }

  /** Lifts a block; false if there is none. */
  public boolean unblock(RecipeId id, @Nullable String tag) {
    throw new UnsupportedOperationException();
  }

  /** Asks for a look at one recipe, all of a co-op, or everything; asking twice is asking once. */
  public void requestSync(@Nullable CoopId coop, @Nullable RecipeName recipe) {
    throw new UnsupportedOperationException();
  }

  /** The wishes that are open, oldest first; they are not open any more. */
  public List<SyncRequest> takeRequests() {
    throw new UnsupportedOperationException();
  }
}
