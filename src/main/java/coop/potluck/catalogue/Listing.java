package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Repository;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source answered when it was asked for its repositories.
 *
 * @param withdrawn of those that are not listed any more, what the source says it took back, which
 *     needs no second look unless it is most of all
 */
public record Listing(List<Listed> repositories, List<Skipped> skipped, Set<RecipeName> withdrawn) {

  /**
   * A repository that may hold a recipe.
   *
   * @param fingerprint a hash of the address it is cloned from, which is not stored itself
   */
  public record Listed(RecipeName name, Repository repository, String fingerprint) {}

  /** A repository that was passed over, under the name that the source gives it, and why. */
  public record Skipped(String name, String reason) {}

  /**
   * What came of recording a listing.
   *
   * @param followed every repository to look at now, those that are held among them
   * @param added those of them that are new, or back again
   * @param held listed before and now missing; kept until a later look or an operator confirms
   * @param withdrawn missing for long enough to be believed, and taken out by this look
   * @param passedOver another source of the same co-op already has a recipe of this name
   * @param alarm why the whole listing is doubted (it lists under half of what it did); null if not
   */
  public record Verdict(
      List<RecipeName> followed,
      List<RecipeName> added,
      List<RecipeName> held,
      List<RecipeName> withdrawn,
      List<RecipeName> passedOver,
      @Nullable String alarm) {
    public Verdict {
      followed = List.copyOf(followed);
      added = List.copyOf(added);
      held = List.copyOf(held);
      withdrawn = List.copyOf(withdrawn);
      passedOver = List.copyOf(passedOver);
    }
  }

  public Listing {
    repositories = List.copyOf(repositories);
    skipped = List.copyOf(skipped);
    withdrawn = Set.copyOf(withdrawn);
  }

  /** What a source lists that says nothing of what is missing. */
  public Listing(List<Listed> repositories, List<Skipped> skipped) {
    this(repositories, skipped, Set.of());
  }
}
