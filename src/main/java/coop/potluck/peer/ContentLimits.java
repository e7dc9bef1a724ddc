package coop.potluck.peer;

import coop.potluck.parsing.ParsingSettings;
import coop.potluck.recipe.RecipeContent;
import org.jspecify.annotations.Nullable;

/** What a peer's reading of a recipe may be at most: about what ours could be. */
final class ContentLimits {

  private static final int MAX_LINE = 1_000;
  private static final int MAX_TEXT = 16_384;
  private static final int MAX_ITEMS = 10_000;

  private final ParsingSettings parsing;

  ContentLimits(ParsingSettings parsing) {
    this.parsing = parsing;
  }

  /** What there is too much of; null if all is within the limits. */
  @Nullable String fault(RecipeContent content) {
    if (isLonger(content.title(), MAX_LINE) || isLonger(content.type(), MAX_LINE)) {
      return "a title or type of more than " + MAX_LINE + " characters";
    }
    if (isLonger(content.summary(), MAX_TEXT)) {
      return "a summary of more than " + MAX_TEXT + " characters";
    }
    if (isLonger(content.claimed().category(), MAX_LINE)) {
      return "a category of more than " + MAX_LINE + " characters";
    }
    if (content.composition().services().size() > parsing.maxServices()) {
      return "more than " + parsing.maxServices() + " services";
    }
    if (content.overlays().size() > parsing.maxOverlays()) {
      return "more than " + parsing.maxOverlays() + " overlays";
    }
    if (content.environment().size() > parsing.maxEnvironmentKeys()) {
      return "more than " + parsing.maxEnvironmentKeys() + " keys of .env.sample";
    }
    var most =
        Math.max(
            Math.max(content.abraImages().size(), content.variables().size()),
            Math.max(content.privileges().size(), content.warnings().size()));
    return most > MAX_ITEMS ? "a list of more than " + MAX_ITEMS + " items" : null;
  }

  private static boolean isLonger(@Nullable String text, int most) {
    return text != null && text.length() > most;
  }
}
