package coop.potluck.api;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recipe whose versions a test writes down as text: each is the version before it with some files
 * changed. The parser reads them, and the catalogue gets them as from a look at a repository.
 */
final class WrittenRecipe {

  private final RecipeId id;
  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);
  private final Map<Tag, RecipeFiles> versions = new LinkedHashMap<>();
  private final List<ReleaseNote> notes = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();

  WrittenRecipe(RecipeId id) {
    this.id = id;
  }

  /** Puts this text in the place of a file in the versions that follow. */
  WrittenRecipe file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** The same with one text of a file in the place of another. */
  WrittenRecipe edit(String path, String was, String is) {
    var text = files.getOrDefault(path, "");
    if (!text.contains(was)) {
      throw new IllegalArgumentException(path + " has no " + was);
    }
    return file(path, text.replace(was, is));
  }

  WrittenRecipe without(String path) {
    files.remove(path);
    return this;
  }

  /** A version of the files as they are, a day after the one before. */
  WrittenRecipe version(String tag) {
    var date = SampleRecipes.DAY.plus(Duration.ofDays(versions.size()));
    versions.put(SampleRecipes.tag(tag, id.toString(), date), SampleRecipes.files(files));
    return this;
  }

  WrittenRecipe note(String tag, String text) {
    notes.add(new ReleaseNote(tag, "release/" + tag, text));
    return this;
  }

  /** Stores it, its head as the last version is. */
  void store(Catalogue catalogue) {
    var readings = new LinkedHashMap<String, RecipeSync.VersionSync>();
    versions.forEach(
        (tag, read) ->
            readings.put(
                tag.name(), new RecipeSync.VersionSync(parser.parse(id.name(), read), read)));
    var last = List.copyOf(versions.keySet()).get(versions.size() - 1);
    var now = SampleRecipes.files(files);
    var documents = parser.head(now, LinkBase.NONE);
    catalogue.store(
        new RecipeSync(
            id,
            new RecipeSync.HeadSync(
                new Head("main", last.commit(), last.tree(), last.date()),
                parser.parse(id.name(), now),
                documents.readmeHtml(),
                documents.readmeText(),
                notes,
                null,
                now),
            List.copyOf(versions.keySet()),
            readings,
            List.of(),
            RecipeParser.SCHEMA));
  }
}
