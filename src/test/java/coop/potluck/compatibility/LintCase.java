package coop.potluck.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file of {@code src/test/resources/lint}, which is named after its rule.
 *
 * <p>A part begins with {@code == holds ==}, {@code == fails ==} or {@code == does not apply ==},
 * with more words where there are several of a kind. Then come facts, one a line: {@code recipe:},
 * {@code tag:}, {@code previous:} (a tag), {@code note:}, {@code moves:}, {@code today:}, and alone
 * on their lines {@code head}, {@code lightweight}, {@code not followed}, {@code older program}.
 * Without a tag and head it is a working copy. Then each file after {@code -- path --}; those of
 * the previous version are the same but for those after {@code -- previous/path --}, and {@code
 * (absent)} behind a path says that it had none. Last what is wanted after {@code -- verdict --}.
 */
record LintCase(
    String rule, String title, Map<String, String> facts, List<Section> files, String verdict) {

  private static final String VERDICT = "verdict";
  private static final String PREVIOUS = "previous/";
  private static final String ABSENT = " (absent)";
  private static final RecipeParser PARSER = new RecipeParser(ParsingSettings.DEFAULT);

  record Section(String path, String text) {}

  static List<LintCase> read(Path file) {
    try {
      var name = file.getFileName().toString();
      var rule = name.substring(0, name.length() - ".txt".length());
      var parts = Files.readString(file).split("(?m)^== ", -1);
      var cases = new ArrayList<LintCase>();
      for (var part : List.of(parts).subList(1, parts.length)) {
        cases.add(part(rule, part));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Facts and files of no rule's, without a verdict. */
  static LintCase of(String text) {
    return part("", " ==\n" + text);
  }

  private static LintCase part(String rule, String text) {
    var sections = text.split("(?m)^-- ", -1);
    var head = sections[0].lines().toList();
    var facts = new LinkedHashMap<String, String>();
    for (var line : head.subList(1, head.size())) {
      var colon = line.indexOf(':');
      if (!line.isBlank()) {
        facts.put(
            colon < 0 ? line.strip() : line.substring(0, colon).strip(),
            colon < 0 ? "" : line.substring(colon + 1).strip());
      }
    }
    var files = new ArrayList<Section>();
    var verdict = "";
    for (var section : List.of(sections).subList(1, sections.length)) {
      var end = section.indexOf(" --\n");
      var content = section.substring(end + " --\n".length());
      if (section.substring(0, end).equals(VERDICT)) {
        verdict = content.strip();
      } else {
        files.add(new Section(section.substring(0, end), content));
      }
    }
    var title = head.get(0).replace(" ==", "").strip();
    return new LintCase(rule, rule + " " + title, facts, files, verdict);
  }

  LintReport.Outcome kind() {
    var kind = title.substring(title.indexOf(' ') + 1);
    return kind.startsWith("holds")
        ? LintReport.Outcome.PASS
        : kind.startsWith("fails") ? LintReport.Outcome.FAIL : LintReport.Outcome.NOT_APPLICABLE;
  }

  LocalDate today() {
    return LocalDate.parse(facts.getOrDefault("today", "2026-01-15"));
  }

  LintSubject subject() {
    var name = new RecipeName(facts.getOrDefault("recipe", "wiki"));
    var now = new LinkedHashMap<String, String>();
    var before = new LinkedHashMap<String, String>();
    for (var file : files) {
      if (!file.path().startsWith(PREVIOUS)) {
        now.put(file.path(), file.text());
        before.put(file.path(), file.text());
      }
    }
    for (var file : files) {
      if (file.path().startsWith(PREVIOUS)) {
        var path = file.path().substring(PREVIOUS.length());
        if (path.endsWith(ABSENT)) {
          before.remove(path.substring(0, path.length() - ABSENT.length()));
        } else {
          before.put(path, file.text());
        }
      }
    }
    var reading = PARSER.parse(name, recipe(now));
    var content = content(reading);
    return new LintSubject(
        name,
        content,
        reading instanceof Reading.Rejected rejected ? rejected.problems() : List.of(),
        content,
        previous(name, content, before),
        published());
  }

  private @Nullable RecipeContent content(Reading reading) {
    if (!(reading instanceof Reading.Parsed parsed)) {
      return null;
    }
    return facts.containsKey("older program") ? withoutFiles(parsed.content()) : parsed.content();
  }

  /** As it is stored of a version that was read before Compose files were told. */
  private static RecipeContent withoutFiles(RecipeContent it) {
    return new RecipeContent(
        it.type(),
        it.title(),
        it.summary(),
        it.composition(),
        it.base(),
        it.overlays(),
        it.abraImages(),
        it.environment(),
        it.configVersions(),
        it.labelVersion(),
        it.needs(),
        it.privileges(),
        it.claimed(),
        it.computed(),
        it.maintainers(),
        null,
        it.architectures(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        it.warnings());
  }

  private LintSubject.@Nullable Previous previous(
      RecipeName name, @Nullable RecipeContent content, Map<String, String> files) {
    var tag = facts.get("previous");
    if (tag == null || content == null) {
      return null;
    }
    var before = ((Reading.Parsed) PARSER.parse(name, recipe(files))).content();
    return new LintSubject.Previous(
        release(tag, null),
        before,
        new Comparer().differences(before, content, new View.Defaults()));
  }

  private LintSubject.@Nullable Published published() {
    var tag = facts.get("tag");
    if (tag == null && !facts.containsKey("head")) {
      return null;
    }
    return new LintSubject.Published(
        tag == null ? null : release(tag, facts.get("note")),
        Integer.parseInt(facts.getOrDefault("moves", "0")),
        !facts.containsKey("not followed"));
  }

  private Release release(String tag, @Nullable String note) {
    var time = Instant.parse("2025-06-01T12:00:00Z");
    var object = new ObjectName("0".repeat(40));
    return new Release(
        Version.parse(tag).orElseThrow(),
        new Tag(tag, object, !facts.containsKey("lightweight"), object, object, time),
        time,
        note == null ? null : new ReleaseNote(tag, "release/" + tag, note));
  }

  private static RecipeFiles recipe(Map<String, String> files) {
    var read = new ArrayList<RecipeFile>();
    files.forEach(
        (path, text) -> {
          var bytes = text.getBytes(UTF_8);
          read.add(new RecipeFile(path, RecipeFile.Kind.FILE, bytes.length, bytes));
        });
    return new RecipeFiles(read, List.<Problem>of());
  }
}
