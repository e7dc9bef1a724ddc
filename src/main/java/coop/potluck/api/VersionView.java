package coop.potluck.api;

import coop.potluck.catalogue.FileEntry;
import coop.potluck.catalogue.VersionDetail;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version in full.
 *
 * @param content null unless it was parsed
 * @param reason why it is no recipe; null unless it is none
 */
record VersionView(
    CoopId coop,
    RecipeName name,
    boolean latest,
    VersionItemView version,
    List<SeenView.Seen> seenBy,
    List<SeenView.Disagreement> disagreements,
    @Nullable RecipeContent content,
    @Nullable String reason,
    List<Problem> problems,
    @Nullable ReleaseNote note,
    List<MoveView> moves,
    List<FileEntry> files) {

  /** When the tag pointed elsewhere before, or was gone. */
  record MoveView(
      ObjectName oldObject,
      ObjectName oldCommit,
      @Nullable ObjectName newObject,
      @Nullable ObjectName newCommit,
      Instant at) {}

  static VersionView of(VersionDetail detail, Provenance logs) {
    var seen = SeenView.of(detail.recipe(), detail.version().tag(), logs);
    var reading = detail.reading();
    return new VersionView(
        detail.recipe().coop(),
        detail.recipe().name(),
        detail.latest(),
        VersionItemView.of(detail.recipe(), detail.version(), logs),
        seen.seenBy(),
        seen.disagreements(),
        reading instanceof Reading.Parsed parsed ? parsed.content() : null,
        reading instanceof Reading.NotARecipe none ? none.reason() : null,
        detail.problems(),
        detail.note(),
        detail.moves().stream()
            .map(
                move ->
                    new MoveView(
                        move.oldObject(),
                        move.oldCommit(),
                        move.newObject(),
                        move.newCommit(),
                        move.at()))
            .toList(),
        detail.files());
  }
}
