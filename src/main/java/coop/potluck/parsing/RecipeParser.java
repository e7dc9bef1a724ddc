package coop.potluck.parsing;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeContent.Variable;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Understands the files of one commit as a recipe, or says why they are none. It keeps nothing
 * between two calls, so that threads can share it, unless it is {@link #forOneRepository}.
 */
public final class RecipeParser {

  /** Grows whenever the same files are understood differently than before. */
  public static final int SCHEMA = 3;

  static final String COMPOSE = "compose.yml";

  /** What a README says of a recipe. */
  private record Readme(FeatureBlock block, ReadmeSummary summary) {
    static final Readme NONE = new Readme(FeatureBlock.NONE, ReadmeSummary.NONE);

    static Readme read(SourceText text, Findings warnings) {
      return new Readme(FeatureBlock.read(text, warnings), ReadmeSummary.read(text));
    }
  }

  private final ParsingSettings settings;
  private final Supplier<FileMemory> memories;

  public RecipeParser(ParsingSettings settings) {
    this(settings, () -> new FileMemory(settings.maxWarnings()));
  }

  private RecipeParser(ParsingSettings settings, Supplier<FileMemory> memories) {
    this.settings = settings;
    this.memories = memories;
  }

  /**
   * A parser that understands alike, and reads a {@link coop.potluck.recipe.RecipeFile} that it has
   * met in the version before only once; for one thread.
   */
  public RecipeParser forOneRepository() {
    var memory = memories.get();
    return new RecipeParser(settings, () -> memory);
  }

  /**
   * Reads the files of a tag or of a branch's head.
   *
   * @param name of the recipe, which may differ from what its {@code TYPE} says
   */
  public Reading parse(RecipeName name, RecipeFiles files) {
    var warnings = new Findings(settings.maxWarnings());
    warnings.addAll(files.problems());
    if (files.find(COMPOSE).isEmpty()) {
      return new Reading.NotARecipe("no " + COMPOSE + " at its root");
    }
    var memory = memories.get();
    var readmeFile = HeadReader.readme(files);
    var readme =
        readmeFile
            .flatMap(file -> read(file, memory, Readme.class, warnings, Readme::read))
            .orElse(Readme.NONE);
    var block = readme.block();
    if (files.find(EnvSample.PATH).isEmpty()
        && files.find(AbraScript.PATH).isEmpty()
        && !block.present()) {
      return new Reading.NotARecipe(
          COMPOSE + " at its root, but neither .env.sample nor abra.sh nor a feature block");
    }
    var sample =
        files
            .find(EnvSample.PATH)
            .flatMap(file -> read(file, memory, EnvSample.class, warnings, this::sample))
            .orElse(EnvSample.NONE);
    var script =
        files
            .find(AbraScript.PATH)
            .flatMap(file -> read(file, memory, AbraScript.class, warnings, AbraScript::read))
            .orElse(AbraScript.NONE);
    var variables = variables(sample, script);
    var composeFiles = new ComposeFiles(files, settings, memory, warnings);
    var problems = new ArrayList<>(mustHave(composeFiles, variables));
    if (!problems.isEmpty()) {
      // What is odd beside it may be the cause: bytes that were no text, a file cut short.
      problems.addAll(warnings.list());
      return new Reading.Rejected(problems);
    }
    var reader = new CompositionReader(files, sample, script.values(), warnings);
    var composed = new ComposedRecipe(composeFiles, sample, variables, reader, warnings);
    var byDefault = composed.byDefault();
    var additions = composed.additions();
    var abraImages = composed.abraImages();
    var facts = composed.facts();
    var summary = readme.summary();
    var evidence = new Evidence(name.value(), byDefault, additions, sample, script);
    return new Reading.Parsed(
        new RecipeContent(
            sample.type(),
            summary.title(),
            summary.summary(),
            byDefault.composition(),
            composed.base(byDefault.composition()),
            additions.stream().map(ComposedRecipe.Addition::overlay).toList(),
            abraImages,
            sample.keys(),
            script.versions(),
            labelVersion(byDefault.composition()),
            evidence.needs(),
            Privileges.of(byDefault, additions),
            block.features(),
            evidence.features(),
            block.maintainers(),
            block.designation(),
            evidence.architectures(),
            facts.stream().map(ComposeFacts::file).toList(),
            variables(facts),
            UnusedKeys.of(files, sample, memory, warnings),
            Landmarks.of(files, readmeFile, block.present()),
            warnings.list()));
  }

  /** Reads what a repository's head says beside the recipe itself. */
  public HeadDocuments head(RecipeFiles files, LinkBase base) {
    return new HeadReader(settings).read(files, base);
  }

  private EnvSample sample(SourceText text, Findings warnings) {
    return EnvSampleReader.read(text, settings, warnings);
  }

  private <T> Optional<T> read(
      RecipeFile file,
      FileMemory memory,
      Class<T> kind,
      Findings warnings,
      BiFunction<SourceText, Findings, T> reader) {
    return memory.read(
        file, kind, warnings, found -> text(file, found).map(text -> reader.apply(text, found)));
  }

  private Optional<SourceText> text(RecipeFile file, Findings warnings) {
    var text =
        file.isRegular()
            ? SourceText.of(file, settings.maxFileBytes())
            : Optional.<SourceText>empty();
    if (text.isEmpty()) {
      warnings.add(
          file.path(),
          "a regular file of at most " + settings.maxFileBytes() + " bytes; it is unread");
    }
    text.ifPresent(found -> warnings.addAll(found.problems()));
    return text;
  }

  /**
   * The values of a deployment that changes nothing. The stack's name is the deployer's to choose,
   * so it stays in the text as it is written.
   */
  private static Map<String, String> variables(EnvSample sample, AbraScript script) {
    var variables = new HashMap<>(sample.with(script.values()));
    variables.putIfAbsent("STACK_NAME", "${STACK_NAME}");
    return variables;
  }

  private static List<Variable> variables(List<ComposeFacts> facts) {
    return facts.stream()
        .flatMap(file -> file.variables().stream())
        .sorted(Comparator.comparing(Variable::name))
        .toList();
  }

  /** Without a readable {@code compose.yml} that has a service there is no recipe. */
  private static List<Problem> mustHave(ComposeFiles files, Map<String, String> variables) {
    var compose = files.find(COMPOSE, variables).orElseThrow();
    var root = compose.root();
    if (root == null) {
      return compose.problems();
    }
    var hasServices =
        root.find("services").orElse(null) instanceof YamlNode.Mapping services
            && services.entries().values().stream().anyMatch(YamlNode.Mapping.class::isInstance);
    if (hasServices) {
      return List.of();
    }
    var line = root.entries().getOrDefault("services", root).line();
    return List.of(new Problem(COMPOSE + ":" + line + " services", "one service at least"));
  }

  /** The label of {@code app} where there is one, and the form of one for each service after it. */
  private static @Nullable String labelVersion(Composition composition) {
    String found = null;
    var best = 0;
    for (var service : composition.services()) {
      for (var label : service.labels()) {
        var key = label.key();
        if (key.startsWith("coop-cloud.") && key.endsWith(".version")) {
          var isOfService = key.endsWith("." + service.name() + ".version");
          var rank = (isOfService ? 1 : 3) + (service.name().equals("app") ? 1 : 0);
          if (rank > best) {
            best = rank;
            found = label.value();
          }
        }
      }
    }
    return found;
  }
}
