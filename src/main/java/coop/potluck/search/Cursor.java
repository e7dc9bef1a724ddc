package coop.potluck.search;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The place in a sorted list after which the next page begins. */
record Cursor(RecipeQuery.Sort sort, Place place) {

  private static final int MAX_LENGTH = 512;
  private static final byte SHAPE = 2;
  private static final int FIXED = 2 + 3 * Long.BYTES + 2 * Integer.BYTES;

  /** An opaque text that a URL can carry as it is. */
  String text() {
    var bytes = place.name().getBytes(StandardCharsets.UTF_8);
    var buffer =
        ByteBuffer.allocate(FIXED + bytes.length)
            .put(SHAPE)
            .put((byte) sort.name().charAt(0))
            .putLong(place.score())
            .putInt(place.status())
            .putLong(place.updated())
            .putInt(place.rank())
            .putLong(place.id())
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
      var score = buffer.getLong();
      var status = buffer.getInt();
      var updated = buffer.getLong();
      var rank = buffer.getInt();
      var id = buffer.getLong();
      var name = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      var cursor = new Cursor(sort, new Place(score, status, updated, rank, name, id));
      // Base64 reads some texts alike; only the one that was given out is ours.
      return cursor.text().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
