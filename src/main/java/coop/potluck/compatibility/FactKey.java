package coop.potluck.compatibility;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a fact is about; the same in every version that has it.
 *
 * @param overlay the overlay that adds it; absent for what every deployment has
 * @param service absent for what belongs to none
 */
record FactKey(Aspect aspect, @Nullable String overlay, @Nullable String service, String subject)
    implements Comparable<FactKey> {

  /** 2^32 by the golden ratio, odd. */
  private static final int SPREAD = 0x9E3779B9;

  private static final Comparator<String> NAMES = Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<FactKey> ORDER =
      Comparator.comparing(FactKey::aspect)
          .thenComparing(FactKey::overlay, NAMES)
          .thenComparing(FactKey::service, NAMES)
          .thenComparing(FactKey::subject);

  /** What belongs to no service. */
  static FactKey of(Aspect aspect, @Nullable String overlay, String subject) {
    return new FactKey(aspect, overlay, null, subject);
  }

  /** The same thing as another aspect of it. */
  FactKey as(Aspect other) {
    return new FactKey(other, overlay, service, subject);
  }

  /** The same thing in another overlay, or in none. */
  FactKey in(@Nullable String other) {
    return new FactKey(aspect, other, service, subject);
  }

  /** Far from that of a key that differs in a digit or two, as the names of a recipe's parts do. */
  @Override
  public int hashCode() {
    var mixed = subject.hashCode();
    mixed = mixed * SPREAD + Objects.hashCode(service);
    mixed = mixed * SPREAD + Objects.hashCode(overlay);
    mixed = mixed * SPREAD + aspect.hashCode();
    return mixed ^ (mixed >>> 15);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FactKey key
        && aspect == key.aspect
        && subject.equals(key.subject)
        && Objects.equals(service, key.service)
        && Objects.equals(overlay, key.overlay);
  }

  @Override
  public int compareTo(FactKey other) {
    return ORDER.compare(this, other);
  }
}
