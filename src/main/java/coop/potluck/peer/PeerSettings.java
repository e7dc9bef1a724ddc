package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.TlogPolicy;
import coop.potluck.federation.VerifierKey;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node to follow, as the operator wants it.
 *
 * @param url the node's base address, without a slash at its end
 * @param key that its log is pinned to; the key's name is the log's origin
 * @param mirrors base addresses of other nodes that may have its log; all other peers are tried too
 * @param coops the DNS names of co-ops to take; empty for all
 * @param except the DNS names of co-ops not to take
 * @param speaksFor the DNS names of co-ops it speaks for, whatever those say themselves
 * @param git whether its recipes' repositories are mirrored too
 * @param maxEntriesPerDay absent for {@link FederationSettings#maxEntriesPerDay}
 * @param maxBytesPerDay absent for {@link FederationSettings#maxBytesPerDay}
 * @param maxRecipes absent for {@link FederationSettings#maxRecipes}
 * @param maxGitBytes absent for {@link FederationSettings#maxGitBytes}
 * @param witnesses whose cosignatures its checkpoints must have to be fresh; absent for none
 */
public record PeerSettings(
    URI url,
    VerifierKey key,
    List<URI> mirrors,
    List<String> coops,
    List<String> except,
    List<String> speaksFor,
    boolean git,
    @Nullable Long maxEntriesPerDay,
    @Nullable Long maxBytesPerDay,
    @Nullable Integer maxRecipes,
    @Nullable Long maxGitBytes,
    @Nullable TlogPolicy witnesses) {

  public PeerSettings {
    mirrors = List.copyOf(mirrors);
    coops = List.copyOf(coops);
    except = List.copyOf(except);
    speaksFor = List.copyOf(speaksFor);
  }

  /** A peer of which all is as usual. */
  public static PeerSettings of(URI url, VerifierKey key) {
    return new PeerSettings(
        url, key, List.of(), List.of(), List.of(), List.of(), false, null, null, null, null, null);
  }

  /** The origin of its log. */
  public String origin() {
    return key.name();
  }

  /** Whether what it says of a co-op is wanted. */
  public boolean takes(String coop) {
    return (coops.isEmpty() || coops.contains(coop)) && !except.contains(coop);
  }

  long maxEntriesPerDay(FederationSettings settings) {
    return maxEntriesPerDay == null ? settings.maxEntriesPerDay() : maxEntriesPerDay;
  }

  long maxBytesPerDay(FederationSettings settings) {
    return maxBytesPerDay == null ? settings.maxBytesPerDay() : maxBytesPerDay;
  }

  int maxRecipes(FederationSettings settings) {
    return maxRecipes == null ? settings.maxRecipes() : maxRecipes;
  }

  long maxGitBytes(FederationSettings settings) {
    return maxGitBytes == null ? settings.maxGitBytes() : maxGitBytes;
  }
}
