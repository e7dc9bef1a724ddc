package coop.potluck.peer;

/** Counts what came over the network. */
@FunctionalInterface
interface ReceivedBytes {

  /** So many bytes so far, unpacked. */
  long count();
}
