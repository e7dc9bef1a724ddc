package coop.potluck.app;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the program speaks to: a terminal, on which a line can be drawn again, or a pipe or file.
 *
 * @param interactive whether it is a terminal at all
 * @param colours whether it shows colours, and its user wants them
 * @param columns characters in a line
 */
record Terminal(boolean interactive, boolean colours, int columns) {

  private static final int COLUMNS = 80;

  /** A pipe or a file. */
  static final Terminal NONE = new Terminal(false, false, COLUMNS);

  /** The terminal of this process; {@code NO_COLOR} and {@code TERM=dumb} are honoured. */
  static Terminal of(Map<String, String> environment) {
    return of(environment, isTerminal());
  }

  static Terminal of(Map<String, String> environment, boolean isTerminal) {
    if (!isTerminal || "dumb".equals(environment.get("TERM"))) {
      return NONE;
    }
    var plain = environment.getOrDefault("NO_COLOR", "");
    return new Terminal(true, plain.isEmpty(), columns(environment.get("COLUMNS")));
  }

  private static int columns(@Nullable String text) {
    return text != null && text.matches("[1-9]\\d{1,3}") ? Integer.parseInt(text) : COLUMNS;
  }

  /** From JDK 22 on there is a console even where there is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // before that there is none
  private static boolean isTerminal() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
