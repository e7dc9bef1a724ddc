package coop.potluck.peer;

import coop.potluck.federation.LogStore;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.Sighting;
import coop.potluck.federation.VersionStatement;
import coop.potluck.mirror.StatedRefs;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a log states of a recipe's repository now.
 *
 * @param repository where it is cloned; null where none is stated that can be asked
 * @param refs the tags and the head that its mirror may have
 * @param commits what is stated of the files there
 */
record StatedGit(@Nullable String repository, StatedRefs refs, List<Commit> commits) {

  /** Of one recipe; of more, those that were stated last. */
  private static final int MAX_TAGS = 5_000;

  StatedGit {
    commits = List.copyOf(commits);
  }

  /**
   * A commit, and what is stated to be in it.
   *
   * @param tag empty for the head
   * @param object that the tag names
   * @param parsed null where it was rejected
   */
  record Commit(
      String tag,
      ObjectName object,
      ObjectName commit,
      long position,
      ObjectReference manifest,
      @Nullable ParsedReference parsed) {}

  /** Reads the statements. A tag that moved is none until what it names now is stated. */
  static StatedGit of(LogStore logs, GitTarget target) {
    var tags = new ArrayList<Tag>();
    var commits = new ArrayList<Commit>();
    Head head = null;
    String repository = null;
    String fallback = null;
    var newestFirst =
        logs.sightings(target.log(), target.coop(), target.name()).stream()
            .filter(it -> it.state() == Sighting.State.PRESENT)
            .sorted(Comparator.comparingLong(Sighting::position).reversed())
            .toList();
    for (var sighting : newestFirst) {
      if (sighting.tag() == null) {
        var it = StatedRecipe.statement(logs, sighting, RecipeStatement.class);
        if (it != null) {
          head = it.head();
          repository = StatedRecipe.url(it.repository());
          var commit = head.commit();
          commits.add(
              new Commit("", commit, commit, sighting.position(), it.manifest(), it.parsed()));
        }
      } else if (tags.size() < MAX_TAGS) {
        var it = StatedRecipe.statement(logs, sighting, VersionStatement.class);
        if (it != null) {
          var tag = it.tag();
          tags.add(tag);
          fallback = fallback == null ? StatedRecipe.url(it.repository()) : fallback;
          commits.add(
              new Commit(
                  tag.name(),
                  tag.object(),
                  tag.commit(),
                  sighting.position(),
                  it.manifest(),
                  it.parsed()));
        }
      }
    }
    return new StatedGit(
        repository == null ? fallback : repository, new StatedRefs(head, tags), commits);
  }
}
