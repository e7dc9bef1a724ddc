package coop.potluck.api;

import coop.potluck.recipe.CoopId;
import java.util.Optional;
import java.util.function.Function;

/**
 * What tells who may do more than read.
 *
 * @param adminToken the operator's; empty switches administration over HTTP off
 * @param hookSecrets what a co-op's forge signs its webhooks with; empty for co-ops without hooks
 */
public record ApiSecrets(
    Optional<String> adminToken, Function<CoopId, Optional<String>> hookSecrets) {

  /** Nobody may do more than read. */
  public static final ApiSecrets NONE = new ApiSecrets(Optional.empty(), coop -> Optional.empty());

  @Override
  public String toString() {
    return "ApiSecrets[***]";
  }
}
