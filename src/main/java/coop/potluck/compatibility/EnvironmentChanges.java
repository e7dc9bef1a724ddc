package coop.potluck.compatibility;

import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the file of an app that was made of one version needs for another one. */
final class EnvironmentChanges {

  private EnvironmentChanges() {}

  /** For a file that is a copy of the sample of {@code from}, whatever the operator made of it. */
  static EnvironmentPatch between(RecipeContent from, RecipeContent to) {
    var before = new SampleKeys(from);
    var after = new SampleKeys(to);
    var top = new ArrayList<String>();
    var end = new ArrayList<String>();
    for (var key : after.active()) {
      if (!before.isActive(key.key())) {
        (before.isKnown(key.key()) ? top : end).add(after.block(key));
      }
    }
    var chained = before.isActive(SampleKeys.COMPOSE_FILE);
    end.addAll(chain(overlaysToAdd(from, to, byDefault(from)), chained));
    var remove = before.known().stream().filter(key -> !after.isKnown(key)).toList();
    return EnvironmentPatch.of(top, end, remove, removals(before, remove));
  }

  /** Lines that switch overlays on, after a chain that is there already or as a new one. */
  static List<String> chain(List<String> paths, boolean chained) {
    if (paths.isEmpty()) {
      return List.of();
    }
    var head = chained ? "$COMPOSE_FILE" : Viewed.COMPOSE;
    return List.of(SampleKeys.COMPOSE_FILE + "=\"" + head + ":" + String.join(":", paths) + "\"");
  }

  /**
   * Overlays that a service went into which every app had, and which the file does not name yet.
   * Where several declare that service, the one that is on by default has it, or the only one with
   * the same image.
   *
   * @param inUse paths of the overlays that the file names
   */
  static List<String> overlaysToAdd(RecipeContent from, RecipeContent to, List<String> inUse) {
    var stays = SampleKeys.running(SampleKeys.base(to));
    var paths = new TreeSet<String>();
    SampleKeys.running(SampleKeys.base(from))
        .forEach(
            (name, service) -> {
              if (!stays.containsKey(name)) {
                home(service, to)
                    .map(Overlay::path)
                    .filter(path -> !inUse.contains(path))
                    .ifPresent(paths::add);
              }
            });
    return List.copyOf(paths);
  }

  /**
   * Whether an overlay that is on by default now, and was not before, runs a service that {@code
   * compose.yml} ran for every app.
   */
  static boolean tookOver(RecipeContent from, RecipeContent to, Overlay overlay) {
    if (!overlay.byDefault() || byDefault(from).contains(overlay.path())) {
      return false;
    }
    var stays = SampleKeys.running(SampleKeys.base(to));
    var had = SampleKeys.running(SampleKeys.base(from));
    return SampleKeys.running(overlay.additions()).keySet().stream()
        .anyMatch(service -> had.containsKey(service) && !stays.containsKey(service));
  }

  private static Optional<Overlay> home(Service service, RecipeContent to) {
    var declare =
        to.overlays().stream()
            .filter(it -> SampleKeys.running(it.additions()).containsKey(service.name()))
            .toList();
    var byDefault = declare.stream().filter(Overlay::byDefault).findFirst();
    if (byDefault.isPresent()) {
      return byDefault;
    }
    var alike =
        declare.stream().filter(it -> sameImage(service, it.additions().services())).toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  private static boolean sameImage(Service service, List<Service> others) {
    var image = service.image();
    return image != null
        && others.stream()
            .filter(it -> it.name().equals(service.name()))
            .map(Service::image)
            .anyMatch(it -> it != null && it.path().equals(image.path()));
  }

  private static List<String> byDefault(RecipeContent content) {
    return content.overlays().stream().filter(Overlay::byDefault).map(Overlay::path).toList();
  }

  /** Those of the sample's own lines that are known for sure. */
  static List<EnvironmentPatch.Removal> removals(SampleKeys sample, List<String> keys) {
    var removals = new ArrayList<EnvironmentPatch.Removal>();
    for (var key : keys) {
      sample
          .certainLine(key)
          .ifPresent(
              line ->
                  removals.add(
                      new EnvironmentPatch.Removal(
                          sample.find(key).map(EnvironmentChanges::line).orElse(1), line)));
    }
    return removals;
  }

  /** The number that a place such as {@code .env.sample:7} ends in. */
  private static int line(EnvironmentKey key) {
    var digits = key.where().substring(key.where().lastIndexOf(':') + 1);
    return digits.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(digits) : 1;
  }
}
