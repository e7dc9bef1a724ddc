package coop.potluck.mirror;

import coop.potluck.recipe.ObjectName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The refs of a mirror: its default branch, its tags, and what is kept of times past.
 *
 * @param head the full name of the default branch; it may have no commit yet
 * @param byName full names; the branch of {@code head}, tags, and hidden refs
 */
record Refs(@Nullable String head, SortedMap<String, ObjectId> byName) {

  static final String HEADS = "refs/heads/";
  static final String TAGS = "refs/tags/";

  /** Never served; each is named after the object that it keeps from being collected. */
  static final String KEPT = "refs/potluck/kept/";

  Refs {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  static boolean isHidden(String name) {
    return !name.startsWith(HEADS) && !name.startsWith(TAGS);
  }

  /** The refs that the repository itself has: all but the hidden ones. */
  SortedMap<String, ObjectId> visible() {
    var visible = new TreeMap<>(byName);
    visible.keySet().removeIf(Refs::isHidden);
    return visible;
  }

  /** The commit of the default branch. */
  @Nullable ObjectId headId() {
    return head == null ? null : byName.get(head);
  }

  List<ObjectName> kept() {
    return byName.keySet().stream()
        .filter(name -> name.startsWith(KEPT))
        .map(name -> new ObjectName(name.substring(KEPT.length())))
        .toList();
  }

  /** Equal for two mirrors exactly where their visible refs are. */
  String fingerprint() {
    var text = new StringBuilder().append(head).append('\n');
    visible().forEach((name, id) -> text.append(id.name()).append(' ').append(name).append('\n'));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
