package coop.potluck.search;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The place in a sorted list after which the next page begins.
 *
 * @param shares what each clause was worth there, as {@link Matches#shares} has it
 */
record Cursor(RecipeQuery.Sort sort, Place place, List<Integer> shares) {

  private static final int MAX_LENGTH = 512;
  private static final byte SHAPE = 4;
  private static final int FIXED = 3 + 3 * Long.BYTES + 3 * Integer.BYTES;

  /** An opaque text that a URL can carry as it is. */
  String text() {
    var bytes = place.name().getBytes(StandardCharsets.UTF_8);
    var buffer =
        ByteBuffer.allocate(FIXED + shares.size() + bytes.length)
            .put(SHAPE)
            .put((byte) sort.name().charAt(0))
            .putLong(place.score())
            .putInt(place.status())
            .putInt(place.computedStatus())
            .putLong(place.updated())
            .putInt(place.rank())
            .putLong(place.id())
            .put((byte) shares.size());
    shares.forEach(share -> buffer.put(share.byteValue()));
    buffer.put(bytes);
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
      var computedStatus = buffer.getInt();
      var updated = buffer.getLong();
      var rank = buffer.getInt();
      var id = buffer.getLong();
      var shares = new ArrayList<Integer>();
      for (var left = buffer.get(); left > 0; left--) {
        shares.add(Byte.toUnsignedInt(buffer.get()));
      }
      var name = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      var place = new Place(score, status, computedStatus, updated, rank, name, id);
      var cursor = new Cursor(sort, place, List.copyOf(shares));
      // Base64 reads some texts alike; only the one that was given out is ours.
      return cursor.text().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
