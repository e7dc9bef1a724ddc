package coop.potluck.parsing;

import coop.potluck.compatibility.OperatorFile;
import coop.potluck.recipe.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code .env} of an operator's app, which has the grammar of {@code .env.sample}.
 *
 * <p>Its values are secrets of somebody else: a problem names a line or a key, never what stands
 * there.
 */
public final class OperatorFileReader {

  /** What a problem calls the file. */
  private static final String FILE = ".env";

  private static final String TYPE = "TYPE";

  /** What newer clients call it. */
  private static final String RECIPE = "RECIPE";

  /** What clients put behind the commit of a working copy that has changes of its own. */
  private static final String CHANGED = "+U";

  /** Anything else in the chain is no file of a recipe, and maybe what a variable stands for. */
  private static final Pattern COMPOSE_PATH = Pattern.compile("[A-Za-z0-9._/-]{1,200}\\.ya?ml");

  private final ParsingSettings settings;

  public OperatorFileReader(ParsingSettings settings) {
    this.settings = settings;
  }

  /** What came of reading a file. */
  public sealed interface Read {
    /** What it says. */
    record Parsed(OperatorFile file) implements Read {}

    /** Why it is none, by lines and keys; never empty. */
    record Rejected(List<Problem> problems) implements Read {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads a file's bytes: text in UTF-8 of at most {@link ParsingSettings#maxFileBytes} bytes, with
   * assignments, comments and blank lines. A key that stands in it twice has its last value; a
   * chain such as {@code COMPOSE_FILE="$COMPOSE_FILE:compose.x.yml"} is followed.
   */
  public Read read(byte[] bytes) {
    if (bytes.length > settings.maxFileBytes()) {
      return rejected(new Problem(FILE, "at most " + settings.maxFileBytes() + " bytes"));
    }
    var text = SourceText.decode(FILE, bytes, bytes.length);
    if (!text.problems().isEmpty()) {
      return new Read.Rejected(text.problems());
    }
    var problems = new Findings(settings.maxWarnings());
    var read = EnvSampleReader.readDiscreetly(text, settings, problems);
    if (!problems.isEmpty()) {
      return new Read.Rejected(problems.list());
    }
    var values = values(read);
    if (values.isEmpty()) {
      return rejected(new Problem(FILE, "a line such as TYPE=name at least"));
    }
    var type = values.getOrDefault(TYPE, values.getOrDefault(RECIPE, "")).strip();
    var colon = type.indexOf(':');
    return new Read.Parsed(
        new OperatorFile(
            nullIfEmpty(colon < 0 ? type : type.substring(0, colon)),
            nullIfEmpty(colon < 0 ? "" : version(type.substring(colon + 1))),
            values,
            read.composeFiles().stream()
                .filter(path -> COMPOSE_PATH.matcher(path).matches())
                .toList()));
  }

  private static Read rejected(Problem problem) {
    return new Read.Rejected(List.of(problem));
  }

  private static String version(String text) {
    return text.endsWith(CHANGED) ? text.substring(0, text.length() - CHANGED.length()) : text;
  }

  /** Of the keys that are not commented out; the sample's reader sets more than those. */
  private static Map<String, String> values(EnvSample read) {
    var values = new HashMap<String, String>();
    for (var key : read.keys()) {
      if (!key.optional()) {
        values.put(key.key(), read.values().getOrDefault(key.key(), key.value()));
      }
    }
    return values;
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
