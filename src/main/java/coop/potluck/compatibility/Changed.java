package coop.potluck.compatibility;

import coop.potluck.compatibility.Difference.Change;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Service;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact that two versions do not share, with all that its meaning may depend on.
 *
 * @param was absent where it was added
 * @param is absent where it was removed
 * @param counterpart what it may have become, or have been
 * @param step of an image's tag; absent where that is as it was
 */
record Changed(
    FactKey key,
    @Nullable Fact was,
    @Nullable Fact is,
    Facts before,
    Facts after,
    @Nullable String counterpart,
    @Nullable TagStep step) {

  private static final UpgradeRules RULES = UpgradeRules.standard();

  static Changed of(FactKey key, Facts before, Facts after, @Nullable String counterpart) {
    var was = before.find(key);
    var is = after.find(key);
    var step =
        key.aspect() == Aspect.IMAGE && was != null && is != null ? step(key, before, after) : null;
    return new Changed(key, was, is, before, after, counterpart, step);
  }

  private static @Nullable TagStep step(FactKey key, Facts before, Facts after) {
    var from = image(key, before);
    var to = image(key, after);
    if (from.isEmpty() || to.isEmpty() || !from.get().path().equals(to.get().path())) {
      return TagStep.NOT_COMPARABLE;
    }
    var tag = from.get().tag();
    return tag != null && tag.equals(to.get().tag()) ? null : TagStep.between(tag, to.get().tag());
  }

  private static Optional<ImageReference> image(FactKey key, Facts side) {
    return side.service(key.overlay(), key.service()).map(Service::image);
  }

  Change change() {
    return was == null ? Change.ADDED : is == null ? Change.REMOVED : Change.CHANGED;
  }

  /** What was, or nothing. */
  String wasText() {
    return was == null ? "" : was.value();
  }

  /** What is, or nothing. */
  String isText() {
    return is == null ? "" : is.value();
  }

  /** What an app gets that does not set the key that this is about. */
  KeyUses.Use use() {
    return after.uses().of(key.subject());
  }

  /** Whether its counterpart is an overlay that ceased or began to be on by default. */
  boolean switched() {
    return movedTo()
        .map(name -> FactKey.of(Aspect.OVERLAY_DEFAULT, null, name))
        .filter(it -> before.has(it) && after.has(it) && differs(it))
        .isPresent();
  }

  /** The overlay that has it now, or had it before. */
  Optional<String> movedTo() {
    return Optional.ofNullable(counterpart)
        .filter(name -> name.startsWith(Counterparts.OVERLAY))
        .map(name -> name.substring(Counterparts.OVERLAY.length()));
  }

  boolean renamed() {
    return counterpart != null && !moved();
  }

  boolean moved() {
    return movedTo().isPresent() || Viewed.COMPOSE.equals(counterpart);
  }

  private Optional<Service> service(Facts side) {
    return side.service(key.overlay(), key.service());
  }

  Optional<ImageReference> imageBefore() {
    return image(key, before);
  }

  Optional<ImageReference> imageAfter() {
    return image(key, after);
  }

  /** What is known of an image's step up. */
  Optional<UpgradeRules.Rule> rule() {
    var from = imageBefore();
    var to = imageAfter();
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return RULES.step(from.get(), to.get(), this::isSetAfter);
  }

  /** Whether the service gets a variable now. */
  private boolean isSetAfter(String variable) {
    return service(after)
        .filter(it -> it.environment().stream().anyMatch(entry -> entry.key().equals(variable)))
        .isPresent();
  }

  boolean isDatabase() {
    return imageBefore().map(RULES::isDatabase).orElse(false);
  }

  /** Whether the Compose files write of the image what they wrote before. */
  boolean onlySampleChanged() {
    var from = service(before).map(Service::imageText);
    return from.isPresent() && from.equals(service(after).map(Service::imageText));
  }

  /** Whether a fact is there in just one of the versions. */
  boolean cameOrWent(FactKey other) {
    return before.has(other) != after.has(other);
  }

  /** Whether a fact is other than it was, or there in just one of the versions. */
  boolean differs(FactKey other) {
    var first = before.find(other);
    var second = after.find(other);
    if (first == null || second == null) {
      return cameOrWent(other);
    }
    return !first.value().equals(second.value());
  }
}
