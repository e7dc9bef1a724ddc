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

  static final String NOTES = "release/";
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
    var shown = readme.map(file -> shown(file, base)).orElse(Shown.NOTHING);
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
        readme.map(RecipeFile::path).orElse(null),
        shown.html(),
        shown.text(),
        notes,
        draft,
        problems.list());
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

  /** A README as it is shown and as it is searched. */
  private record Shown(@Nullable String html, String text) {
    static final Shown NOTHING = new Shown(null, "");
  }

  private Shown shown(RecipeFile file, LinkBase base) {
    var text = text(file, settings.maxReadmeBytes());
    if (text == null) {
      return Shown.NOTHING;
    }
    try {
      return new Shown(
          ReadmeHtml.render(text, base), ReadmeText.of(text, settings.maxReadmeTextLength()));
    } catch (StackOverflowError e) {
      problems.add(file.path(), "a text that is nested less deeply");
      return Shown.NOTHING;
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
