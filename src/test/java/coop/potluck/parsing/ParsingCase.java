package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as one text file: an explanation, then each file of the recipe after a line {@code -- path
 * --}, last what is wanted after {@code -- expected --}.
 *
 * <p>After a path may stand {@code (symlink)}, {@code (submodule)}, {@code (unread)}, {@code
 * (crlf)}, or {@code (bytes)}, in which {@code \xHH} stands for a byte.
 */
record ParsingCase(Path path, String input, RecipeFiles files, String expected) {

  private static final String EXPECTED = "-- expected --\n";

  static ParsingCase read(Path path) {
    try {
      var text = Files.readString(path);
      var end = text.indexOf(EXPECTED);
      var input = end < 0 ? text : text.substring(0, end);
      var expected = end < 0 ? "" : text.substring(end + EXPECTED.length());
      return new ParsingCase(path, input, files(input), expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void rewrite(String actual) {
    try {
      Files.writeString(path, input + EXPECTED + actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecipeFiles files(String input) {
    var files = new ArrayList<RecipeFile>();
    var problems = new ArrayList<Problem>();
    String header = null;
    var content = new StringBuilder();
    for (var line : input.split("(?<=\n)", -1)) {
      if (line.startsWith("-- ") && line.strip().endsWith(" --")) {
        add(header, content.toString(), files);
        header = line.strip().substring(3, line.strip().length() - 3);
        content.setLength(0);
      } else {
        content.append(line);
      }
    }
    add(header, content.toString(), files);
    return new RecipeFiles(files, problems);
  }

  private static void add(@Nullable String header, String content, List<RecipeFile> into) {
    if (header == null) {
      return;
    }
    var space = header.indexOf(" (");
    var path = space < 0 ? header : header.substring(0, space);
    var bytes = content.getBytes(UTF_8);
    into.add(
        switch (space < 0 ? "" : header.substring(space + 1)) {
          case "(symlink)" -> new RecipeFile(path, RecipeFile.Kind.SYMLINK, bytes.length, null);
          case "(submodule)" -> new RecipeFile(path, RecipeFile.Kind.SUBMODULE, 0, null);
          case "(unread)" -> new RecipeFile(path, RecipeFile.Kind.FILE, 1 << 30, null);
          case "(crlf)" -> file(path, content.replace("\n", "\r\n").getBytes(UTF_8));
          case "(bytes)" -> file(path, unescaped(content));
          case "" -> file(path, bytes);
          default -> throw new IllegalArgumentException("not a kind of file: " + header);
        });
  }

  static RecipeFile file(String path, byte[] bytes) {
    return new RecipeFile(path, RecipeFile.Kind.FILE, bytes.length, bytes);
  }

  private static byte[] unescaped(String content) {
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < content.length(); i++) {
      if (content.startsWith("\\x", i)) {
        out.write(Integer.parseInt(content.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        out.writeBytes(content.substring(i, i + 1).getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }
}
