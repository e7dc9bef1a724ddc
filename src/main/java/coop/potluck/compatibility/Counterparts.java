package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Volume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was taken away in one place and added in another, and so may be the same thing.
 *
 * <p>A guess is only made where a single one can be: two services with one image that became two
 * others have no counterparts.
 */
final class Counterparts {

  static final String OVERLAY = "overlay:";

  private final Facts before;
  private final Facts after;
  private final Map<FactKey, String> found = new HashMap<>();

  private Counterparts(Facts before, Facts after) {
    this.before = before;
    this.after = after;
  }

  static Map<FactKey, String> of(Facts before, Facts after, Collection<FactKey> changed) {
    var counterparts = new Counterparts(before, after);
    var removed = changed.stream().filter(key -> !after.has(key)).toList();
    var added = changed.stream().filter(key -> !before.has(key)).toList();
    removed.forEach(key -> counterparts.moved(key, after, before));
    added.forEach(key -> counterparts.moved(key, before, after));
    counterparts.pairs(Aspect.SERVICE, removed, added, Counterparts::image);
    counterparts.pairs(Aspect.SECRET, removed, added, Counterparts::secret);
    counterparts.pairs(Aspect.VOLUME, removed, added, Counterparts::mountedAt);
    counterparts.pairs(Aspect.MOUNT, removed, added, Counterparts::volume);
    return counterparts.found;
  }

  /** Out of what every deployment has into an overlay, or out of an overlay into that. */
  private void moved(FactKey key, Facts there, Facts here) {
    switch (key.aspect()) {
      case SERVICE, SECRET, VOLUME -> {
        if (key.overlay() == null) {
          overlayWith(key, there).ifPresent(name -> found.put(key, OVERLAY + name));
        } else if (there.has(key.in(null)) && !here.has(key.in(null))) {
          found.put(key, Viewed.COMPOSE);
        }
      }
      default -> {}
    }
  }

  private static Optional<String> overlayWith(FactKey key, Facts facts) {
    return facts.viewed().content().overlays().stream()
        .filter(overlay -> !facts.viewed().files().contains(overlay.path()))
        .filter(overlay -> declares(overlay.additions(), key))
        .map(Overlay::name)
        .findFirst();
  }

  /** What an overlay only changes has no image there. */
  private static boolean declares(Composition composition, FactKey key) {
    return switch (key.aspect()) {
      case SERVICE ->
          composition.services().stream()
              .filter(service -> service.imageText() != null)
              .map(Service::name)
              .anyMatch(key.subject()::equals);
      case SECRET ->
          composition.secrets().stream().map(Secret::name).anyMatch(key.subject()::equals);
      default -> composition.volumes().stream().map(Volume::name).anyMatch(key.subject()::equals);
    };
  }

  /** Those of an aspect that look alike, if there is one of them on either side. */
  private void pairs(
      Aspect aspect,
      List<FactKey> removed,
      List<FactKey> added,
      BiFunction<Facts, FactKey, @Nullable Object> look) {
    var gone = byLook(aspect, removed, before, look);
    var here = byLook(aspect, added, after, look);
    gone.forEach(
        (what, keys) -> {
          var others = here.getOrDefault(what, List.of());
          if (keys.size() == 1 && others.size() == 1) {
            found.put(keys.get(0), others.get(0).subject());
            found.put(others.get(0), keys.get(0).subject());
          }
        });
  }

  private Map<Object, List<FactKey>> byLook(
      Aspect aspect,
      List<FactKey> keys,
      Facts facts,
      BiFunction<Facts, FactKey, @Nullable Object> look) {
    var byLook = new HashMap<Object, List<FactKey>>();
    for (var key : keys) {
      if (key.aspect() == aspect && !found.containsKey(key)) {
        var what = look.apply(facts, key);
        if (what != null) {
          var scoped = Optional.ofNullable(key.overlay());
          byLook.computeIfAbsent(List.of(scoped, what), unseen -> new ArrayList<>()).add(key);
        }
      }
    }
    return byLook;
  }

  private static @Nullable Object image(Facts facts, FactKey key) {
    return facts
        .service(key.overlay(), key.subject())
        .map(Service::image)
        .map(ImageReference::path)
        .orElse(null);
  }

  /** Who is given it, and what it must be like. */
  private static @Nullable Object secret(Facts facts, FactKey key) {
    var users =
        facts.services(key.overlay()).stream()
            .filter(
                service ->
                    service.secrets().stream().anyMatch(it -> it.source().equals(key.subject())))
            .map(Service::name)
            .collect(Collectors.toSet());
    var secret = facts.secret(key.overlay(), key.subject());
    return users.isEmpty() || secret.isEmpty()
        ? null
        : List.of(
            users,
            secret.get().generate(),
            Optional.ofNullable(secret.get().length()),
            Optional.ofNullable(secret.get().charset()));
  }

  private static @Nullable Object mountedAt(Facts facts, FactKey key) {
    var places =
        facts.services(key.overlay()).stream()
            .flatMap(
                service ->
                    service.mounts().stream()
                        .filter(mount -> key.subject().equals(mount.source()))
                        .map(mount -> service.name() + " " + mount.target()))
            .collect(Collectors.toSet());
    return places.isEmpty() ? null : places;
  }

  private static @Nullable Object volume(Facts facts, FactKey key) {
    var fact = facts.find(key);
    return fact != null && fact.value().startsWith(CompositionFacts.VOLUME)
        ? List.of(String.valueOf(key.service()), fact.value())
        : null;
  }
}
