package coop.potluck.mirror;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Reads what a mirror's refs stand for. */
final class StateReader {

  private StateReader() {}

  static MirrorState read(Repository repository, Refs refs, List<Problem> already)
      throws IOException {
    var problems = new ArrayList<>(already);
    var tags = new ArrayList<Tag>();
    try (var walk = new RevWalk(repository)) {
      for (var ref : refs.visible().entrySet()) {
        if (!ref.getKey().startsWith(Refs.TAGS)) {
          continue;
        }
        var name = ref.getKey().substring(Refs.TAGS.length());
        var object = walk.parseAny(ref.getValue());
        if (walk.peel(object) instanceof RevCommit commit) {
          walk.parseBody(commit);
          var annotation = object instanceof RevTag tag ? tag : null;
          tags.add(
              new Tag(
                  name,
                  name(object),
                  annotation != null,
                  name(commit),
                  name(commit.getTree()),
                  date(walk, annotation, commit)));
        } else {
          problems.add(new Problem("tag " + name, "a tag names a commit, this one something else"));
        }
      }
      return new MirrorState(head(walk, refs), tags, problems, refs.fingerprint());
    }
  }

  private static @Nullable Head head(RevWalk walk, Refs refs) throws IOException {
    var id = refs.headId();
    if (id == null || refs.head() == null) {
      return null;
    }
    var commit = walk.parseCommit(id);
    return new Head(
        refs.head().substring(Refs.HEADS.length()),
        name(commit),
        name(commit.getTree()),
        committed(commit));
  }

  private static Instant date(RevWalk walk, @Nullable RevTag tag, RevCommit commit)
      throws IOException {
    if (tag != null) {
      walk.parseBody(tag);
      var tagger = tag.getTaggerIdent();
      if (tagger != null) {
        return tagger.getWhenAsInstant();
      }
    }
    return committed(commit);
  }

  private static Instant committed(RevCommit commit) {
    return Instant.ofEpochSecond(commit.getCommitTime());
  }

  private static ObjectName name(AnyObjectId id) {
    return new ObjectName(id.name());
  }
}
