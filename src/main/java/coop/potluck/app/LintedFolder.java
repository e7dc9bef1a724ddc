package coop.potluck.app;

import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.compatibility.LintSubject.Planned;
import coop.potluck.compatibility.LintSubject.Previous;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.View;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.WorkingCopy;
import coop.potluck.parsing.HeadDocuments;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A maintainer's folder as lint looks at it: its files, and the release that they follow.
 *
 * <p>What its label names is about to be released, and follows the highest release below it. If
 * that is released already, the folder is that release where it reads the same, and otherwise
 * follows the highest one there is. Releases that lead to what is checked out go before others.
 *
 * @param notes what a maintainer should know of how it was looked at, in sentences
 */
record LintedFolder(LintSubject subject, List<String> notes) {

  /** More releases that cannot be read are not passed over. */
  private static final int MAX_UNREADABLE = 20;

  /** Of a folder whose name cannot be a recipe's; then its TYPE is tried. */
  private static final RecipeName UNNAMED = new RecipeName("recipe");

  /**
   * Reads a folder.
   *
   * @throws UnusableException if it is no recipe's
   */
  static LintedFolder read(Path folder, Config config) {
    try (var copy = WorkingCopy.open(folder, config.mirror())) {
      return new Look(copy, new RecipeParser(config.parsing()).forOneRepository()).folder();
    } catch (MirrorException e) {
      throw new UnusableException(String.valueOf(e.getMessage()), e);
    }
  }

  /** One look at a folder. */
  private static final class Look {
    private final WorkingCopy copy;
    private final RecipeParser parser;
    private RecipeName name;
    private final List<String> notes = new ArrayList<>();

    Look(WorkingCopy copy, RecipeParser parser) {
      this.copy = copy;
      this.parser = parser;
      this.name = name(copy).orElse(UNNAMED);
    }

    LintedFolder folder() throws MirrorException {
      var files = copy.files(RecipeFile::mayBeText);
      var reading = parser.parse(name, files);
      if (name.equals(UNNAMED) && reading instanceof Reading.Parsed parsed) {
        name = Optional.ofNullable(parsed.content().type()).flatMap(RecipeName::parse).orElse(name);
        reading = parser.parse(name, files);
      }
      if (reading instanceof Reading.NotARecipe other) {
        throw new UnusableException(copy.folder() + " is no recipe: " + other.reason());
      }
      if (reading instanceof Reading.Rejected rejected) {
        var subject = new LintSubject(name, null, rejected.problems(), null, null, null, null);
        return new LintedFolder(subject, notes);
      }
      var content = ((Reading.Parsed) reading).content();
      var documents = parser.head(files, LinkBase.NONE);
      var label = Optional.ofNullable(content.labelVersion()).flatMap(Version::parse);
      if (label.isEmpty()) {
        notes.add("no label coop-cloud.${STACK_NAME}.version says which release comes next");
      }
      var past = past(documents);
      var previous = previous(content, label, past);
      var planned =
          label
              .filter(version -> !isBehind(version, previous))
              .map(version -> new Planned(version, note(version, documents, true)))
              .orElse(null);
      return new LintedFolder(
          new LintSubject(name, content, List.of(), content, previous, null, planned), notes);
    }

    private static boolean isBehind(Version version, @Nullable Previous previous) {
      return previous != null && previous.release().tag().name().equals(version.tag());
    }

    /** As its repository is called, or the folder. */
    private static Optional<RecipeName> name(WorkingCopy copy) {
      return copy.origin()
          .flatMap(RecipeName::parse)
          .or(
              () ->
                  Optional.ofNullable(copy.folder().getFileName())
                      .flatMap(last -> RecipeName.parse(last.toString())));
    }

    /** The releases of the repository, highest first; those that lead here if any does. */
    private List<Release> past(HeadDocuments documents) {
      try {
        var found = copy.releases();
        if (found.isEmpty()) {
          notes.add(
              "the folder is not the root of a git repository, so nothing is compared with the"
                  + " release before");
          return List.of();
        }
        var releases = found.get();
        if (releases.tags().isEmpty()) {
          notes.add(
              "the repository has no release tag, so nothing is compared with the release before;"
                  + " if there is one elsewhere: git fetch --tags");
        }
        return releases.tags().stream()
            .filter(tag -> isCounted(tag, releases.behind()))
            .flatMap(
                tag -> Version.parse(tag.name()).map(it -> release(it, tag, documents)).stream())
            .sorted(Comparator.reverseOrder())
            .toList();
      } catch (MirrorException e) {
        notes.add(e.getMessage() + ", so nothing is compared with the release before");
        return List.of();
      }
    }

    private static boolean isCounted(Tag tag, Set<String> behind) {
      return behind.isEmpty() || behind.contains(tag.name());
    }

    private static Release release(Version version, Tag tag, HeadDocuments documents) {
      return new Release(version, tag, tag.date(), note(version, documents, false));
    }

    private static @Nullable ReleaseNote note(
        Version version, HeadDocuments documents, boolean isNext) {
      for (var note : documents.notes()) {
        if (note.tag().equals(version.tag())) {
          return note;
        }
      }
      return isNext && documents.nextNote() != null
          ? new ReleaseNote("next", "release/next", documents.nextNote())
          : null;
    }

    private @Nullable Previous previous(
        RecipeContent content, Optional<Version> label, List<Release> past) {
      var same =
          past.stream()
              .filter(release -> label.map(release.version()::equals).orElse(false))
              .findFirst();
      if (same.isPresent()) {
        var released = content(same.get());
        if (released.map(content::equals).orElse(false)) {
          return first(content, below(past, same.get()));
        }
        notes.add(
            same.get().tag().name()
                + " is released already, and the files have changed since: raise the label before"
                + " the next release");
        return first(content, past);
      }
      if (label.isEmpty()) {
        return first(content, past);
      }
      var before = past.stream().filter(release -> isBelow(release, label.get())).toList();
      if (before.isEmpty() && !past.isEmpty()) {
        notes.add(
            "all release tags are above "
                + label.get().tag()
                + ", which the label names, so nothing is compared with the release before");
      }
      return first(content, before);
    }

    private static List<Release> below(List<Release> past, Release release) {
      return past.stream().filter(it -> it.compareTo(release) < 0).toList();
    }

    /** A tag that is to be is younger than all that are. */
    private static boolean isBelow(Release release, Version label) {
      var tag = release.tag();
      var next =
          new Release(
              label,
              new Tag(label.tag(), tag.object(), true, tag.commit(), tag.tree(), Instant.MAX),
              Instant.MAX,
              null);
      return release.compareTo(next) < 0;
    }

    /** The first that can be read. */
    private @Nullable Previous first(RecipeContent content, List<Release> releases) {
      for (var release : releases.subList(0, Math.min(MAX_UNREADABLE, releases.size()))) {
        var before = content(release);
        if (before.isPresent()) {
          var differences = new Comparer().differences(before.get(), content, new View.Defaults());
          return new Previous(release, before.get(), differences);
        }
      }
      return null;
    }

    private Optional<RecipeContent> content(Release release) {
      try {
        var reading = parser.parse(name, copy.files(release.tag(), RecipeFile::mayBeText));
        return reading instanceof Reading.Parsed parsed
            ? Optional.of(parsed.content())
            : Optional.empty();
      } catch (MirrorException e) {
        notes.add("release " + release.tag().name() + " is passed over: " + e.getMessage());
        return Optional.empty();
      }
    }
  }

  /** What it was compared with, in words. */
  String followed() {
    var previous = subject.previous();
    return previous == null ? "" : "compared with " + previous.release().tag().name();
  }
}
