package coop.potluck.mirror;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What mirroring and serving may cost. How long a server may stay silent, or take to be connected
 * to, is in the settings of {@code outbound}.
 *
 * @param parallel repositories that are fetched at the same time
 * @param perHost of these, how many from one host
 * @param wholeTimeout how long one repository may take
 * @param maxAdvertisementBytes of a server's list of refs
 * @param maxRefs of all kinds that a server may list
 * @param maxTags of one repository
 * @param maxFetchBytes received in one fetch; of a local repository, the size on the disk as well
 * @param maxFetchObjects received in one fetch
 * @param maxObjectBytes inflated size of any object
 * @param maxHeldBytes inflated size of an object that has to be held in memory whole: commits,
 *     trees, tags, and whatever is stored as a difference
 * @param maxTreeEntries of one commit that are read
 * @param maxDepth of folders in folders that are read
 * @param maxBlobBytes of one file that is read
 * @param maxReadBytes of all files of one commit that are read
 * @param maxPacks in a mirror before its packs are made one
 * @param servedPacks that are sent to clients at the same time
 * @param servedTimeout how long sending one may take
 * @param servedRequestBytes of a client's request
 */
public record MirrorSettings(
    int parallel,
    int perHost,
    Duration wholeTimeout,
    long maxAdvertisementBytes,
    int maxRefs,
    int maxTags,
    long maxFetchBytes,
    int maxFetchObjects,
    long maxObjectBytes,
    long maxHeldBytes,
    int maxTreeEntries,
    int maxDepth,
    long maxBlobBytes,
    long maxReadBytes,
    int maxPacks,
    int servedPacks,
    Duration servedTimeout,
    long servedRequestBytes)
    implements Settings {

  private static final long MEGABYTE = 1L << 20;

  /** What suits a small machine that follows a few hundred recipes. */
  public static final MirrorSettings DEFAULT =
      new MirrorSettings(
          8,
          4,
          Duration.ofMinutes(5),
          8 * MEGABYTE,
          50_000,
          5_000,
          256 * MEGABYTE,
          500_000,
          512 * MEGABYTE,
          16 * MEGABYTE,
          5_000,
          24,
          MEGABYTE,
          16 * MEGABYTE,
          20,
          4,
          Duration.ofMinutes(2),
          MEGABYTE);

  /** The same, but for what one fetch may bring. */
  MirrorSettings withMaxFetchBytes(long bytes) {
    return new MirrorSettings(
        parallel,
        perHost,
        wholeTimeout,
        maxAdvertisementBytes,
        maxRefs,
        maxTags,
        bytes,
        maxFetchObjects,
        maxObjectBytes,
        maxHeldBytes,
        maxTreeEntries,
        maxDepth,
        maxBlobBytes,
        maxReadBytes,
        maxPacks,
        servedPacks,
        servedTimeout,
        servedRequestBytes);
  }

  @Override
  public List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    range(problems, "parallel", parallel, 1, 256);
    range(problems, "per_host", perHost, 1, 256);
    range(problems, "whole_timeout", wholeTimeout.toMillis(), 100, Duration.ofDays(1).toMillis());
    range(problems, "max_advertisement_bytes", maxAdvertisementBytes, 1_000, 256 * MEGABYTE);
    range(problems, "max_refs", maxRefs, 1, 1_000_000);
    range(problems, "max_tags", maxTags, 1, 1_000_000);
    range(problems, "max_fetch_bytes", maxFetchBytes, 1_000, 1L << 40);
    range(problems, "max_fetch_objects", maxFetchObjects, 1, 20_000_000);
    range(problems, "max_object_bytes", maxObjectBytes, 1_000, Integer.MAX_VALUE - 8);
    range(problems, "max_held_bytes", maxHeldBytes, 1_000, 512 * MEGABYTE);
    range(problems, "max_tree_entries", maxTreeEntries, 1, 1_000_000);
    range(problems, "max_depth", maxDepth, 1, 1_000);
    range(problems, "max_blob_bytes", maxBlobBytes, 1, 64 * MEGABYTE);
    range(problems, "max_read_bytes", maxReadBytes, 1, 512 * MEGABYTE);
    range(problems, "max_packs", maxPacks, 1, 1_000);
    range(problems, "served_packs", servedPacks, 1, 1_000);
    range(problems, "served_timeout", servedTimeout.toMillis(), 100, 86_400_000);
    range(problems, "served_request_bytes", servedRequestBytes, 1_000, 64 * MEGABYTE);
    return problems;
  }

  private static void range(List<Problem> into, String name, long value, long least, long most) {
    if (value < least || value > most) {
      into.add(new Problem(name, "must be from " + least + " to " + most + ", is " + value));
    }
  }
}
