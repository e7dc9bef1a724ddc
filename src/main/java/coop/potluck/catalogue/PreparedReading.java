package coop.potluck.catalogue;

import coop.potluck.object.RecipeObject;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reading made ready to be stored, before the writers' turn is taken.
 *
 * @param state {@code parsed}, {@code rejected} or {@code not_a_recipe}
 * @param reason why it is not a recipe
 * @param digest of everything here: a reading with the same one is the same
 */
record PreparedReading(
    String state,
    @Nullable String reason,
    @Nullable RecipeContent content,
    @Nullable RecipeObject object,
    List<StoredFile> files,
    List<Found> problems,
    String digest) {

  /** A file; its text is absent where it is not to be stored. */
  @SuppressWarnings("ArrayRecordComponent") // on its way to a column, never compared
  record StoredFile(
      String path,
      RecipeFile.Kind kind,
      long size,
      @Nullable String sha256,
      byte @Nullable [] text) {}

  /** A fault and of what kind it is. */
  record Found(ProblemEntry.Kind kind, Problem problem) {}

  /** The reading of a head, whose warnings are worth a maintainer's time. */
  static PreparedReading ofHead(Reading reading, RecipeFiles files, long maxTextBytes) {
    return of(reading, files, maxTextBytes, true);
  }

  static PreparedReading ofVersion(Reading reading, RecipeFiles files, long maxTextBytes) {
    return of(reading, files, maxTextBytes, false);
  }

  private static PreparedReading of(
      Reading reading, RecipeFiles files, long maxTextBytes, boolean head) {
    var content = reading instanceof Reading.Parsed parsed ? parsed.content() : null;
    var object = content == null ? null : RecipeObject.of(content);
    var problems = new ArrayList<Found>();
    files.problems().forEach(it -> problems.add(new Found(ProblemEntry.Kind.WARNING, it)));
    if (object != null && object.bytes().length > RecipeObject.MAX_BYTES) {
      problems.add(new Found(ProblemEntry.Kind.REJECTED, tooLarge()));
      content = null;
      object = null;
    }
    String reason = null;
    if (content != null && head) {
      content.warnings().forEach(it -> problems.add(new Found(ProblemEntry.Kind.WARNING, it)));
    } else if (reading instanceof Reading.Rejected rejected) {
      rejected.problems().forEach(it -> problems.add(new Found(ProblemEntry.Kind.REJECTED, it)));
    } else if (reading instanceof Reading.NotARecipe other) {
      reason = other.reason();
      var kind = head ? ProblemEntry.Kind.REPOSITORY : ProblemEntry.Kind.REJECTED;
      problems.add(new Found(kind, new Problem(".", "not a recipe: " + reason)));
    }
    var state = content != null ? "parsed" : reason != null ? "not_a_recipe" : "rejected";
    var stored = files.list().stream().map(file -> stored(file, maxTextBytes)).toList();
    return new PreparedReading(
        state, reason, content, object, stored, problems, digest(state, object, stored, problems));
  }

  private static Problem tooLarge() {
    return new Problem(
        ".",
        String.format(
            Locale.ROOT, "what was read of it takes more than %d bytes", RecipeObject.MAX_BYTES));
  }

  private static StoredFile stored(RecipeFile file, long maxTextBytes) {
    var bytes = file.bytes();
    var isText =
        bytes != null && file.isRegular() && bytes.length <= maxTextBytes && !hasNul(bytes);
    return new StoredFile(
        file.path(), file.kind(), file.size(), file.sha256(), isText ? bytes : null);
  }

  private static boolean hasNul(byte[] bytes) {
    for (var each : bytes) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }

  private static String digest(
      String state, @Nullable RecipeObject object, List<StoredFile> files, List<Found> problems) {
    var digest = new Digest().add(state).add(object == null ? null : object.sha256());
    for (var found : problems) {
      digest.add(found.kind().text()).add(found.problem().where()).add(found.problem().expected());
    }
    for (var file : files) {
      digest
          .add(file.path())
          .add(file.kind().name())
          .add(Long.toString(file.size()))
          .add(file.sha256())
          .add(file.text() == null ? null : "text");
    }
    return digest.hex();
  }
}
