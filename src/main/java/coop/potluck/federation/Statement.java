package coop.potluck.federation;

import coop.potluck.recipe.RecipeName;
import java.util.List;

/**
 * What one entry of a log says.
 *
 * <p>Co-ops are named by their DNS name, in lower case. {@link Statements} makes bytes of it and
 * reads them.
 */
public sealed interface Statement permits Statement.Said, KeyStatement, UnknownStatement {

  /** The objects that it names, in the order of its members. */
  default List<ObjectReference> objects() {
    return List.of();
  }

  /** A statement about a recipe or one of its tags. */
  sealed interface Said extends Statement
      permits VersionStatement, MovedStatement, WithdrawnStatement, RecipeStatement {

    String coop();

    RecipeName recipe();
  }
}
