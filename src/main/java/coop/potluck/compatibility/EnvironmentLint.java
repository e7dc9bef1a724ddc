package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.RecipeContent.ConfigVersion;
import coop.potluck.recipe.RecipeContent.Variable;
import coop.potluck.recipe.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules about variables: of the sample, of secrets, of configs. */
final class EnvironmentLint {

  private static final int MAX_SECRET_NAME = 12;

  private static final Set<String> ABRA_GIVES = Set.of("STACK_NAME");

  private static final String NO_SAMPLE = "there is no .env.sample";

  private EnvironmentLint() {}

  static Answer sample(LintFacts facts) {
    return Answer.found(
        facts.has(LintFacts.SAMPLE)
            ? List.of()
            : List.of(
                finding(
                    LintFacts.SAMPLE,
                    "There is no .env.sample, so an operator cannot make an app of it.",
                    "Write one with TYPE, DOMAIN and every variable that the Compose files use.")));
  }

  static Answer unusedKeys(LintFacts facts) {
    if (!facts.has(LintFacts.SAMPLE)) {
      return Answer.absent(NO_SAMPLE);
    }
    var declared = declared(facts);
    return Answer.found(
        facts.content().unusedKeys().stream()
            .map(
                key ->
                    finding(
                        Optional.ofNullable(declared.get(key))
                            .map(EnvironmentKey::where)
                            .orElse(LintFacts.SAMPLE),
                        "Nothing uses " + key + ".",
                        "Take it out, or use it where it was meant to be used.")));
  }

  static Answer undeclared(LintFacts facts) {
    if (!facts.has(LintFacts.SAMPLE)) {
      return Answer.absent(NO_SAMPLE);
    }
    var known = new HashSet<>(declared(facts).keySet());
    facts.content().configVersions().forEach(it -> known.add(it.key()));
    known.addAll(ABRA_GIVES);
    return Answer.found(
        facts.content().variables().stream()
            .filter(it -> it.fallback() == null && !known.contains(it.name()))
            .map(
                it ->
                    finding(
                        it.where(),
                        "The variable "
                            + it.name()
                            + (it.required()
                                ? " is required, but .env.sample does not have it."
                                : " is empty: .env.sample does not have it, and nothing else is"
                                    + " written for that case."),
                        "Declare it in .env.sample, or write what to take without it:"
                            + " ${NAME:-default}.")));
  }

  private static Map<String, EnvironmentKey> declared(LintFacts facts) {
    return facts.content().environment().stream()
        .collect(Collectors.toMap(EnvironmentKey::key, Function.identity(), (a, b) -> a));
  }

  static Answer secretNames(LintFacts facts) {
    return secrets(
        facts,
        it ->
            it.name().length() <= MAX_SECRET_NAME
                ? null
                : finding(
                    it.where(),
                    "The secret's name "
                        + it.name()
                        + " has "
                        + it.name().length()
                        + " characters.",
                    "Choose a name of at most 12, since Docker limits the whole name, which begins"
                        + " with the stack's."));
  }

  static Answer secretVersions(LintFacts facts) {
    var declared = declared(facts);
    return secrets(
        facts,
        it -> {
          var key = it.versionKey();
          if (key == null) {
            return finding(
                it.where(),
                "The secret " + it.name() + " has no version in its name, so none can replace it.",
                "Name it ${STACK_NAME}_<secret>_${SECRET_<SECRET>_VERSION}, and put that variable"
                    + " into .env.sample.");
          }
          var sample = declared.get(key);
          var missing =
              sample == null
                  ? "does not have it"
                  : sample.value().isBlank()
                      ? "has no value for it"
                      : sample.optional() && facts.byDefault(it)
                          ? "has it in a comment only"
                          : null;
          return missing == null
              ? null
              : finding(
                  it.where(),
                  "The secret %s takes its version from %s, but .env.sample %s."
                      .formatted(it.name(), key, missing),
                  "Write the variable with =v1 into .env.sample; without it abra makes no secret,"
                      + " and the deployment fails.");
        });
  }

  private static Answer secrets(
      LintFacts facts, Function<Secret, LintReport.@Nullable Finding> check) {
    var secrets = facts.secrets().stream().filter(Secret::external).toList();
    return secrets.isEmpty()
        ? Answer.absent("it has no secrets that are made outside of it")
        : Answer.found(
            secrets.stream().map(check).filter(Objects::nonNull).map(Objects::requireNonNull));
  }

  static Answer script(LintFacts facts) {
    var configs = facts.configs();
    if (configs.isEmpty()) {
      return Answer.absent("it uses no configs");
    }
    return Answer.found(
        facts.has(LintFacts.SCRIPT)
            ? List.of()
            : List.of(
                finding(
                    configs.get(0).where(),
                    "Configs are used, but there is no abra.sh to carry their versions.",
                    "Write abra.sh with a line export <CONFIG>_VERSION=v1 for each config.")));
  }

  static Answer bumps(LintFacts facts) {
    if (facts.configs().isEmpty()) {
      return Answer.absent("it uses no configs");
    }
    var previous = facts.subject().previous();
    if (previous == null) {
      return Answer.absent("there is no release before it");
    }
    return Answer.found(
        previous.differences().stream()
            .filter(it -> it.aspect() == Aspect.CONFIG_CONTENT && !it.part())
            .filter(it -> it.change() == Difference.Change.CHANGED)
            .map(
                it ->
                    finding(
                        Optional.ofNullable(it.isAt()).orElse(LintFacts.SCRIPT),
                        "The file of the config %s is not that of %s, but its version is."
                            .formatted(it.subject(), previous.release().tag().name()),
                        "Raise its version in abra.sh; a config cannot be changed under the same"
                            + " name, so the deployment fails."))
            .distinct());
  }

  static Answer staleExports(LintFacts facts) {
    var exports = facts.content().configVersions();
    if (exports.isEmpty()) {
      return Answer.absent("abra.sh exports no versions");
    }
    var used =
        facts.configs().stream()
            .map(Config::versionKey)
            .collect(Collectors.toCollection(HashSet::new));
    facts.content().variables().stream().map(Variable::name).forEach(used::add);
    return Answer.found(
        exports.stream().filter(it -> !used.contains(it.key())).map(EnvironmentLint::stale));
  }

  private static LintReport.Finding stale(ConfigVersion export) {
    return finding(
        export.where(),
        "No Compose file uses " + export.key() + ".",
        "Take the line out, or correct the name.");
  }
}
