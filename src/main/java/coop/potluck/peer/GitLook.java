package coop.potluck.peer;

import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.LogStore;
import coop.potluck.mirror.Backoff;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.MirrorState;
import coop.potluck.mirror.Mirrors;
import coop.potluck.parsing.RecipeParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One look at the repository of one recipe that a log speaks for. What is not stated any more is
 * taken out of the mirror first; only then somebody is asked for what lacks, if it is time.
 */
final class GitLook {

  /** Why a mirror is not whole where the peer's budget is used up. */
  static final String OVER_BUDGET = "max_git_bytes of this peer is used up";

  private static final Duration LONGEST_WAIT = Duration.ofHours(6);
  private static final int INTERVALS_TO_WAIT = 10;

  private final Mirrors mirrors;
  private final GitSources sources;
  private final GitStore store;
  private final LogStore logs;
  private final Alarms alarms;
  private final RecipeParser parser;
  private final FederationSettings settings;
  private final Backoff backoff;
  private final Clock clock;

  GitLook(
      Mirrors mirrors,
      GitSources sources,
      GitStore store,
      LogStore logs,
      Alarms alarms,
      RecipeParser parser,
      FederationSettings settings,
      Clock clock) {
    this.mirrors = mirrors;
    this.sources = sources;
    this.store = store;
    this.logs = logs;
    this.alarms = alarms;
    this.parser = parser;
    this.settings = settings;
    this.clock = clock;
    this.backoff =
        new Backoff(settings.pollInterval().multipliedBy(INTERVALS_TO_WAIT), LONGEST_WAIT);
  }

  /** Whether there is something to do for a recipe now; of what is here, also once git is off. */
  boolean isDue(GitTarget target, GitSql.@Nullable Row row) {
    if (!target.peer().git()) {
      return row != null
          && row.bytes() > 0
          && (!row.origin().equals(target.origin()) || row.position() < target.position());
    }
    return row == null
        || !row.origin().equals(target.origin())
        || row.position() < target.position()
        || row.schema() != RecipeParser.SCHEMA
        || (row.nextAttempt() == null
            ? !mirrors.exists(target.id())
            : !row.nextAttempt().isAfter(now()));
  }

  /**
   * Looks at it.
   *
   * @param row what the look before came to; null for the first
   */
  void at(GitTarget target, GitSql.@Nullable Row row) {
    var before = row != null && row.origin().equals(target.origin()) ? row : null;
    var stated = StatedGit.of(logs, target);
    try {
      var isWhole = mirrors.keepStated(target.id(), stated.refs());
      var mayAsk = target.peer().git() && isTime(before);
      var answers = isWhole || !mayAsk ? null : ask(target, stated);
      var state = mirrors.exists(target.id()) ? mirrors.state(target.id()) : null;
      var faults = new Findings(target, before, stated, state, answers).all();
      var missing = answers == null ? !isWhole : !mirrors.keepStated(target.id(), stated.refs());
      store(target, before, faults, missing ? reason(before, answers) : null, answers != null);
    } catch (MirrorException e) {
      store(
          target,
          before,
          store.faults(target.coop(), target.name()),
          String.valueOf(e.getMessage()),
          true);
    }
  }

  private boolean isTime(GitSql.@Nullable Row before) {
    return before == null || before.nextAttempt() == null || !before.nextAttempt().isAfter(now());
  }

  private GitSources.Answers ask(GitTarget target, StatedGit stated) throws MirrorException {
    var left = target.peer().maxGitBytes(settings) - store.bytes(target.origin());
    return left <= 0
        ? new GitSources.Answers(List.of(), List.of(), true)
        : sources.ask(target, stated, left);
  }

  private static String reason(GitSql.@Nullable Row before, GitSources.@Nullable Answers answers) {
    if (answers == null) {
      var known = before == null ? null : before.reason();
      return known == null ? "some of it is not here yet" : known;
    }
    if (answers.overBudget()) {
      return OVER_BUDGET;
    }
    return answers.reasons().isEmpty()
        ? "nobody who was asked has all that is stated"
        : String.join("; ", answers.reasons());
  }

