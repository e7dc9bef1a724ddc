package coop.potluck.app;

import coop.potluck.compatibility.EndOfLife;
import coop.potluck.recipe.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file with which an operator replaces the program's own dates of ends of life. */
final class OperatorDates {

  private static final long MAX_BYTES = 1L << 20;

  private OperatorDates() {}

  /**
   * The dates that are in force.
   *
   * @throws UnusableException if the operator's file cannot be used
   */
  static EndOfLife endOfLife(Config config) {
    var file = config.endOfLife();
    if (file == null) {
      return EndOfLife.standard();
    }
    var read = read(file);
    if (read instanceof EndOfLife.Read.Dates dates) {
      return dates.dates();
    }
    var text = new StringBuilder(file.toString()).append(" cannot be used:");
    ((EndOfLife.Read.Rejected) read).problems().forEach(it -> text.append("\n  ").append(it));
    throw new UnusableException(text.toString());
  }

  /** What is wrong with a file, where one is named. */
  static List<Problem> problems(@Nullable Path file) {
    return file != null && read(file) instanceof EndOfLife.Read.Rejected rejected
        ? rejected.problems()
        : List.of();
  }

  private static EndOfLife.Read read(Path file) {
    var name = file.toString();
    try {
      if (Files.size(file) > MAX_BYTES) {
        return rejected(name, "at most " + MAX_BYTES + " bytes");
      }
      return EndOfLife.parse(name, Files.readString(file));
    } catch (NoSuchFileException e) {
      return rejected(name, "there is no such file");
    } catch (CharacterCodingException e) {
      return rejected(name, "text in UTF-8");
    } catch (IOException e) {
      return rejected(name, "the file cannot be read");
    }
  }

  private static EndOfLife.Read rejected(String name, String expected) {
    return new EndOfLife.Read.Rejected(List.of(new Problem(name, expected)));
  }
}
