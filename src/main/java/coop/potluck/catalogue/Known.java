package coop.potluck.catalogue;

import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue already has of a repository, so that only what is new is read.
 *
 * @param fingerprint of the address it was last listed with; null if the recipe is unknown
 * @param head null if the head was never read
 * @param tags those present at the last sync, by name, those that are no version among them
 */
public record Known(@Nullable String fingerprint, @Nullable Mark head, Map<String, Mark> tags) {

  /**
   * What was read, and by which parser.
   *
   * @param object what the ref named: a tag object or a commit
   * @param parserSchema the parser's number; 0 for a tag that is no version and is never read
   */
  public record Mark(ObjectName object, ObjectName commit, int parserSchema) {}

  /** What is known of a recipe that is not listed. */
  static final Known NOTHING = new Known(null, null, Map.of());

  public Known {
    tags = Map.copyOf(tags);
  }

  /** Whether the files of a tag must be read: it is a version that is new, moved or outdated. */
  public boolean needsReading(Tag tag, int parserSchema) {
    var mark = tags.get(tag.name());
    return Version.parse(tag.name()).isPresent()
        && (mark == null
            || !mark.object().equals(tag.object())
            || mark.parserSchema() != parserSchema);
  }

  /** Whether the files of a head must be read. */
  public boolean needsReading(ObjectName headCommit, int parserSchema) {
    return head == null || !head.commit().equals(headCommit) || head.parserSchema() != parserSchema;
  }
}
