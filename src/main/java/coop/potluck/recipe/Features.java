package coop.potluck.recipe;

import org.jspecify.annotations.Nullable;

/**
 * The README's feature block, as its maintainer claims it, with old scales read as the new one.
 *
 * <p>Texts are as written where no scale applies ({@code 3 (OAuth)}); absent where the line is
 * missing or empty.
 *
 * @param status 0 to 5; absent where it is not a number
 */
public record Features(
    @Nullable String category,
    @Nullable Integer status,
    @Nullable Image image,
    @Nullable String healthcheck,
    @Nullable String backups,
    @Nullable String email,
    @Nullable String tests,
    @Nullable String sso) {

  /** A block that claims nothing. */
  public static final Features NONE = new Features(null, null, null, null, null, null, null, null);

  /**
   * The claim about the image.
   *
   * @param rating 0 to 4 as text; absent where none is given
   * @param source who makes the image: {@code upstream}
   */
  public record Image(
      @Nullable String image,
      @Nullable String url,
      @Nullable String rating,
      @Nullable String source) {}
}
