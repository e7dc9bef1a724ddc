package coop.potluck.compatibility;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a fact is about; the same in every version that has it. No record, since it keeps its hash:
 * a comparison looks each of some thousand keys up several times.
 */
final class FactKey implements Comparable<FactKey> {

  /** 2^32 by the golden ratio, odd. */
  private static final int SPREAD = 0x9E3779B9;

  private static final Comparator<String> NAMES = Comparator.nullsFirst(Comparator.naturalOrder());

  private final Aspect aspect;
  private final @Nullable String overlay;
  private final @Nullable String service;
  private final String subject;
  private final int hash;

  /**
   * The key of a fact.
   *
   * @param overlay the overlay that adds it; absent for what every deployment has
   * @param service absent for what belongs to none
   */
  FactKey(Aspect aspect, @Nullable String overlay, @Nullable String service, String subject) {
    this.aspect = aspect;
    this.overlay = overlay;
    this.service = service;
    this.subject = subject;
    this.hash = hash(aspect, overlay, service, subject);
  }

  /** What belongs to no service. */
  static FactKey of(Aspect aspect, @Nullable String overlay, String subject) {
    return new FactKey(aspect, overlay, null, subject);
  }

  /** Far from that of a key that differs in a digit or two, as the names of a recipe's parts do. */
  private static int hash(
      Aspect aspect, @Nullable String overlay, @Nullable String service, String subject) {
    var mixed = subject.hashCode();
    mixed = mixed * SPREAD + Objects.hashCode(service);
    mixed = mixed * SPREAD + Objects.hashCode(overlay);
    mixed = mixed * SPREAD + aspect.name().hashCode();
    return mixed ^ (mixed >>> 15);
  }

  Aspect aspect() {
    return aspect;
  }

  @Nullable String overlay() {
    return overlay;
  }

  @Nullable String service() {
    return service;
  }

  String subject() {
    return subject;
  }

  /** The same thing as another aspect of it. */
  FactKey as(Aspect other) {
    return new FactKey(other, overlay, service, subject);
  }

  /** The same thing in another overlay, or in none. */
  FactKey in(@Nullable String other) {
    return new FactKey(aspect, other, service, subject);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FactKey key
        && hash == key.hash
        && aspect == key.aspect
        && subject.equals(key.subject)
        && Objects.equals(service, key.service)
        && Objects.equals(overlay, key.overlay);
  }

  /** By aspect, overlay, service and subject; what belongs to none before what belongs to one. */
  @Override
  public int compareTo(FactKey other) {
    var order = aspect.compareTo(other.aspect);
    order = order == 0 ? NAMES.compare(overlay, other.overlay) : order;
    order = order == 0 ? NAMES.compare(service, other.service) : order;
    return order == 0 ? subject.compareTo(other.subject) : order;
  }

  @Override
  public String toString() {
    return aspect.text() + " " + subject + " of " + service + " in " + overlay;
  }
}
