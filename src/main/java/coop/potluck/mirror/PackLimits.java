package coop.potluck.mirror;

/**
 * What a pack that comes in may cost.
 *
 * @param bytes of the pack
 * @param objects in the pack
 * @param objectBytes inflated size of an object that is only passed through
 * @param heldBytes inflated size of an object that must be held in memory whole
 */
record PackLimits(long bytes, int objects, long objectBytes, long heldBytes) {

  static PackLimits of(MirrorSettings settings) {
    return new PackLimits(
        settings.maxFetchBytes(),
        settings.maxFetchObjects(),
        settings.maxObjectBytes(),
        Math.min(settings.maxHeldBytes(), settings.maxObjectBytes()));
  }
}
