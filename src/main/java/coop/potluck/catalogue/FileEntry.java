package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of a version.
 *
 * @param sha256 in lower-case hexadecimal; null where its bytes were not read
 * @param text whether its content is stored, as it is for text up to a limit
 */
public record FileEntry(
    String path, RecipeFile.Kind kind, long size, @Nullable String sha256, boolean text) {

  /**
   * A file with its content.
   *
   * @param text null where the content is not stored: a link, a binary, or too large
   */
  public record Content(FileEntry file, @Nullable String text) {}
}
