package coop.potluck.catalogue;

import coop.potluck.recipe.Features;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Repository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recipe in full.
 *
 * @param sourceId where it is found
 * @param publish whether it is stated to other nodes
 * @param head null if only its tags could be read
 * @param reading what came of reading the head; null as {@code head} is
 * @param content the head's, or the latest parsed version's where the head has none
 * @param latest the highest parsed version; null if there is none
 * @param versions how many are served
 * @param firstSeen when this node first heard of the recipe
 * @param updated when its newest version was made, or its head where it has none
 * @param missingSince set while its source no longer lists it and that is not confirmed
 * @param outcome what came of the last attempt at it
 */
public record RecipeEntry(
    RecipeId id,
    String sourceId,
    boolean publish,
    Repository repository,
    @Nullable Head head,
    @Nullable Reading reading,
    @Nullable RecipeContent content,
    boolean readme,
    @Nullable ReleaseNote nextNote,
    @Nullable VersionEntry latest,
    int versions,
    Instant firstSeen,
    Instant updated,
    @Nullable Instant missingSince,
    Outcome outcome) {

  /** What its README claims. */
  public Features claimed() {
    return content == null ? Features.NONE : content.claimed();
  }
}
