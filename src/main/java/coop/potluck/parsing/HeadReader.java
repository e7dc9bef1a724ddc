package coop.potluck.parsing;

import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.ReleaseNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the README and the release notes of a repository's head. */
final class HeadReader {

  private static final String NOTES = "release/";
  private static final String DRAFT = NOTES + "next";
  private static final List<String> README_NAMES =
      List.of("readme.md", "readme.markdown", "readme", "readme.txt");
  private static final int MAX_README_NAME = 15;

  private final ParsingSettings settings;
  private final Findings problems;

  HeadReader(ParsingSettings settings) {
    this.settings = settings;
    this.problems = new Findings(settings.maxWarnings());
  }

  HeadDocuments read(RecipeFiles files, LinkBase base) {
    var readme = readme(files);
    var html = readme.map(file -> html(file, base)).orElse(null);
    var notes = new ArrayList<ReleaseNote>();
    String draft = null;
    for (var file : files.list()) {
      var path = file.path();
      if (!path.startsWith(NOTES) || path.contains("/.git")) {
        continue;
      }
      if (notes.size() >= settings.maxNotes()) {
        problems.add(NOTES, "at most " + settings.maxNotes() + " notes; the rest is unread");
        break;
      }
      var text = text(file, settings.maxNoteBytes());
      if (text != null && path.equals(DRAFT)) {
        draft = text.text();
      } else if (text != null) {
        notes.add(new ReleaseNote(path.substring(NOTES.length()), path, text.text()));
      }
    }
    return new HeadDocuments(
        readme.map(RecipeFile::path).orElse(null), html, notes, draft, problems.list());
  }

  /** {@code README.md} at the root, however it is capitalised, or {@code README}. */
  static Optional<RecipeFile> readme(RecipeFiles files) {
    RecipeFile best = null;
    var bestRank = README_NAMES.size();
    for (var file : files.list()) {
      var rank =
          file.path().length() <= MAX_README_NAME
              ? README_NAMES.indexOf(file.path().toLowerCase(Locale.ROOT))
              : -1;
      if (rank >= 0 && rank < bestRank) {
        best = file;
        bestRank = rank;
      }
    }
    return Optional.ofNullable(best);
  }

  private @Nullable String html(RecipeFile file, LinkBase base) {
    var text = text(file, settings.maxReadmeBytes());
    if (text == null) {
      return null;
    }
    try {
      return ReadmeHtml.render(text, base);
    } catch (StackOverflowError e) {
      problems.add(file.path(), "a text that is nested less deeply");
      return null;
    }
  }

  private @Nullable SourceText text(RecipeFile file, long maxBytes) {
    var bytes = file.bytes();
    if (!file.isRegular() || bytes == null) {
      problems.add(file.path(), file.isRegular() ? "a smaller file" : "a regular file, not a link");
      return null;
    }
    var length = (int) Math.min(bytes.length, maxBytes);
    if (length < bytes.length) {
      problems.add(file.path(), "at most " + maxBytes + " bytes; the rest is cut off");
      // A character is not cut in two: its first byte is the only one outside 10xxxxxx.
      while (length > 0 && (bytes[length] & 0xC0) == 0x80) {
        length--;
      }
    }
    var text = SourceText.decode(file.path(), bytes, length);
    problems.addAll(text.problems());
    return text;
  }
}
