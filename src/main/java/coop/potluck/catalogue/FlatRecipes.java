package coop.potluck.catalogue;

import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.AbraImage;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts recipes together with all their versions, in two queries for all of them. */
final class FlatRecipes {

  private FlatRecipes() {}

  static List<FlatRecipe> list(FlatSql sql, @Nullable CoopId coop) {
    var alias = coop == null ? null : coop.value();
    var versions = versions(sql.listVersions(alias));
    var taken = new HashSet<RecipeName>();
    var recipes = new ArrayList<FlatRecipe>();
    for (var row : sql.listRecipes(alias)) {
      if (taken.add(row.name())) {
        recipes.add(
            new FlatRecipe(
                new RecipeId(row.coop(), row.name()),
                row.repository(),
                row.branch(),
                row.summary(),
                claimed(row.bytes()),
                versions.getOrDefault(row.id(), Map.of()).entrySet().stream()
                    .map(it -> new FlatRecipe.FlatVersion(it.getKey(), it.getValue()))
                    .toList()));
      }
    }
    return recipes;
  }

  private static Features claimed(byte @Nullable [] object) {
    return object == null
        ? Features.NONE
        : RecipeObject.decodeOwn(object).map(RecipeContent::claimed).orElse(Features.NONE);
  }

  private static Map<Long, Map<String, List<AbraImage>>> versions(List<FlatSql.VersionRow> rows) {
    var versions = new HashMap<Long, Map<String, List<AbraImage>>>();
    for (var row : rows) {
      var images =
          versions
              .computeIfAbsent(row.recipeId(), id -> new LinkedHashMap<>())
              .computeIfAbsent(row.tag(), tag -> new ArrayList<>());
      var image = row.abraImage();
      if (image != null) {
        images.add(image);
      }
    }
    return versions;
  }
}
