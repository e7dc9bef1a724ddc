package coop.potluck.mirror;

import coop.potluck.recipe.ObjectName;
import java.util.List;

/** What came of an attempt to bring a mirror up to date. */
public sealed interface MirrorResult {

  /**
   * No ref has moved since the mirror was last written.
   *
   * @param fingerprint as in {@link MirrorState}; {@link Mirrors#state} tells the rest
   */
  record Unchanged(String fingerprint) implements MirrorResult {}

  /** The mirror holds what the repository had; also the answer to a forced look. */
  record Updated(MirrorState state) implements MirrorResult {}

  /**
   * The mirror has the stated refs that could be had, and no others.
   *
   * @param refs how many it has
   * @param different tags that the repository has elsewhere than they are stated to be
   */
  record Taken(int refs, List<Different> different) implements MirrorResult {
    public Taken {
      different = List.copyOf(different);
    }
  }

  /**
   * A tag that is not what was stated of it.
   *
   * @param object that the repository's tag names
   * @param commit that this leads to, as far as the repository says
   */
  record Different(String tag, ObjectName object, ObjectName commit) {}

  /**
   * The mirror is as it was before.
   *
   * @param reason one line, fit to be shown to anybody: it names no credential
   */
  record Failed(Kind kind, String reason) implements MirrorResult {}

  /** What stood in the way. */
  enum Kind {
    /** There is no such repository. */
    GONE,
    /** An address or a scheme that this node does not talk to. */
    REFUSED,
    /** It took longer than the configuration allows. */
    TIMEOUT,
    /** More bytes, or larger objects, than the configuration allows. */
    TOO_LARGE,
    /** What was sent is not what git would send, or holds names that git refuses. */
    CORRUPT,
    /** The server cannot be reached or answers with an error. */
    NETWORK,
    /** The server wants another token, or any. */
    AUTH,
    /** More refs or tags than the configuration allows. */
    LIMIT,
    /** The fault is this node's own: its disk, for one. */
    INTERNAL
  }
}
