package coop.potluck.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.parsing.OperatorFileReader;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A case as one text file: an explanation; versions after lines {@code == tag ==}, or {@code == tag
 * 2026-01-31 ==} where the day matters, each with the files after lines {@code -- path --} that are
 * not as in the version before, {@code -- path (deleted) --} for one that is gone, and {@code --
 * note --} for what its maintainer wrote; then questions, each with the wanted answer under it:
 * {@code == plan FROM TO ==}, {@code == updates FROM ==}, {@code == check FROM TO ==}, where the
 * operator's file stands between {@code -- .env --} and {@code -- wanted --}.
 */
record UpgradeCase(
    Path path,
    List<Release> releases,
    Map<Release, RecipeContent> contents,
    List<Question> questions) {

  private static final Path CASES = Path.of("src/test/resources/upgrading");
  private static final Pattern HEADER = Pattern.compile("== (.+) ==");
  private static final Pattern FILE = Pattern.compile("-- (.+?)( \\(deleted\\))? --");
  private static final RecipeParser PARSER = new RecipeParser(ParsingSettings.DEFAULT);

  /** What is asked; {@code file} is absent but for a check. */
  record Question(
      String header,
      List<String> words,
      @Nullable OperatorFile file,
      String given,
      String wanted) {}

  static List<UpgradeCase> all() {
    try (var files = Files.list(CASES)) {
      return files
          .filter(path -> path.toString().endsWith(".txt"))
          .sorted()
          .map(UpgradeCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UpgradeCase read(Path path) {
    var releases = new ArrayList<Release>();
    var contents = new HashMap<Release, RecipeContent>();
    var questions = new ArrayList<Question>();
    var files = new TreeMap<String, String>();
    for (var section : sections(path)) {
      var header = section.get(0);
      var body = section.subList(1, section.size());
      var words = List.of(header.split(" ", -1));
      if (words.size() > 1 && List.of("plan", "updates", "check").contains(words.get(0))) {
        questions.add(question(header, words, body));
        continue;
      }
      files.remove("note");
      read(body, files);
      var release = release(words, releases.size(), files.get("note"));
      releases.add(release);
      contents.put(release, content(files));
    }
    releases.sort(null);
    return new UpgradeCase(path, releases, contents, questions);
  }

  /** Each begins with its header. */
  private static List<List<String>> sections(Path path) {
    try {
      var sections = new ArrayList<List<String>>();
      for (var line : Files.readAllLines(path)) {
        var header = HEADER.matcher(line);
        if (header.matches()) {
          sections.add(new ArrayList<>(List.of(header.group(1))));
        } else if (!sections.isEmpty()) {
          sections.get(sections.size() - 1).add(line);
        }
      }
      return sections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(List<String> body, Map<String, String> files) {
    String file = null;
    for (var line : body) {
      var header = FILE.matcher(line);
      if (header.matches()) {
        file = header.group(1);
        files.put(file, "");
        if (header.group(2) != null) {
          files.remove(file);
          file = null;
        }
      } else if (file != null) {
        files.merge(file, line + "\n", String::concat);
      }
    }
  }

  private static Question question(String header, List<String> words, List<String> body) {
    if (!words.get(0).equals("check")) {
      return new Question(header, words, null, "", text(body));
    }
    var end = body.indexOf("-- wanted --");
    var given = text(body.subList(0, end + 1));
    var file = text(body.subList(1, end)).getBytes(UTF_8);
    if (new OperatorFileReader(ParsingSettings.DEFAULT).read(file)
        instanceof OperatorFileReader.Read.Parsed parsed) {
      var wanted = text(body.subList(end + 1, body.size()));
      return new Question(header, words, parsed.file(), given, wanted);
    }
    throw new IllegalArgumentException("no file of an operator: " + header);
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static Release release(List<String> words, int order, @Nullable String note) {
    var tag = words.get(0);
    var name = new ObjectName("%040x".formatted(order + 1));
    var date =
        words.size() > 1
            ? Instant.parse(words.get(1) + "T00:00:00Z")
            : Instant.parse("2026-01-01T00:00:00Z").plusSeconds(order);
    return new Release(
        Version.parse(tag).orElseThrow(),
        new Tag(tag, name, true, name, name, date),
        date,
        note == null ? null : new ReleaseNote(tag, "release/" + tag, note));
  }

  private static RecipeContent content(Map<String, String> files) {
    var read =
        files.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("note"))
            .map(
                entry -> {
                  var bytes = entry.getValue().getBytes(UTF_8);
                  return new RecipeFile(entry.getKey(), RecipeFile.Kind.FILE, bytes.length, bytes);
                })
            .toList();
    var reading = PARSER.parse(new RecipeName("cloud"), new RecipeFiles(read, List.of()));
    if (reading instanceof Reading.Parsed parsed) {
      return parsed.content();
    }
    throw new IllegalArgumentException("not a recipe: " + reading);
  }

  Release release(String tag) {
    return releases.stream()
        .filter(it -> it.tag().name().equals(tag))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no version " + tag + " in " + path));
  }

  Upgrades upgrades() {
    return new Upgrades(
        releases,
        release -> Objects.requireNonNull(contents.get(release)),
        (one, other) ->
            new Comparer().differences(content(one), content(other), new View.Defaults()),
        UpgradeRules.standard());
  }

  RecipeContent content(Release release) {
    return Objects.requireNonNull(contents.get(release));
  }

  String answer(Question question) {
    var from = release(question.words().get(1));
    var upgrades = upgrades();
    if (question.words().get(0).equals("updates")) {
      return UpgradeText.of(upgrades.updates(from));
    }
    var to = upgrades.target(from, question.words().get(2)).orElseThrow();
    var file = question.file();
    return file == null
        ? UpgradeText.of(upgrades.plan(from, to))
        : UpgradeText.of(upgrades.check(from, to, file));
  }

  /** Puts an answer in the place of the wanted one. */
  void rewrite(Question question, String answer) {
    try {
      var start = "== " + question.header() + " ==\n" + question.given();
      var text = Files.readString(path);
      Files.writeString(path, text.replace(start + question.wanted(), start + answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
