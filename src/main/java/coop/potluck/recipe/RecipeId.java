package coop.potluck.recipe;

import java.util.Comparator;

/** A recipe's identity within this node: {@code <co-op>/<name>}. */
public record RecipeId(CoopId coop, RecipeName name) implements Comparable<RecipeId> {

  private static final Comparator<RecipeId> ORDER =
      Comparator.comparing(RecipeId::coop).thenComparing(RecipeId::name);

  /** The id made of two well-formed parts; throws {@link IllegalArgumentException} otherwise. */
  public static RecipeId of(String coop, String name) {
    return new RecipeId(new CoopId(coop), new RecipeName(name));
  }

  @Override
  public int compareTo(RecipeId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return coop + "/" + name;
  }
}
