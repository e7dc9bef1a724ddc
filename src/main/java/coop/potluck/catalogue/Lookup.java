package coop.potluck.catalogue;

import java.util.Optional;
import java.util.function.Function;

/** What came of asking for one thing by its name. */
public sealed interface Lookup<T> {

  /** It is there. */
  record Found<T>(T value) implements Lookup<T> {}

  /** An operator took it, or what it belongs to, out of the catalogue. */
  record Blocked<T>(Block block) implements Lookup<T> {}

  /** There is none, or no longer. */
  record Absent<T>() implements Lookup<T> {}

  /** The value, if it is there. */
  default Optional<T> found() {
    return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
  }

  /** The same outcome for something that the value leads to. */
  default <R> Lookup<R> then(Function<T, Lookup<R>> next) {
    if (this instanceof Found<T> found) {
      return next.apply(found.value());
    }
    return this instanceof Blocked<T> blocked ? new Blocked<>(blocked.block()) : new Absent<>();
  }

  /** The lookup of what may be absent but is not blocked. */
  static <T> Lookup<T> of(Optional<T> value) {
    return value.<Lookup<T>>map(Found::new).orElseGet(Absent::new);
  }
}
