package coop.potluck.mirror;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a mirror's default branch and tags stand.
 *
 * @param head absent where the repository is empty or its default branch is missing
 * @param tags in the order of their names
 * @param problems tags and refs that were left out, and why
 * @param fingerprint of the refs: equal exactly where nothing has moved
 */
public record MirrorState(
    @Nullable Head head, List<Tag> tags, List<Problem> problems, String fingerprint) {

  public MirrorState {
    tags = List.copyOf(tags);
    problems = List.copyOf(problems);
  }
}
