package coop.potluck.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A case as one text file: an explanation, then two or more versions after lines {@code == tag ==},
 * each with the files after lines {@code -- path --} that are not as in the version before, {@code
 * -- path (deleted) --} for one that is gone; a view after {@code == view overlays a,b ==} or
 * {@code == view abra ==}; last what differs between the first and the last version after {@code ==
 * differences ==}.
 */
record ComparingCase(
    Path path,
    String input,
    List<Release> releases,
    List<RecipeContent> contents,
    View view,
    String expected) {

  private static final Path CASES = Path.of("src/test/resources/comparing");
  private static final String EXPECTED = "== differences ==\n";
  private static final RecipeParser PARSER = new RecipeParser(ParsingSettings.DEFAULT);

  static List<ComparingCase> all() {
    try (var files = Files.list(CASES)) {
      return files
          .filter(path -> path.toString().endsWith(".txt"))
          .sorted()
          .map(ComparingCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ComparingCase read(Path path) {
    try {
      var text = Files.readString(path);
      var end = text.indexOf(EXPECTED);
      if (end < 0) {
        throw new IllegalArgumentException(path + " wants nothing");
      }
      return read(path, text.substring(0, end), text.substring(end + EXPECTED.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ComparingCase read(Path path, String input, String expected) {
    View view = new View.Defaults();
    var releases = new ArrayList<Release>();
    var contents = new ArrayList<RecipeContent>();
    var files = new TreeMap<String, String>();
    String file = null;
    for (var line : input.split("(?<=\n)", -1)) {
      var words = line.strip();
      if (words.startsWith("== ") && words.endsWith(" ==")) {
        read(releases, contents, files);
        file = null;
        var header = words.substring(3, words.length() - 3);
        if (header.startsWith("view ")) {
          view = view(header.substring("view ".length()));
        } else {
          releases.add(release(header, releases.size()));
        }
      } else if (words.startsWith("-- ") && words.endsWith(" (deleted) --")) {
        file = null;
        files.remove(words.substring(3, words.length() - " (deleted) --".length()));
      } else if (words.startsWith("-- ") && words.endsWith(" --")) {
        file = words.substring(3, words.length() - 3);
        files.put(file, "");
      } else if (file != null) {
        files.merge(file, line, String::concat);
      }
    }
    read(releases, contents, files);
    return new ComparingCase(path, input, releases, contents, view, expected);
  }

  /** What stands under a version's line was read up to the next one. */
  private static void read(
      List<Release> releases, List<RecipeContent> contents, Map<String, String> files) {
    if (contents.size() < releases.size()) {
      contents.add(content(files));
    }
  }

  static RecipeContent content(Map<String, String> files) {
    var read =
        files.entrySet().stream()
            .map(
                entry -> {
                  var bytes = entry.getValue().getBytes(UTF_8);
                  return new RecipeFile(entry.getKey(), RecipeFile.Kind.FILE, bytes.length, bytes);
                })
            .toList();
    var reading = PARSER.parse(new RecipeName("wiki"), new RecipeFiles(read, List.of()));
    if (reading instanceof Reading.Parsed parsed) {
      return parsed.content();
    }
    throw new IllegalArgumentException("not a recipe: " + reading);
  }

  static Release release(String tag, int order) {
    var name = new ObjectName("%040x".formatted(order + 1));
    var date = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(order);
    return new Release(
        Version.parse(tag).orElseThrow(), new Tag(tag, name, true, name, name, date), date, null);
  }

  private static View view(String text) {
    return text.equals("abra")
        ? new View.Abra()
        : new View.Overlays(Arrays.asList(text.substring("overlays ".length()).split(",", -1)));
  }

  Comparison comparison() {
    return comparison(0, contents.size() - 1);
  }

  Comparison comparison(int from, int to) {
    var comparer = new Comparer();
    return comparer.comparison(
        releases.get(from),
        contents.get(from),
        releases.get(to),
        contents.get(to),
        view,
        comparer.differences(contents.get(from), contents.get(to), view));
  }

  void rewrite(String actual) {
    try {
      Files.writeString(path, input + EXPECTED + actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return String.valueOf(path.getFileName());
  }
}
