package coop.potluck.federation;

import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release tag stands here, with these files, which were read so.
 *
 * @param repository where it is cloned; absent where only mirrors have it
 * @param manifest the {@link Manifest} of its files
 * @param parsed absent where what was read was rejected
 */
public record VersionStatement(
    String coop,
    RecipeName recipe,
    @Nullable String repository,
    Tag tag,
    ObjectReference manifest,
    @Nullable ParsedReference parsed)
    implements Statement.Said {

  @Override
  public List<ObjectReference> objects() {
    return parsed == null ? List.of(manifest) : List.of(manifest, parsed.object());
  }
}
