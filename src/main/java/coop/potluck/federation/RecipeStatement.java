package coop.potluck.federation;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a recipe's default branch stands here, and this was read there.
 *
 * @param repository where it is cloned; absent where only mirrors have it
 * @param description plain text, cut where it was long
 * @param website an absolute URL
 * @param icon an absolute URL
 * @param manifest the {@link Manifest} of its files
 * @param parsed absent where what was read was rejected
 * @param texts its {@link HeadTexts}
 */
public record RecipeStatement(
    String coop,
    RecipeName recipe,
    @Nullable String repository,
    Head head,
    @Nullable String description,
    @Nullable String website,
    @Nullable String icon,
    boolean archived,
    ObjectReference manifest,
    @Nullable ParsedReference parsed,
    ObjectReference texts)
    implements Statement.Said {

  @Override
  public List<ObjectReference> objects() {
    var objects = new ArrayList<ObjectReference>();
    objects.add(manifest);
    if (parsed != null) {
      objects.add(parsed.object());
    }
    objects.add(texts);
    return List.copyOf(objects);
  }
}
