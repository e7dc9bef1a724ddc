package coop.potluck.api;

import coop.potluck.compatibility.EndOfLife;

/**
 * An image that runs what its makers mend no more.
 *
 * @param ended the last day with fixes, as {@code 2021-11-11}
 */
record EndedView(
    String service, String where, String image, String product, String cycle, String ended) {

  static EndedView of(EndOfLife.Past past) {
    return new EndedView(
        past.service(),
        past.where(),
        past.image(),
        past.cycle().product(),
        past.cycle().cycle(),
        past.cycle().ends().toString());
  }
}
