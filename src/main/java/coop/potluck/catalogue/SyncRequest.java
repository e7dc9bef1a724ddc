package coop.potluck.catalogue;

import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish of a webhook or an operator: look at this now.
 *
 * @param coop null for all
 * @param recipe null for all of the co-op
 */
public record SyncRequest(@Nullable CoopId coop, @Nullable RecipeName recipe, Instant since) {}
