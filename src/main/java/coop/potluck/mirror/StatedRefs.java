package coop.potluck.mirror;

import coop.potluck.recipe.Head;
import coop.potluck.recipe.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The refs that a log states of a repository. Whatever the repository shows, a mirror of it has
 * these alone, where they are stated.
 *
 * @param head absent where none is stated
 * @param tags with the objects and commits that they are stated to name
 */
public record StatedRefs(@Nullable Head head, List<Tag> tags) {
  public StatedRefs {
    tags = List.copyOf(tags);
  }

  int count() {
    return tags.size() + (head == null ? 0 : 1);
  }

  /** Those whose names git allows; nothing else may come near a file of refs. */
  StatedRefs wellNamed() {
    var named = new TreeMap<String, Tag>();
    for (var tag : tags.stream().sorted(Comparator.comparing(Tag::name)).toList()) {
      var ref = Refs.TAGS + tag.name();
      if (Repository.isValidRefName(ref) && !Advertised.hasParent(ref, named)) {
        named.put(ref, tag);
      }
    }
    var isBranch = head != null && Repository.isValidRefName(Refs.HEADS + head.branch());
    return new StatedRefs(isBranch ? head : null, List.copyOf(named.values()));
  }
}
