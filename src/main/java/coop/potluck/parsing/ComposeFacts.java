package coop.potluck.parsing;

import coop.potluck.recipe.RecipeContent.ComposeFile;
import coop.potluck.recipe.RecipeContent.Variable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Compose file says of itself, before its variables are replaced.
 *
 * @param variables in order of names; {@code STACK_NAME}, which every deployment has, is left out
 */
record ComposeFacts(ComposeFile file, List<Variable> variables) {

  private static final int MAX_VARIABLES = 2_000;
  private static final int MAX_TEXT = 200;

  static ComposeFacts of(YamlNode.Mapping root, int maxDepth, Findings warnings) {
    var walk = new Walk(new Interpolation(Map.of(), maxDepth, 0), warnings);
    root.entries().forEach((key, node) -> walk.node(node, InterpolatedTree.isRead(key)));
    return new ComposeFacts(
        new ComposeFile(root.file(), root.text("version"), walk.tagged),
        List.copyOf(walk.variables.values()));
  }

  private static final class Walk {
    private final Interpolation interpolation;
    private final Findings warnings;
    private final Map<String, Variable> variables = new TreeMap<>();
    private boolean tagged;

    Walk(Interpolation interpolation, Findings warnings) {
      this.interpolation = interpolation;
      this.warnings = warnings;
    }

    /** Looks at all that a node holds; at variables only where Compose replaces them. */
    void node(YamlNode node, boolean interpolated) {
      if (node instanceof YamlNode.Mapping mapping) {
        mapping.entries().values().forEach(value -> node(value, interpolated));
      } else if (node instanceof YamlNode.Sequence sequence) {
        sequence.items().forEach(item -> node(item, interpolated));
      } else if (node instanceof YamlNode.Tagged marked) {
        tagged = true;
        node(marked.value(), interpolated);
      } else if (node instanceof YamlNode.Scalar scalar && interpolated) {
        interpolation.uses(scalar.raw()).forEach(use -> add(use, scalar));
      }
    }

    private void add(Interpolation.Use use, YamlNode.Scalar scalar) {
      var name = use.name();
      if (name.equals("STACK_NAME")) {
        return;
      }
      var known = variables.get(name);
      if (name.length() > MAX_TEXT || (known == null && variables.size() == MAX_VARIABLES)) {
        warnings.add(
            scalar.where(),
            "at most " + MAX_VARIABLES + " variables with names of " + MAX_TEXT + " characters");
        return;
      }
      var fallback = use.fallback();
      if (fallback != null && fallback.length() > MAX_TEXT) {
        fallback = fallback.substring(0, MAX_TEXT) + "…";
      }
      if (known == null || (known.fallback() != null && fallback == null)) {
        var required = use.required() || (known != null && known.required());
        variables.put(name, new Variable(name, scalar.where(), fallback, required));
      } else if (use.required() && !known.required()) {
        variables.put(name, new Variable(name, known.where(), known.fallback(), true));
      }
    }
  }
}
