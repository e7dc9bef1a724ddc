package coop.potluck.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A version as a view shows it.
 *
 * @param composition what every deployment in that view has
 * @param apart overlays whose additions are told beside it
 * @param listed overlays that are told of at all
 * @param files the Compose files that {@code composition} is made of
 * @param defaults whether it is told what is on by default
 */
record Viewed(
    RecipeContent content,
    Composition composition,
    List<Overlay> apart,
    List<Overlay> listed,
    Set<String> files,
    boolean defaults) {

  static final String COMPOSE = "compose.yml";

  static Viewed of(RecipeContent content, View view) {
    if (view instanceof View.Overlays asked) {
      return with(content, asked.names());
    }
    return view instanceof View.Abra ? merged(content) : byDefault(content);
  }

  /** The overlay of a name or path. */
  static Optional<Overlay> overlay(RecipeContent content, String name) {
    for (var overlay : content.overlays()) {
      if (overlay.name().equals(name) || overlay.path().equals(name)) {
        return Optional.of(overlay);
      }
    }
    return Optional.empty();
  }

  private static Viewed byDefault(RecipeContent content) {
    var apart = content.overlays().stream().filter(overlay -> !overlay.byDefault()).toList();
    var files = new HashSet<>(Set.of(COMPOSE));
    content.overlays().stream()
        .filter(Overlay::byDefault)
        .forEach(overlay -> files.add(overlay.path()));
    return new Viewed(content, content.composition(), apart, content.overlays(), files, true);
  }

  private static Viewed with(RecipeContent content, List<String> names) {
    var composition = base(content);
    var files = new HashSet<>(Set.of(COMPOSE));
    var listed = new ArrayList<Overlay>();
    for (var name : names) {
      var overlay = overlay(content, name).orElse(null);
      if (overlay != null && files.add(overlay.path())) {
        composition = Compositions.merge(composition, overlay.additions());
        listed.add(overlay);
      }
    }
    return new Viewed(content, composition, List.of(), listed, files, false);
  }

  /** {@code compose.yml} has its place among the names: after {@code compose.p….yml}. */
  private static Viewed merged(RecipeContent content) {
    var files = new ArrayList<>(List.of(COMPOSE));
    for (var overlay : content.overlays()) {
      var path = overlay.path();
      if (path.startsWith("compose") && path.endsWith(".yml") && path.indexOf('/') < 0) {
        files.add(path);
      }
    }
    files.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
    var composition = Composition.EMPTY;
    for (var file : files) {
      composition =
          Compositions.merge(
              composition,
              overlay(content, file).map(Overlay::additions).orElseGet(() -> base(content)));
    }
    return new Viewed(
        content, composition, List.of(), content.overlays(), Set.copyOf(files), false);
  }

  private static Composition base(RecipeContent content) {
    var base = content.base();
    return base == null ? content.composition() : base;
  }
}
