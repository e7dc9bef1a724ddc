package coop.potluck.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces variables as Compose does: {@code $VAR}, {@code ${VAR}}, {@code :-}, {@code -}, {@code
 * :?}, {@code ?}, {@code :+}, {@code +}, nested, and {@code $$} for a dollar sign.
 *
 * <p>A variable without a value is empty text. So is one that {@code ?} asks for: the sample leaves
 * to the operator what a deployment cannot do without. What a variable stands for is not
 * interpolated again, so the cost is that of the text.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md">the
 *     rules</a>
 */
final class Interpolation {

  /**
   * Text with its variables replaced, or what is wrong with it.
   *
   * @param error a sentence; null if all is well
   */
  record Result(String text, @Nullable String error) {}

  /**
   * A place that names a variable.
   *
   * @param fallback what stands in where it has no value, as it is written; null where nothing does
   * @param required whether {@code ?} asks for a value
   */
  record Use(String name, @Nullable String fallback, boolean required) {}

  private final Map<String, String> variables;
  private final int maxDepth;
  private final int maxLength;

  Interpolation(Map<String, String> variables, int maxDepth, int maxLength) {
    this.variables = variables;
    this.maxDepth = maxDepth;
    this.maxLength = maxLength;
  }

  Result expand(String text) {
    if (text.indexOf('$') < 0) {
      return new Result(text, null);
    }
    var walk = new Walk(text, null);
    walk.text(0, true);
    return walk.error == null
        ? new Result(walk.out.toString(), null)
        : new Result(text, walk.error);
  }

  /** The variables that a text names up to its first mistake; what is nested comes first. */
  List<Use> uses(String text) {
    if (text.indexOf('$') < 0) {
      return List.of();
    }
    var uses = new ArrayList<Use>();
    new Walk(text, uses).text(0, false);
    return uses;
  }

  /** One pass from left to right; with {@code emit} off it reads but writes nothing. */
  private final class Walk {
    private final String in;
    private final @Nullable List<Use> uses;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private @Nullable String error;

    Walk(String in, @Nullable List<Use> uses) {
      this.in = in;
      this.uses = uses;
    }

    void text(int depth, boolean emit) {
      while (error == null && at < in.length()) {
        var c = in.charAt(at);
        if (c == '}' && depth > 0) {
          return;
        }
        if (c == '$') {
          variable(depth, emit);
        } else {
          append(c, emit);
          at++;
        }
      }
    }

    private void variable(int depth, boolean emit) {
      var start = at++;
      var next = at < in.length() ? in.charAt(at) : ' ';
      if (next == '$') {
        at++;
        append('$', emit);
      } else if (next == '{') {
        at++;
        braced(start, depth, emit);
      } else {
        var name = name();
        if (name.isEmpty()) {
          fail(start, "a dollar sign that starts no variable: write $$");
        }
        use(name, ' ', at);
        append(variables.getOrDefault(name, ""), emit);
      }
    }

    private void braced(int start, int depth, boolean emit) {
      if (depth >= maxDepth) {
        fail(start, "variables nested deeper than " + maxDepth + " levels");
        return;
      }
      var name = name();
      if (name.isEmpty()) {
        fail(start, "a variable's name after ${");
        return;
      }
      var value = variables.get(name);
      var colon = at < in.length() && in.charAt(at) == ':';
      if (colon) {
        at++;
      }
      var there = value != null && !(colon && value.isEmpty());
      var operator = at < in.length() ? in.charAt(at) : ' ';
      var word = at + 1;
      if (operator == '-' || operator == '+' || operator == '?') {
        at++;
        var takesWord = operator == '-' ? !there : operator == '+' && there;
        if (value != null && there && operator != '+') {
          append(value, emit);
        }
        text(depth + 1, emit && takesWord);
      } else if (colon) {
        fail(start, "one of - ? + after the colon");
        return;
      } else if (value != null) {
        append(value, emit);
      }
      if (error == null && (at >= in.length() || in.charAt(at) != '}')) {
        fail(start, "a closing brace and before it one of :- - :? ? :+ + at most");
      }
      use(name, operator, word);
      at++;
    }

    /** {@code :+} needs no value either: without one its word is left out. */
    private void use(String name, char operator, int word) {
      if (uses != null && error == null && !name.isEmpty()) {
        var fallback = operator == '-' ? in.substring(word, at) : operator == '+' ? "" : null;
        uses.add(new Use(name, fallback, operator == '?'));
      }
    }

    private String name() {
      var start = at;
      while (at < in.length() && isName(in.charAt(at), at > start)) {
        at++;
      }
      return in.substring(start, at);
    }

    private void append(char c, boolean emit) {
      if (emit && roomFor(1)) {
        out.append(c);
      }
    }

    private void append(String value, boolean emit) {
      if (emit && roomFor(value.length())) {
        out.append(value);
      }
    }

    private boolean roomFor(int more) {
      if (out.length() + more > maxLength) {
        fail(0, "at most " + maxLength + " characters once variables are replaced");
        return false;
      }
      return true;
    }

    private void fail(int start, String expected) {
      if (error == null) {
        error = expected + ", in " + Findings.quoted(in.substring(start));
      }
    }
  }

  static boolean isName(char c, boolean digits) {
    return c == '_'
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (digits && c >= '0' && c <= '9');
  }
}
