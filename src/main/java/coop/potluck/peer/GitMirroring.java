package coop.potluck.peer;

import coop.potluck.recipe.RecipeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps mirrors of the repositories of those recipes that a peer speaks for. It goes on from what
 * is stored, a few repositories at a time, whatever ended it.
 */
final class GitMirroring {

  /** Repositories that are looked at in one go. */
  static final int AT_ONCE = 20;

  private final GitTargets targets;
  private final GitLook look;
  private final GitStore store;
  private final Alarms alarms;
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

  GitMirroring(GitTargets targets, GitLook look, GitStore store, Alarms alarms) {
    this.targets = targets;
    this.look = look;
    this.store = store;
    this.alarms = alarms;
  }

  /**
   * Looks at repositories that are due. Where the operator wants no git of a peer any more, or of
   * the one that speaks now, nothing is fetched, and what is taken back goes all the same.
   *
   * @param theirs all co-ops that come from peers
   * @return whether more are due
   */
  boolean look(PeerSettings peer, List<TheirCoop> theirs) {
    if (!peer.git() && !store.hasMirrors()) {
      return false;
    }
    var turn = turns.computeIfAbsent(peer.origin(), it -> new ReentrantLock());
    turn.lock();
    try {
      var rows = new HashMap<String, Map<RecipeName, GitSql.Row>>();
      var looked = 0;
      for (var target : targets.of(peer, theirs)) {
        var row = rows.computeIfAbsent(target.coop(), store::of).get(target.name());
        if (!look.isDue(target, row)) {
          continue;
        }
        if (looked == AT_ONCE || Thread.currentThread().isInterrupted()) {
          return true;
        }
        look.at(target, row);
        looked++;
      }
      return false;
    } finally {
      tell(peer.origin());
      turn.unlock();
    }
  }

  private void tell(String origin) {
    if (store.countReason(origin, GitLook.OVER_BUDGET) > 0) {
      alarms.raise(
          origin,
          Alarm.Kind.GIT_OVER_BUDGET,
          "the mirrors of its recipes take what max_git_bytes allows; no more are fetched",
          null);
    } else {
      alarms.end(origin, Alarm.Kind.GIT_OVER_BUDGET);
    }
    if (store.countFaults(origin, GitFault.Kind.GIT_MISMATCH) == 0) {
      alarms.end(origin, Alarm.Kind.GIT_MISMATCH);
    }
  }
}
