package coop.potluck.compatibility;

import org.jspecify.annotations.Nullable;

/**
 * One thing that two versions do not share.
 *
 * @param overlay the overlay in which it differs; absent for what every deployment has
 * @param service absent for what belongs to none
 * @param subject its name: of the service, key, secret, volume, label…
 * @param was absent where it was added
 * @param is absent where it was removed
 * @param wasAt file and line in the earlier version; absent where nothing says so
 * @param isAt file and line in the later version; absent where nothing says so
 * @param because why it matters, in a sentence; what to do where there is something to do
 * @param step how the tag of an image changed; absent where it did not, and for anything else
 * @param fallback of an environment key: whether the composition can do without it; absent for
 *     anything else, and where that was not read
 * @param counterpart what this may have become, or have been, under another name: a service, a
 *     secret, a volume, a mount's place; {@code overlay:postgres} or {@code compose.yml} where it
 *     moved
 * @param part whether another difference says it already, such as that of the service, key, secret
 *     or overlay to which it belongs and that was itself added or removed; it then asks for nothing
 */
public record Difference(
    Aspect aspect,
    Change change,
    @Nullable String overlay,
    @Nullable String service,
    String subject,
    @Nullable String was,
    @Nullable String is,
    @Nullable String wasAt,
    @Nullable String isAt,
    Action action,
    Risk risk,
    String because,
    @Nullable TagStep step,
    @Nullable Boolean fallback,
    @Nullable String counterpart,
    boolean part) {

  /** Which way it changed. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }
}
