package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Different;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * One look at a repository for what is stated of it. Objects come in first, whole and checked; one
 * write of all refs shows them, so that an end in between costs the work alone.
 */
final class StatedSync {

  private final Sync sync;
  private final StatedRefs stated;
  private final Checkpoints checkpoints;

  StatedSync(Sync sync, StatedRefs stated, Checkpoints checkpoints) {
    this.sync = sync;
    this.stated = stated.wellNamed();
    this.checkpoints = checkpoints;
  }

  /** Brings the mirror in {@code folder} in line with what is stated. */
  MirrorResult into(Path folder, boolean isNew) throws IOException {
    try (var mirror = MirrorRepository.open(folder)) {
      sync.prepare(mirror);
      var file = new RefsFile(folder, checkpoints);
      var held = file.read();
      var different = new ArrayList<Different>();
      try (var remote = sync.open(mirror, folder)) {
        var head = stated.head();
        var shown = sync.advertised(remote, head == null ? null : head.branch()).refs();
        var wanted = wanted(held, shown, head);
        addDifferent(different, shown, remote);
        sync.receive(mirror, remote, held, wanted);
        var refs = new Acceptance(mirror, held, wanted).refs(stated, different);
        if (isNew || !refs.equals(held)) {
          file.write(mirror, refs);
        }
        return new MirrorResult.Taken(refs.visible().size(), different);
      }
    }
  }

  /** Leaves what is stated alone; true if all of it is there. */
  static boolean keep(Path folder, StatedRefs stated, Checkpoints checkpoints) throws IOException {
    try (var mirror = MirrorRepository.open(folder)) {
      var file = new RefsFile(folder, checkpoints);
      var held = file.read();
      var nothing = new Refs(null, new TreeMap<>());
      var refs = new Acceptance(mirror, held, nothing).refs(stated.wellNamed(), new ArrayList<>());
      if (!refs.equals(held)) {
        file.write(mirror, refs);
      }
      return refs.visible().size() == stated.count();
    }
  }

  /**
   * What the repository has of what is stated, and the tip of the branch where its commit lacks.
   */
  private Refs wanted(Refs held, Refs shown, @Nullable Head head) {
    var wanted = new TreeMap<String, ObjectId>();
    for (var tag : stated.tags()) {
      var ref = Refs.TAGS + tag.name();
      var found = shown.byName().get(ref);
      if (found != null && found.equals(id(tag.object()))) {
        wanted.put(ref, found);
      }
    }
    var tip = shown.headId();
    if (head == null || tip == null || held.byName().containsValue(id(head.commit()))) {
      return new Refs(null, wanted);
    }
    wanted.put(Refs.HEADS + head.branch(), tip);
    return new Refs(Refs.HEADS + head.branch(), wanted);
  }

  private void addDifferent(List<Different> different, Refs shown, Remote remote) {
    var peeled = remote.peeled();
    for (var tag : stated.tags()) {
      var ref = Refs.TAGS + tag.name();
      var found = shown.byName().get(ref);
      if (found != null && !found.equals(id(tag.object()))) {
        different.add(
            new Different(tag.name(), name(found), name(peeled.getOrDefault(ref, found))));
      }
    }
  }

  private static ObjectId id(ObjectName name) {
    return ObjectId.fromString(name.hex());
  }

  private static ObjectName name(ObjectId id) {
    return new ObjectName(id.name());
  }

  /** Which refs a mirror may have, once it has the objects. */
  private static final class Acceptance {
    private final MirrorRepository mirror;
    private final Refs held;
    private final Refs wanted;

    /** What is here whole: refs named it before, or it came in just now and was checked. */
    private final Set<ObjectId> whole;

    Acceptance(MirrorRepository mirror, Refs held, Refs wanted) {
      this.mirror = mirror;
      this.held = held;
      this.wanted = wanted;
      this.whole = new HashSet<>(held.byName().values());
      whole.addAll(wanted.byName().values());
    }

    Refs refs(StatedRefs stated, List<Different> different) throws IOException {
      var refs = new TreeMap<String, ObjectId>();
      for (var tag : stated.tags()) {
        if (whole.contains(id(tag.object())) && isAtItsCommit(tag, different)) {
          refs.put(Refs.TAGS + tag.name(), id(tag.object()));
        }
      }
      var head = stated.head();
      String branch = null;
      if (head != null && isThere(head)) {
        branch = Refs.HEADS + head.branch();
        refs.put(branch, id(head.commit()));
      }
      return Sync.withKept(mirror, held, new Refs(branch, refs));
    }

    private boolean isAtItsCommit(Tag tag, List<Different> different) throws IOException {
      try (var walk = new RevWalk(mirror)) {
        var commit = walk.peel(walk.parseAny(id(tag.object())));
        if (commit.name().equals(tag.commit().hex()) && commit instanceof RevCommit) {
          return true;
        }
        different.add(new Different(tag.name(), tag.object(), name(commit)));
        return false;
      }
    }

    /** A branch may have gone on since; its stated commit must be one that it went through. */
    private boolean isThere(Head head) throws IOException {
      var commit = id(head.commit());
      if (whole.contains(commit)) {
        try (var walk = new RevWalk(mirror)) {
          return walk.parseAny(commit) instanceof RevCommit;
        }
      }
      return mirror.getObjectDatabase().has(commit)
          && Sync.isWithin(mirror, commit, wanted.headId());
    }
  }
}
