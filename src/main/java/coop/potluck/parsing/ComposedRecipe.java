package coop.potluck.parsing;

import coop.potluck.parsing.ComposeFiles.Compose;
import coop.potluck.parsing.CompositionReader.Composed;
import coop.potluck.recipe.AbraImage;
import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Overlay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The views of a recipe's Compose files: what is on by default, what each overlay adds, and abra's.
 */
final class ComposedRecipe {

  private final ComposeFiles files;
  private final EnvSample sample;
  private final Map<String, String> variables;
  private final CompositionReader reader;
  private final Findings warnings;

  ComposedRecipe(
      ComposeFiles files,
      EnvSample sample,
      Map<String, String> variables,
      CompositionReader reader,
      Findings warnings) {
    this.files = files;
    this.sample = sample;
    this.variables = variables;
    this.reader = reader;
    this.warnings = warnings;
  }

  /** What a stack is made of where nobody changed the sample's {@code COMPOSE_FILE}. */
  Composed byDefault() {
    var chain = sample.composeFiles();
    if (!chain.isEmpty() && !chain.contains(RecipeParser.COMPOSE)) {
      warnings.add(
          EnvSample.PATH + " " + EnvSample.COMPOSE_FILE, RecipeParser.COMPOSE + " among the files");
    }
    var merged = merged(chain.isEmpty() ? List.of(RecipeParser.COMPOSE) : chain, variables);
    if (merged == null) {
      merged = merged(List.of(RecipeParser.COMPOSE), variables);
    }
    return merged == null ? Composed.NOTHING : reader.read(merged);
  }

  /**
   * {@code compose.yml} alone; null where that is what is on by default. It has no findings: what
   * an overlay puts right is no fault of what is deployed.
   */
  @Nullable Composition base(Composition byDefault) {
    var root = files.find(RecipeParser.COMPOSE, variables).map(Compose::root).orElse(null);
    var chain = sample.composeFiles();
    if (root == null || chain.isEmpty() || chain.equals(List.of(RecipeParser.COMPOSE))) {
      return null;
    }
    var base = reader.telling(new Findings(1)).read(ComposeMerge.alone(root)).composition();
    return base.equals(byDefault) ? null : base;
  }

  /** What each Compose file says of itself, in order of paths. */
  List<ComposeFacts> facts() {
    var paths = new TreeSet<>(files.overlays(sample.composeFiles()));
    paths.addAll(files.atRoot());
    return paths.stream().map(files::facts).flatMap(Optional::stream).toList();
  }

  /**
   * Each file over those before it; one that is not there or is broken is left out with a warning.
   * Null where none is left.
   */
  private YamlNode.@Nullable Mapping merged(List<String> paths, Map<String, String> values) {
    YamlNode.Mapping merged = null;
    for (var path : paths) {
      var found = files.find(path, values);
      if (found.isEmpty()) {
        warnings.add(
            EnvSample.PATH + " " + EnvSample.COMPOSE_FILE,
            "files of this repository, not " + Findings.quoted(path));
        continue;
      }
      warnings.addAll(found.get().problems());
      var root = found.get().root();
      if (root == null) {
        continue;
      }
      merged =
          merged == null ? ComposeMerge.alone(root) : ComposeMerge.merge(merged, root, warnings);
    }
    return merged;
  }

  /** An overlay with the composition that it alone declares. */
  record Addition(Overlay overlay, Composed composed) {}

  List<Addition> additions() {
    var chain = sample.composeFiles();
    var additions = new ArrayList<Addition>();
    for (var path : files.overlays(chain)) {
      var compose = files.find(path, variables).orElseThrow();
      var composed = composed(compose);
      additions.add(
          new Addition(
              new Overlay(
                  name(path),
                  path,
                  chain.contains(path),
                  sample.mentions(path),
                  composed.composition(),
                  compose.problems()),
              composed));
    }
    return additions;
  }

  private Composed composed(Compose compose) {
    var root = compose.root();
    return root == null ? Composed.NOTHING : reader.read(ComposeMerge.alone(root));
  }

  /** {@code postgres} of {@code compose.postgres.yml}; another name keeps all but its ending. */
  private static String name(String path) {
    var slash = path.lastIndexOf('/') + 1;
    var file = path.substring(slash);
    var dot = file.lastIndexOf('.');
    var stem = dot > 0 ? file.substring(0, dot) : file;
    var named = stem.startsWith("compose.") && stem.length() > "compose.".length();
    return path.substring(0, slash) + (named ? stem.substring("compose.".length()) : stem);
  }

  /**
   * The images as abra lists them: all Compose files at the root, in the order of their names.
   *
   * <p>Abra would give up on a version with one broken file. Here it keeps the images of the rest:
   * {@code compose.yml} sorts after nearly every overlay and so decides most images, and a version
   * that is missing from the list keeps operators from an upgrade that they could make.
   */
  List<AbraImage> abraImages() {
    var images = new ArrayList<AbraImage>();
    var merged = merged(files.atRoot(), sample.values());
    var services = merged == null ? null : merged.find("services").orElse(null);
    if (!(services instanceof YamlNode.Mapping mapping)) {
      return images;
    }
    mapping
        .entries()
        .forEach(
            (name, node) -> {
              if (node instanceof YamlNode.Mapping service) {
                image(name, service, images);
              }
            });
    images.sort(Comparator.comparing(AbraImage::service));
    return images;
  }

  private void image(String name, YamlNode.Mapping service, List<AbraImage> into) {
    if (!(service.find("image").orElse(null) instanceof YamlNode.Scalar written)) {
      warnings.add(service.where() + " services." + name, "an image");
      return;
    }
    var image = new ServiceReader(warnings).image(written, "services." + name);
    if (image == null) {
      return;
    }
    var tag = image.tag();
    if (tag == null) {
      warnings.add(
          written.where() + " services." + name + ".image",
          "an image with a tag, without which abra leaves the service out, not "
              + Findings.quoted(written.text()));
      return;
    }
    into.add(new AbraImage(name, image.shortName(), tag));
  }
}
