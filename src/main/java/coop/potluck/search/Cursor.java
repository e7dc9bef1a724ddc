package coop.potluck.search;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The place in a sorted list after which the next page begins.
 *
 * @param rank what the order sorts by before the name; 0 where it sorts by nothing else
 */
record Cursor(RecipeQuery.Sort sort, long rank, String name, int precedence, long id) {

  private static final int MAX_LENGTH = 512;
  private static final byte SHAPE = 1;
  private static final int FIXED = 2 + Long.BYTES + Integer.BYTES + Long.BYTES;

  /** An opaque text that a URL can carry as it is. */
  String text() {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    var buffer =
        ByteBuffer.allocate(FIXED + bytes.length)
            .put(SHAPE)
            .put((byte) sort.name().charAt(0))
            .putLong(rank)
            .putInt(precedence)
            .putLong(id)
            .put(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  /** The place that a text of this order spells. */
  static Optional<Cursor> parse(String text, RecipeQuery.Sort sort) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (buffer.remaining() <= FIXED
          || buffer.get() != SHAPE
          || buffer.get() != sort.name().charAt(0)) {
        return Optional.empty();
      }
      var rank = buffer.getLong();
      var precedence = buffer.getInt();
      var id = buffer.getLong();
      var name = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      var cursor = new Cursor(sort, rank, name, precedence, id);
      // Base64 reads some texts alike; only the one that was given out is ours.
      return cursor.text().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
