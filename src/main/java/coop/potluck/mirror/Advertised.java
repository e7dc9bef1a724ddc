package coop.potluck.mirror;

import coop.potluck.mirror.MirrorResult.Kind;
import coop.potluck.recipe.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Of all the refs that a repository has, those that are mirrored: its default branch and its tags.
 *
 * @param problems refs that are left out, and why
 */
record Advertised(Refs refs, List<Problem> problems) {

  static Advertised of(Remote remote, @Nullable String branch, MirrorSettings settings)
      throws MirrorFailure {
    var all = remote.refs();
    if (all.size() > settings.maxRefs()) {
      throw new MirrorFailure(
          Kind.LIMIT, all.size() + " refs, " + settings.maxRefs() + " are allowed");
    }
    var problems = new ArrayList<Problem>();
    var kept = new TreeMap<String, ObjectId>();
    for (var ref : new TreeMap<>(all).entrySet()) {
      var name = ref.getKey();
      if (!name.startsWith(Refs.TAGS)) {
        continue;
      }
      if (!Repository.isValidRefName(name)) {
        problems.add(new Problem(name, "a name that git allows for a tag"));
      } else if (hasParent(name, kept)) {
        problems.add(new Problem(name, "a name that does not go on where another tag's ends"));
      } else {
        kept.put(name, ref.getValue());
      }
    }
    if (kept.size() > settings.maxTags()) {
      throw new MirrorFailure(
          Kind.LIMIT, kept.size() + " tags, " + settings.maxTags() + " are allowed");
    }
    var head = branch == null ? defaultBranch(remote) : Refs.HEADS + branch;
    if (head != null && Repository.isValidRefName(head)) {
      var id = all.get(head);
      if (id != null) {
        kept.put(head, id);
      } else if (branch != null) {
        problems.add(new Problem(head, "the default branch exists"));
      }
    } else {
      head = null;
    }
    return new Advertised(new Refs(head, kept), problems);
  }

  /** The branch that HEAD names; where it names none, one that stands at the same commit. */
  private static @Nullable String defaultBranch(Remote remote) {
    var named = remote.head();
    if (named != null) {
      return named.startsWith(Refs.HEADS) ? named : null;
    }
    var id = remote.refs().get(Constants.HEAD);
    for (var usual : List.of(Refs.HEADS + "main", Refs.HEADS + "master")) {
      if (id != null && id.equals(remote.refs().get(usual))) {
        return usual;
      }
    }
    return remote.refs().entrySet().stream()
        .filter(ref -> ref.getKey().startsWith(Refs.HEADS) && ref.getValue().equals(id))
        .map(Map.Entry::getKey)
        .min(String::compareTo)
        .orElse(null);
  }

  static boolean hasParent(String name, Map<String, ?> others) {
    for (var slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      if (others.containsKey(name.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }
}
