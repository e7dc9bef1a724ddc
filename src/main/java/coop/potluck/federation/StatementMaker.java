package coop.potluck.federation;

import coop.potluck.catalogue.FileEntry;
import coop.potluck.catalogue.Publications;
import coop.potluck.catalogue.Publications.HeadRead;
import coop.potluck.catalogue.Publications.Parsed;
import coop.potluck.catalogue.Publications.Release;
import coop.potluck.catalogue.Publications.Subject;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the statements about one recipe out of what the catalogue holds of it. */
final class StatementMaker {

  private static final List<String> README_NAMES =
      List.of("readme.md", "readme.markdown", "readme", "readme.txt");

  private final Publications publications;
  private final @Nullable String gitUrl;

  /**
   * Statements out of a transaction.
   *
   * @param gitUrl where this node serves its mirrors, without a slash at the end; null if nowhere
   */
  StatementMaker(Publications publications, @Nullable String gitUrl) {
    this.publications = publications;
    this.gitUrl = gitUrl;
  }

  /** What came of making a statement. */
  sealed interface Made {

    /**
     * A statement that others can read.
     *
     * @param objects that it names, but for what was parsed
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way into the log, never compared
    record Ready(Statement statement, byte[] entry, List<byte[]> objects) implements Made {}

    /** There can be none. */
    record Unfit(String reason) implements Made {}
  }

  Made version(Subject subject, String coop, Release release) {
    var manifest = manifest(release.reading());
    if (manifest.length > Manifest.MAX_BYTES) {
      return tooManyFiles();
    }
    return fitting(
        Stream.of(repository(subject), null)
            .map(
                repository ->
                    new VersionStatement(
                        coop,
                        subject.id().name(),
                        repository,
                        release.tag(),
                        ObjectReference.of(manifest),
                        reference(release.parsed()))),
        List.of(manifest));
  }

  Made recipe(Subject subject, String coop, HeadRead head) {
    var manifest = manifest(head.reading());
    if (manifest.length > Manifest.MAX_BYTES) {
      return tooManyFiles();
    }
    var texts = texts(subject, head.reading()).bytes();
    var about = subject.repository();
    var whole =
        new RecipeStatement(
            coop,
            subject.id().name(),
            repository(subject),
            head.head(),
            PublicText.description(about.description()),
            PublicText.page(about.website()),
            PublicText.page(about.icon()),
            about.archived(),
            ObjectReference.of(manifest),
            reference(head.parsed()),
            ObjectReference.of(texts));
    return fitting(shorterAndShorter(whole), List.of(manifest, texts));
  }

  /** The statement, and what is left of it without what can be missed most easily. */
  private static Stream<RecipeStatement> shorterAndShorter(RecipeStatement whole) {
    return Stream.of(
        whole,
        shorter(whole, whole.repository(), whole.description(), whole.website()),
        shorter(whole, whole.repository(), whole.description(), null),
        shorter(whole, whole.repository(), null, null),
        shorter(whole, null, null, null));
  }

  private static RecipeStatement shorter(
      RecipeStatement it,
      @Nullable String repository,
      @Nullable String description,
      @Nullable String website) {
    return new RecipeStatement(
        it.coop(),
        it.recipe(),
        repository,
        it.head(),
        description,
        website,
        null,
        it.archived(),
        it.manifest(),
        it.parsed(),
        it.texts());
  }

  private static Made fitting(Stream<? extends Statement> longestFirst, List<byte[]> objects) {
    var fitting =
        longestFirst
            .flatMap(it -> entry(it).map(entry -> new Made.Ready(it, entry, objects)).stream())
            .findFirst();
    if (fitting.isEmpty()) {
      return new Made.Unfit("a statement of it takes more than " + Statements.MAX_BYTES + " bytes");
    }
    try {
      Statements.decode(fitting.get().entry());
      return fitting.get();
    } catch (MalformedException e) {
      return new Made.Unfit("other nodes could not read a statement of it: " + e.getMessage());
    }
  }

  private static Optional<byte[]> entry(Statement statement) {
    return Statements.encode(statement);
  }

  private static Made tooManyFiles() {
    return new Made.Unfit("the list of its files takes more than " + Manifest.MAX_BYTES + " bytes");
  }

  private static @Nullable ParsedReference reference(@Nullable Parsed parsed) {
    return parsed == null
        ? null
        : new ParsedReference(
            new ObjectReference(Hash.parseHex(parsed.sha256()).orElseThrow(), parsed.size()),
            parsed.schema());
  }

  private @Nullable String repository(Subject subject) {
    var own = PublicText.repository(subject.repository().publicUrl());
    return own != null || gitUrl == null ? own : gitUrl(subject.id());
  }

  private String gitUrl(RecipeId id) {
    return gitUrl + "/" + id + ".git";
  }

  private byte[] manifest(long reading) {
    var entries = new ArrayList<Manifest.Entry>();
    for (var file : publications.files(reading)) {
      var sha256 = file.sha256();
      entries.add(
          new Manifest.Entry(
              file.path(),
              file.kind(),
              file.size(),
              sha256 == null ? null : Hash.parseHex(sha256).orElseThrow()));
    }
    return new Manifest(entries).bytes();
  }

  private HeadTexts texts(Subject subject, long reading) {
    var readme =
        publications.files(reading).stream()
            .filter(StatementMaker::isReadme)
            .min(Comparator.comparingInt(StatementMaker::rank))
            .map(FileEntry::path);
    var text = readme.flatMap(path -> publications.text(reading, path));
    var next = publications.notes(subject, true).stream().findFirst();
    return new HeadTexts(
        text.map(it -> new HeadTexts.Text(readme.orElseThrow(), it)).orElse(null),
        publications.notes(subject, false),
        next.map(it -> new HeadTexts.Text(it.path(), it.text())).orElse(null));
  }

  private static boolean isReadme(FileEntry file) {
    return rank(file) >= 0
        && (file.kind() == RecipeFile.Kind.FILE || file.kind() == RecipeFile.Kind.EXECUTABLE);
  }

  private static int rank(FileEntry file) {
    return README_NAMES.indexOf(file.path().toLowerCase(Locale.ROOT));
  }
}
