package coop.potluck.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed, before it is written down.
 *
 * @param self where it is
 * @param page what it is a feed of
 * @param entries in the order in which they are listed
 * @param updated for a feed without entries
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287</a>
 */
record AtomFeed(
    String id,
    String title,
    String author,
    String self,
    Link page,
    Instant updated,
    List<Entry> entries) {

  /** How many entries a feed has at most. */
  static final int MAX_ENTRIES = 50;

  AtomFeed {
    entries = List.copyOf(entries);
  }

  /**
   * A relation to another document.
   *
   * @param type its media type; absent where it may be any
   */
  record Link(String relation, String address, @Nullable String type, @Nullable String title) {

    static Link json(String relation, String address, @Nullable String title) {
      return new Link(relation, address, "application/json", title);
    }
  }

  /** A term that an entry is found under, and what people call it. */
  record Category(String term, String label) {}

  /**
   * One entry; all its texts are plain.
   *
   * @param id of this entry alone, for ever
   * @param updated when this node first saw what it tells of
   * @param published when that was made, as claimed; absent where nobody claims that
   * @param content absent where the summary is all there is
   */
  record Entry(
      String id,
      String title,
      Instant updated,
      @Nullable Instant published,
      String author,
      @Nullable Category category,
      String summary,
      @Nullable String content,
      List<Link> links) {

    Entry {
      links = List.copyOf(links);
    }
  }

  /** When anything in it last changed. */
  Instant latest() {
    return entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(updated);
  }
}
