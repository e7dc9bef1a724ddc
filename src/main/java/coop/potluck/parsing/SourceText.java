package coop.potluck.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.RecipeFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file's text: lines end in {@code \n}, there is no byte order mark, and what was no UTF-8 or a
 * NUL byte is U+FFFD.
 *
 * @param problems what had to be replaced, and where it stands first
 */
record SourceText(String file, String text, List<Problem> problems) {

  private static final char REPLACEMENT = '\uFFFD';

  SourceText {
    problems = List.copyOf(problems);
  }

  /** The text of a file; empty where its bytes were not read or are more than the limit. */
  static Optional<SourceText> of(RecipeFile file, long maxBytes) {
    var bytes = file.bytes();
    return bytes == null || bytes.length > maxBytes
        ? Optional.empty()
        : Optional.of(decode(file.path(), bytes, bytes.length));
  }

  /** The text of the first {@code length} bytes. */
  static SourceText decode(String file, byte[] bytes, int length) {
    var problems = new ArrayList<Problem>();
    var text = new String(bytes, 0, length, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      malformed(file, bytes, length, problems);
    }
    var nul = text.indexOf('\0');
    if (nul >= 0) {
      problems.add(new Problem(file + ":" + line(text, nul), "text without NUL bytes"));
      text = text.replace('\0', REPLACEMENT);
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (text.indexOf('\r') >= 0) {
      text = text.replace("\r\n", "\n").replace('\r', '\n');
    }
    return new SourceText(file, text, problems);
  }

  private static void malformed(String file, byte[] bytes, int length, List<Problem> problems) {
    var in = ByteBuffer.wrap(bytes, 0, length);
    var decoded = CharBuffer.allocate(length);
    if (UTF_8.newDecoder().decode(in, decoded, true).isError()) {
      var line = line(decoded.flip().toString(), decoded.limit());
      problems.add(new Problem(file + ":" + line, "text in UTF-8; other bytes were replaced"));
    }
  }

  private static int line(String text, int end) {
    return 1 + (int) text.chars().limit(end).filter(c -> c == '\n').count();
  }

  /** The lines, without their ends. */
  List<String> lines() {
    return List.of(text.split("\n", -1));
  }

  String where(int line) {
    return file + ":" + line;
  }
}
