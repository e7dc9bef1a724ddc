package coop.potluck.app;

import coop.potluck.source.Coops;

/** All that the operator's file names: co-ops with their sources, and other nodes. */
record Followed(Coops coops, Neighbours neighbours) {

  /** Co-ops alone. */
  static Followed of(Coops coops) {
    return new Followed(coops, Neighbours.NONE);
  }
}