  /** Whatever an interrupted thread finds is of this node's own making. */
  private void store(
      GitTarget target,
      GitSql.@Nullable Row before,
      List<GitFault> faults,
      @Nullable String reason,
      boolean asked) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    var failures = before == null ? 0 : before.failures();
    var next = before == null ? null : before.nextAttempt();
    if (reason == null) {
      failures = 0;
      next = null;
    } else if (asked || next == null) {
      failures++;
      next = backoff.next(failures, now(), ThreadLocalRandom.current());
    }
    var verified = before == null ? -1 : before.verified();
    store.put(
        new GitSql.Row(
            target.coop(),
            target.name(),
            target.origin(),
            target.position(),
            reason == null ? target.position() : verified,
            RecipeParser.SCHEMA,
            size(target),
            reason,
            failures,
            next),
        faults);
  }

  private long size(GitTarget target) {
    try {
      return mirrors.exists(target.id()) ? mirrors.size(target.id()) : 0;
    } catch (MirrorException e) {
      return 0;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Compares what is here with what is stated. */
  private final class Findings {
    private final GitTarget target;
    private final GitSql.@Nullable Row before;
    private final StatedGit stated;
    private final @Nullable MirrorState state;
    private final GitSources.@Nullable Answers answers;
    private final List<GitFault> known;
    private final List<GitFault> found = new ArrayList<>();
    private final GitCheck check;

    Findings(
        GitTarget target,
        GitSql.@Nullable Row before,
        StatedGit stated,
        @Nullable MirrorState state,
        GitSources.@Nullable Answers answers) {
      this.target = target;
      this.before = before;
      this.stated = stated;
      this.state = state;
      this.answers = answers;
      this.known = before == null ? List.of() : store.faults(target.coop(), target.name());
      this.check = new GitCheck(logs, alarms, parser, target);
    }

    List<GitFault> all() throws MirrorException {
      var toCompare = new ArrayList<StatedGit.Commit>();
      for (var commit : stated.commits()) {
        if (answers != null) {
          addDifferent(commit, answers);
        } else {
          keep(commit, GitFault.Kind.GIT_MISMATCH);
          keep(commit, GitFault.Kind.GIT_MISSING);
        }
        if (!isHere(commit)) {
          addMissing(commit);
        } else if (isNew(commit)) {
          toCompare.add(commit);
        } else {
          keep(commit, GitFault.Kind.MANIFEST_MISMATCH);
          keep(commit, GitFault.Kind.OTHER_READING);
        }
      }
      if (!toCompare.isEmpty()) {
        try (var reader = mirrors.read(target.id())) {
          found.addAll(check.faults(reader, toCompare));
        }
      }
      return found;
    }

    private boolean isHere(StatedGit.Commit commit) {
      if (state == null) {
        return false;
      }
      return commit.tag().isEmpty()
          ? state.head() != null && state.head().commit().equals(commit.commit())
          : state.tags().stream()
              .anyMatch(
                  it -> it.name().equals(commit.tag()) && it.object().equals(commit.object()));
    }

    private boolean isNew(StatedGit.Commit commit) {
      return before == null
          || before.schema() != RecipeParser.SCHEMA
          || commit.position() > before.verified();
    }

    /** What was found of the same statement before, and was not looked at again. */
    private void keep(StatedGit.Commit commit, GitFault.Kind kind) {
      known.stream()
          .filter(it -> it.kind() == kind && it.tag().equals(commit.tag()))
          .filter(it -> it.position() == commit.position())
          .forEach(found::add);
    }

    private void addMissing(StatedGit.Commit commit) {
      var isTold = found.stream().anyMatch(it -> it.tag().equals(commit.tag()));
      if (answers != null && !answers.overBudget() && !isTold) {
        found.add(
            check.fault(
                commit,
                GitFault.Kind.GIT_MISSING,
                String.format(
                    "nobody who could be asked has %s at commit %s",
                    GitCheck.name(commit), commit.commit())));
      }
    }

    private void addDifferent(StatedGit.Commit commit, GitSources.Answers asked) {
      for (var one : asked.different()) {
        var tag = one.found();
        if (commit.tag().isEmpty() || !tag.tag().equals(commit.tag())) {
          continue;
        }
        var sentence =
            String.format(
                "%s has tag %s at commit %s, where the log has commit %s: not taken from there",
                one.url(), tag.tag(), tag.commit(), commit.commit());
        found.add(check.fault(commit, GitFault.Kind.GIT_MISMATCH, sentence));
        alarms.raise(
            target.origin(),
            Alarm.Kind.GIT_MISMATCH,
            target.coop() + "/" + target.name() + ": " + sentence,
            check.evidence(
                commit,
                Map.of(
                    "repository",
                    one.url(),
                    "found object",
                    tag.object().hex(),
                    "found commit",
                    tag.commit().hex()),
                Map.of()));
      }
    }
  }
}
