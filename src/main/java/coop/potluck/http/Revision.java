package coop.potluck.http;

/** What answers depend on: it rises with every change that anybody could see. */
@FunctionalInterface
public interface Revision {

  /** The number now; asked for on every request, so it must cost nothing. */
  long current();
}
