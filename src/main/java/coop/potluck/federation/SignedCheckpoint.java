package coop.potluck.federation;

import java.util.Collection;
import java.util.List;

/**
 * A checkpoint and the note that it came in, which nobody has verified yet.
 *
 * @param note as it came, with every signature
 * @param checkpoint what its text says
 */
public record SignedCheckpoint(SignedNote note, Checkpoint checkpoint) {

  public SignedCheckpoint {
    if (!note.text().equals(checkpoint.text())) {
      throw new IllegalArgumentException("the note says something else than the checkpoint");
    }
  }

  /** The signed checkpoint that {@code bytes} are. */
  public static SignedCheckpoint parse(byte[] bytes) throws MalformedException {
    var note = SignedNote.parse(bytes);
    return new SignedCheckpoint(note, Checkpoint.parse(note.text()));
  }

  /** Signs a checkpoint with its log's key. */
  public static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
    var text = checkpoint.text();
    return new SignedCheckpoint(new SignedNote(text, List.of(key.sign(text))), checkpoint);
  }

  /** The note's bytes, which are those that it was parsed from. */
  public byte[] bytes() {
    return note.bytes();
  }

  /** Whether the log of this key signed it: its name is the checkpoint's origin. */
  public boolean isSignedBy(VerifierKey logKey) {
    return logKey.type() == SignatureType.NOTE
        && logKey.name().equals(checkpoint.origin())
        && note.isSignedBy(logKey);
  }

  /** What those of these witnesses said who cosigned it, each verified. */
  public List<Cosignature> cosignatures(Collection<VerifierKey> witnesses) {
    return witnesses.stream().flatMap(key -> Cosignature.find(note, key).stream()).toList();
  }

  /** The same checkpoint with more signatures. */
  public SignedCheckpoint with(List<SignedNote.Line> more) {
    return new SignedCheckpoint(note.with(more), checkpoint);
  }
}
