package coop.potluck.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A {@code history.txt}: what a seed's repository is about, and the commits that it is made of.
 *
 * @param settings {@code branch}, {@code description}, {@code website}, {@code icon}
 */
record SeedHistory(Map<String, String> settings, List<Step> steps) {

  /** The folder of the commit that ends the branch and is not tagged. */
  static final String HEAD = "head";

  private static final Set<String> KEYS = Set.of("branch", "description", "website", "icon");

  /**
   * One commit.
   *
   * @param folder its tree, and the tag's name
   * @param parent the step that it stands on, off the branch; absent on the branch
   */
  record Step(Instant date, String folder, boolean lightweight, @Nullable String parent) {}

  String branch() {
    return settings.getOrDefault("branch", "main");
  }

  static SeedHistory read(Path file) throws IOException, SeedException {
    if (!Files.isRegularFile(file)) {
      throw new SeedException(file, 1, "a history that names the commits");
    }
    return new Parser(file).parse(Files.readAllLines(file));
  }

  private static final class Parser {
    private final Path file;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int number;

    Parser(Path file) {
      this.file = file;
    }

    SeedHistory parse(List<String> lines) throws SeedException {
      for (var raw : lines) {
        number++;
        var line = raw.strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        if (Character.isDigit(line.charAt(0))) {
          steps.add(step(line));
        } else {
          setting(line);
        }
      }
      if (steps.isEmpty()) {
        throw wrong("at least one commit: a time, two spaces, a folder");
      }
      if (!Repository.isValidRefName(Refs.HEADS + settings.getOrDefault("branch", "main"))) {
        throw wrong("a branch that git can have");
      }
      return new SeedHistory(settings, steps);
    }

    private void setting(String line) throws SeedException {
      var colon = line.indexOf(':');
      var key = colon < 0 ? line : line.substring(0, colon);
      if (!KEYS.contains(key) || !steps.isEmpty()) {
        throw wrong("one of branch, description, website and icon, before all commits");
      }
      if (settings.put(key, line.substring(colon + 1).strip()) != null) {
        throw wrong(key + " once");
      }
    }

    private Step step(String line) throws SeedException {
      var columns = line.split("\\s{2,}", 3);
      if (columns.length < 2) {
        throw wrong("a time, two spaces, a folder");
      }
      var folder = columns[1];
      var lightweight = false;
      String parent = null;
      for (var option : columns.length == 3 ? columns[2].split("\\s+") : new String[0]) {
        if (option.equals("lightweight")) {
          lightweight = true;
        } else if (option.startsWith("parent=") && seen.contains(option.substring(7))) {
          parent = option.substring(7);
        } else {
          throw wrong("the options lightweight and parent=<a folder above>, not " + option);
        }
      }
      if (!Repository.isValidRefName(Refs.TAGS + folder) || folder.contains("/")) {
        throw wrong("a folder whose name can be a tag");
      }
      if (!Files.isDirectory(file.resolveSibling(folder))) {
        throw wrong("a folder named " + folder);
      }
      if (!seen.add(folder)) {
        throw wrong("each folder once, not " + folder + " again");
      }
      return new Step(date(columns[0]), folder, lightweight, parent);
    }

    private Instant date(String text) throws SeedException {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw wrong("a time such as 2024-02-03T10:00:00Z");
      }
    }

    private SeedException wrong(String expected) {
      return new SeedException(file, Math.max(1, number), expected);
    }
  }
}
