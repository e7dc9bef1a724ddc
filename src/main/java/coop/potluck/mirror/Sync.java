package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.mirror.MirrorResult.Unchanged;
import coop.potluck.mirror.MirrorResult.Updated;
import coop.potluck.outbound.Outbound;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** One look at one repository: compare refs, fetch what is new, check it, then name it. */
final class Sync {

  private final MirrorRequest request;
  private final MirrorSettings settings;
  private final Outbound outbound;
  private final Checkpoints checkpoints;
  private final Watch watch;

  Sync(
      MirrorRequest request,
      MirrorSettings settings,
      Outbound outbound,
      Checkpoints checkpoints,
      Watch watch) {
    this.request = request;
    this.settings = settings;
    this.outbound = outbound;
    this.checkpoints = checkpoints;
    this.watch = watch;
  }

  /** Brings the mirror in {@code folder} up to date, which may be empty but must be one. */
  MirrorResult into(Path folder, boolean isNew) throws IOException {
    try (var mirror = MirrorRepository.open(folder)) {
      prepare(mirror);
      var file = new RefsFile(folder, checkpoints);
      var held = file.read();
      try (var remote = open(mirror, folder)) {
        var advertised = advertised(remote, request.defaultBranch());
        var wanted = advertised.refs();
        var isSame = !isNew && wanted.fingerprint().equals(held.fingerprint());
        if (isSame && !request.force()) {
          return new Unchanged(held.fingerprint());
        }
        if (!isSame) {
          receive(mirror, remote, held, wanted);
          file.write(mirror, withKept(mirror, held, wanted));
        }
        return new Updated(StateReader.read(mirror, wanted, advertised.problems()));
      }
    }
  }

  /** Bounds what the mirror takes in. */
  void prepare(MirrorRepository mirror) {
    mirror.receiveWithin(PackLimits.of(settings), watch);
  }

  /** What it has; the branch is the one that it names where that is absent. */
  Advertised advertised(Remote remote, @Nullable String branch) throws IOException {
    var advertised = Advertised.of(remote, branch, settings);
    checkpoints.reached("mirror.connected");
    return advertised;
  }

  /** Fetches what is wanted and not held, and checks it whole; takes it back where that fails. */
  void receive(MirrorRepository mirror, Remote remote, Refs held, Refs wanted) throws IOException {
    var have = new HashSet<>(held.byName().values());
    var missing = new TreeMap<>(wanted.byName());
    missing.values().removeIf(have::contains);
    try {
      if (!missing.isEmpty()) {
        remote.fetch(missing, have);
        watch.check();
      }
      checkpoints.reached("mirror.received");
      // also where nothing was fetched: what lies there may be left from a fetch that died
      ReceivedObjects.verify(mirror, missing.values(), have, watch);
      checkHead(mirror, wanted);
    } catch (IOException | RuntimeException e) {
      mirror.discardReceived();
      throw e;
    }
  }

  private static void checkHead(MirrorRepository mirror, Refs wanted) throws IOException {
    var id = wanted.headId();
    if (id != null) {
      try (var walk = new RevWalk(mirror)) {
        if (!(walk.parseAny(id) instanceof RevCommit)) {
          throw new MirrorFailure(Kind.CORRUPT, "the default branch names no commit");
        }
      }
    }
  }

  /** The new refs, and hidden ones for all that was named before and is out of reach now. */
  static Refs withKept(MirrorRepository mirror, Refs held, Refs wanted) throws IOException {
    var all = new TreeMap<>(wanted.byName());
    for (Map.Entry<String, ObjectId> old : held.byName().entrySet()) {
      if (Refs.isHidden(old.getKey())) {
        all.put(old.getKey(), old.getValue());
      } else if (!old.getValue().equals(wanted.byName().get(old.getKey()))
          && !isWithin(mirror, old.getValue(), wanted.headId())) {
        all.put(Refs.KEPT + old.getValue().name(), old.getValue());
      }
    }
    return new Refs(wanted.head(), all);
  }

  static boolean isWithin(MirrorRepository mirror, ObjectId old, @Nullable ObjectId head)
      throws IOException {
    try (var walk = new RevWalk(mirror)) {
      return head != null
          && walk.parseAny(old) instanceof RevCommit commit
          && walk.isMergedInto(commit, walk.parseCommit(head));
    }
  }

  Remote open(MirrorRepository mirror, Path folder) throws IOException {
    var uri = uri();
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    switch (scheme) {
      case "http", "https" -> {
        if (uri.getRawUserInfo() != null || uri.getHost() == null) {
          throw new MirrorFailure(Kind.REFUSED, "a URL with a host and without credentials");
        }
        return HttpRemote.open(request, mirror, outbound, settings, watch);
      }
      case "file" -> {
        if (uri.getRawAuthority() != null || uri.getPath() == null) {
          throw new MirrorFailure(Kind.REFUSED, "file:// is followed by an absolute path");
        }
        var place = Path.of(uri.getPath());
        return Files.isRegularFile(place) && uri.getPath().endsWith(BundleRemote.SUFFIX)
            ? BundleRemote.open(place, mirror, settings, watch)
            : LocalRemote.open(place, folder, mirror, settings, watch);
      }
      default -> throw new MirrorFailure(Kind.REFUSED, "neither http, https nor file");
    }
  }

  private URI uri() throws MirrorFailure {
    try {
      return URI.create(request.url());
    } catch (IllegalArgumentException e) {
      throw new MirrorFailure(Kind.REFUSED, "the URL is malformed");
    }
  }
}
