package coop.potluck.app;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.CoopEntry;
import coop.potluck.catalogue.Lookup;
import coop.potluck.mirror.GitAccess;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what of a mirror may be cloned: what the catalogue serves, and nothing else. */
final class GitPermissions implements Function<RecipeId, Optional<GitAccess>> {

  private final CatalogueReader reader;

  GitPermissions(CatalogueReader reader) {
    this.reader = reader;
  }

  /** What a co-op of this DNS name is called here. */
  Optional<CoopId> alias(String domain) {
    return reader.coops().stream()
        .map(CoopEntry::coop)
        .filter(coop -> domain.equals(coop.domain()))
        .map(Coop::id)
        .findFirst();
  }

  @Override
  public Optional<GitAccess> apply(RecipeId id) {
    var found = reader.recipe(id);
    if (found instanceof Lookup.Blocked<?> blocked) {
      return Optional.of(new GitAccess(blocked.block().reason(), Set.of()));
    }
    if (found instanceof Lookup.Absent<?>) {
      return Optional.empty();
    }
    var hidden =
        reader.blocks().stream()
            .filter(block -> block.recipe().equals(id))
            .flatMap(block -> Optional.ofNullable(block.tag()).stream())
            .collect(Collectors.toUnmodifiableSet());
    return Optional.of(new GitAccess(null, hidden));
  }
}
