package coop.potluck.parsing;

import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files by which people find their way in a recipe, as far as it has them. */
final class Landmarks {

  /** After a README's path: its feature block. */
  private static final String BLOCK = "#metadata";

  private static final Set<String> CI_FILES =
      Set.of(".drone.yml", ".gitlab-ci.yml", ".woodpecker.yml", ".woodpecker.yaml");

  private static final List<String> CI_FOLDERS =
      List.of(".forgejo/workflows/", ".gitea/workflows/", ".github/workflows/", ".woodpecker/");

  private static final List<String> TEST_FOLDERS = List.of("test/", "tests/");

  private Landmarks() {}

  /** In order of paths; of a folder of tests the first file only. */
  static List<String> of(RecipeFiles files, Optional<RecipeFile> readme, boolean hasBlock) {
    var found = new TreeSet<String>();
    var folders = new TreeSet<String>();
    for (var file : files.list()) {
      var path = file.path();
      if (!file.isRegular()) {
        continue;
      }
      var isFile =
          CI_FILES.contains(path) || path.equals(EnvSample.PATH) || path.equals(AbraScript.PATH);
      if (isFile || folder(path).filter(folders::add).isPresent()) {
        found.add(path);
      }
    }
    readme
        .filter(RecipeFile::isRegular)
        .ifPresent(
            file -> {
              found.add(file.path());
              if (hasBlock) {
                found.add(file.path() + BLOCK);
              }
            });
    return List.copyOf(found);
  }

  /** Whether a file tests the recipe and is no part of what it deploys. */
  static boolean isTest(String path) {
    return CI_FILES.contains(path) || folder(path).isPresent();
  }

  /** The folder of tests that a file is one of. */
  private static Optional<String> folder(String path) {
    for (var folder : CI_FOLDERS) {
      if (path.startsWith(folder)) {
        var isYaml = path.endsWith(".yml") || path.endsWith(".yaml");
        return isYaml ? Optional.of(folder) : Optional.empty();
      }
    }
    var name = path.substring(path.lastIndexOf('/') + 1);
    return TEST_FOLDERS.stream()
        .filter(folder -> path.startsWith(folder) && !name.startsWith(".git"))
        .findFirst();
  }
}
