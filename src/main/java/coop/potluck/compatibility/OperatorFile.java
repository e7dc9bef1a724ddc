package coop.potluck.compatibility;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's {@code .env} says.
 *
 * @param type {@code TYPE} without a version; absent where it names none
 * @param version what follows the colon of {@code TYPE}: a tag or a commit; absent where nothing
 *     does
 * @param values by key; what is commented out is not among them
 * @param composeFiles the paths that its {@code COMPOSE_FILE} names, in order; empty where it has
 *     none
 */
public record OperatorFile(
    @Nullable String type,
    @Nullable String version,
    Map<String, String> values,
    List<String> composeFiles) {

  public OperatorFile {
    values = Map.copyOf(values);
    composeFiles = List.copyOf(composeFiles);
  }

  /** No value of such a file is ever shown. */
  @Override
  public String toString() {
    return "an operator's file";
  }
}
