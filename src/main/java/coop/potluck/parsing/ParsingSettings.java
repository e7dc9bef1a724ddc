package coop.potluck.parsing;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of what strangers wrote is read.
 *
 * @param maxFileBytes of a file that is parsed; a larger one counts as unreadable
 * @param maxReadmeBytes of a README that is rendered; the rest is cut off
 * @param maxReadmeTextLength in characters, of a README as plain text; the rest is not searched
 * @param maxNoteBytes of a release note; the rest is cut off
 * @param maxNotes of release notes of a repository
 * @param maxYamlDepth of nesting
 * @param maxYamlNodes of a Compose file, aliases resolved
 * @param maxServices of a composition
 * @param maxOverlays of a recipe
 * @param maxEnvironmentKeys of {@code .env.sample}
 * @param maxValueLength in characters, of a value after its variables are replaced
 * @param maxExpandedLength in characters, of all Compose files of a recipe after that
 * @param maxInterpolationDepth of variables within the defaults of variables
 * @param maxWarnings kept of one version
 */
public record ParsingSettings(
    long maxFileBytes,
    long maxReadmeBytes,
    int maxReadmeTextLength,
    long maxNoteBytes,
    int maxNotes,
    int maxYamlDepth,
    int maxYamlNodes,
    int maxServices,
    int maxOverlays,
    int maxEnvironmentKeys,
    int maxValueLength,
    int maxExpandedLength,
    int maxInterpolationDepth,
    int maxWarnings)
    implements Settings {

  public static final ParsingSettings DEFAULT =
      new ParsingSettings(
          1 << 20, 256 << 10, 16_384, 64 << 10, 1_000, 50, 100_000, 200, 100, 2_000, 16_384,
          4_000_000, 20, 200);

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    within(problems, "max_file_bytes", maxFileBytes, 1_024, 64 << 20);
    within(problems, "max_readme_bytes", maxReadmeBytes, 0, 4 << 20);
    within(problems, "max_readme_text_length", maxReadmeTextLength, 0, 1 << 20);
    within(problems, "max_note_bytes", maxNoteBytes, 0, 1 << 20);
    within(problems, "max_notes", maxNotes, 0, 100_000);
    within(problems, "max_yaml_depth", maxYamlDepth, 8, 200);
    within(problems, "max_yaml_nodes", maxYamlNodes, 100, 1_000_000);
    within(problems, "max_services", maxServices, 1, 10_000);
    within(problems, "max_overlays", maxOverlays, 0, 1_000);
    within(problems, "max_environment_keys", maxEnvironmentKeys, 1, 100_000);
    within(problems, "max_value_length", maxValueLength, 256, 1 << 20);
    within(problems, "max_expanded_length", maxExpandedLength, 1_024, 64 << 20);
    within(problems, "max_interpolation_depth", maxInterpolationDepth, 1, 100);
    within(problems, "max_warnings", maxWarnings, 1, 10_000);
    return problems;
  }

  private static void within(
      List<Problem> problems, String name, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add(new Problem(name, "a number from " + least + " to " + most));
    }
  }

  YamlReader.Limits yaml() {
    return new YamlReader.Limits(
        (int) Math.min(Integer.MAX_VALUE, maxFileBytes), maxYamlDepth, maxYamlNodes);
  }
}
