package coop.potluck.federation;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;

/** A tag that was stated points elsewhere now; a {@link VersionStatement} follows. */
public record MovedStatement(
    String coop, RecipeName recipe, String tag, Target before, Target after)
    implements Statement.Said {

  /**
   * What a tag names.
   *
   * @param object what the ref names: the tag object where it is annotated, else the commit
   */
  public record Target(ObjectName object, ObjectName commit) {}
}
