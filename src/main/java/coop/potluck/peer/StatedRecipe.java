package coop.potluck.peer;

import coop.potluck.catalogue.Listing.Listed;
import coop.potluck.catalogue.RecipeSync.HeadSync;
import coop.potluck.catalogue.RecipeSync.VersionSync;
import coop.potluck.federation.Hash;
import coop.potluck.federation.HeadTexts;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Manifest;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.Sighting;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.VersionStatement;
import coop.potluck.object.RecipeObject;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Repository;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a log states of a recipe, with the objects it names, into what a mirror would give.
 */
final class StatedRecipe {

  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_URL = 2_000;

  private final LogStore logs;
  private final RecipeParser parser;
  private final ContentLimits limits;

  StatedRecipe(LogStore logs, RecipeParser parser, ContentLimits limits) {
    this.logs = logs;
    this.parser = parser;
    this.limits = limits;
  }

  /** An object that is here and cannot be used. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Hash object;

    UnusableException(Hash object, String reason) {
      super(reason);
      this.object = object;
    }

    Hash object() {
      return object;
    }
  }

  /** The statement of a sighting; null where it is of another type. */
  static <T extends Statement> @Nullable T statement(
      LogStore logs, Sighting sighting, Class<T> type) {
    var entry = logs.entry(sighting.log(), sighting.position()).orElse(null);
    if (entry == null) {
      return null;
    }
    try {
      var statement = Statements.decode(entry);
      return type.isInstance(statement) ? type.cast(statement) : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  /** How a recipe is listed. */
  static Listed listed(String origin, RecipeName name, @Nullable RecipeStatement stated) {
    var url = stated == null ? null : url(stated.repository());
    return new Listed(
        name,
        new Repository(
            url,
            null,
            stated == null ? null : line(stated.description()),
            stated == null ? null : url(stated.website()),
            stated == null ? null : url(stated.icon()),
            stated != null && stated.archived()),
        Sha256.hex(origin + "\n" + url));
  }

  /** What was read of a tag; empty while an object is missing. */
  Optional<VersionSync> version(String origin, VersionStatement stated) throws UnusableException {
    var files = files(stated.manifest());
    var reading = reading(origin, stated.parsed());
    return files.isPresent() && reading.isPresent()
        ? Optional.of(new VersionSync(reading.get(), files.get()))
        : Optional.empty();
  }

  /** What was read of the head; empty while an object is missing. */
  Optional<HeadSync> head(String origin, RecipeStatement stated) throws UnusableException {
    var files = files(stated.manifest());
    var reading = reading(origin, stated.parsed());
    var texts = logs.object(stated.texts().sha256());
    if (files.isEmpty() || reading.isEmpty() || texts.isEmpty()) {
      return Optional.empty();
    }
    var repository = url(stated.repository());
    var links =
        repository == null ? LinkBase.NONE : LinkBase.guess(repository, stated.head().branch());
    var documents = parser.head(texts(stated.texts(), texts.get()), links);
    var next = documents.nextNote();
    return Optional.of(
        new HeadSync(
            stated.head(),
            reading.get(),
            documents.readmeHtml(),
            documents.readmeText(),
            documents.notes(),
            next == null ? null : new ReleaseNote("next", "release/next", next),
            files.get()));
  }

  private Optional<RecipeFiles> files(ObjectReference manifest) throws UnusableException {
    var bytes = logs.object(manifest.sha256());
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      var files = new ArrayList<RecipeFile>();
      for (var entry : Manifest.parse(bytes.get()).files()) {
        var sha256 = entry.sha256();
        files.add(
            RecipeFile.readElsewhere(
                entry.path(), entry.kind(), entry.size(), sha256 == null ? null : sha256.hex()));
      }
      return Optional.of(new RecipeFiles(files, List.of()));
    } catch (MalformedException e) {
      throw new UnusableException(manifest.sha256(), "no manifest: " + e.getMessage());
    }
  }

  private Optional<Reading> reading(String origin, @Nullable ParsedReference parsed)
      throws UnusableException {
    if (parsed == null) {
      return Optional.of(
          new Reading.Rejected(
              List.of(
                  new Problem(".", "a recipe that " + origin + " could read; it rejected it"))));
    }
    var hash = parsed.object().sha256();
    var bytes = logs.object(hash);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    var content =
        RecipeObject.decode(bytes.get())
            .orElseThrow(
                () ->
                    new UnusableException(
                        hash,
                        parsed.schema() > RecipeObject.SCHEMA
                            ? "read by a newer program, whose shape "
                                + parsed.schema()
                                + " is not known here"
                            : "no reading of a recipe of shape " + parsed.schema()));
    var fault = limits.fault(content);
    if (fault != null) {
      throw new UnusableException(hash, fault);
    }
    return Optional.of(new Reading.Parsed(content));
  }

  /** The files whose texts these are, for the parser to clean and render. */
  private static RecipeFiles texts(ObjectReference reference, byte[] bytes)
      throws UnusableException {
    try {
      var texts = HeadTexts.parse(bytes);
      var files = new ArrayList<RecipeFile>();
      add(files, texts.readme());
      add(files, texts.next());
      texts.notes().forEach(note -> add(files, new HeadTexts.Text(note.path(), note.text())));
      return new RecipeFiles(files, List.of());
    } catch (MalformedException e) {
      throw new UnusableException(reference.sha256(), "no texts of a head: " + e.getMessage());
    }
  }

  private static void add(List<RecipeFile> files, HeadTexts.@Nullable Text text) {
    if (text != null) {
      var bytes = text.text().getBytes(StandardCharsets.UTF_8);
      files.add(new RecipeFile(text.path(), RecipeFile.Kind.FILE, bytes.length, bytes));
    }
  }

  private static @Nullable String line(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), MAX_DESCRIPTION));
  }

  /** An address that people can open, without a user in it; null for anything else. */
  static @Nullable String url(@Nullable String text) {
    if (text == null || text.length() > MAX_URL) {
      return null;
    }
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme();
      var isWeb = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      return isWeb && uri.getHost() != null && uri.getRawUserInfo() == null ? text : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
