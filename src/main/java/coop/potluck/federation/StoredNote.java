package coop.potluck.federation;

import java.nio.charset.StandardCharsets;

/** A note as a column holds it. */
final class StoredNote {

  private StoredNote() {}

  static String text(SignedNote note) {
    return new String(note.bytes(), StandardCharsets.UTF_8);
  }

  static SignedCheckpoint parse(String text) {
    try {
      return SignedCheckpoint.parse(Utf8.encode(text));
    } catch (MalformedException e) {
      throw new IllegalStateException("a checkpoint that was stored cannot be read", e);
    }
  }
}
