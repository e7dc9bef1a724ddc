package coop.potluck.federation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint that is submitted to a witness, as its body says it.
 *
 * @param oldSize of the checkpoint that the proof begins at; it may be larger than the new one
 * @param proof at most {@link #MAX_PROOF} hashes
 * @param note of the checkpoint, which nobody has verified yet
 * @see <a href="https://c2sp.org/tlog-witness">c2sp.org/tlog-witness</a>
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote note) {

  /** How large a body may be that is read at all, in bytes. */
  public static final int MAX_BYTES = 64 << 10;

  /** How many hashes a proof may have: one for each level of the largest tree. */
  public static final int MAX_PROOF = 63;

  private static final String WHERE = "add-checkpoint line ";
  private static final String OLD = "old ";

  public AddCheckpoint {
    proof = List.copyOf(proof);
  }

  /** Reads a body as it was sent. */
  public static AddCheckpoint parse(byte[] body) throws MalformedException {
    if (body.length > MAX_BYTES) {
      throw new MalformedException("add-checkpoint", "at most " + MAX_BYTES + " bytes");
    }
    var lines = new ArrayList<String>();
    var at = 0;
    while (true) {
      var end = newline(body, at, lines.size() + 1);
      if (end == at) {
        break;
      }
      if (lines.size() > MAX_PROOF) {
        throw new MalformedException(
            WHERE + (lines.size() + 1), "an empty line after at most " + MAX_PROOF + " hashes");
      }
      lines.add(new String(body, at, end - at, StandardCharsets.ISO_8859_1));
      at = end + 1;
    }
    var note = Arrays.copyOfRange(body, at + 1, body.length);
    return new AddCheckpoint(oldSize(lines), proof(lines), SignedNote.parse(note));
  }

  private static int newline(byte[] body, int from, int line) throws MalformedException {
    for (var i = from; i < body.length; i++) {
      if (body[i] == '\n') {
        return i;
      }
    }
    throw new MalformedException(WHERE + line, "a newline at its end");
  }

  private static long oldSize(List<String> lines) throws MalformedException {
    var line = lines.isEmpty() ? "" : lines.get(0);
    var size = line.startsWith(OLD) ? Decimal.parse(line.substring(OLD.length())) : null;
    if (size == null || size.isEmpty()) {
      throw new MalformedException(WHERE + 1, "old, a space, and a size in decimal");
    }
    return size.getAsLong();
  }

  private static List<Hash> proof(List<String> lines) throws MalformedException {
    var proof = new ArrayList<Hash>();
    for (var i = 1; i < lines.size(); i++) {
      var where = WHERE + (i + 1);
      proof.add(
          Hash.parseBase64(lines.get(i))
              .orElseThrow(() -> new MalformedException(where, "a hash in base64")));
    }
    return proof;
  }

  /** What the note says of its log. */
  public SignedCheckpoint checkpoint() throws MalformedException {
    return new SignedCheckpoint(note, Checkpoint.parse(note.text()));
  }

  /** The log that an empty tree is claimed for, with another root than it has. */
  Optional<String> wronglyEmpty() {
    var lines = note.text().split("\n", -1);
    return lines.length > 3
            && lines[1].equals("0")
            && Hash.parseBase64(lines[2]).filter(root -> !root.equals(MerkleTree.EMPTY)).isPresent()
        ? Optional.of(lines[0])
        : Optional.empty();
  }

  /** The body that says it. */
  public byte[] format() {
    var text = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> text.append(hash.base64()).append('\n'));
    var head = Utf8.encode(text.append('\n').toString());
    var signed = note.bytes();
    var body = Arrays.copyOf(head, head.length + signed.length);
    System.arraycopy(signed, 0, body, head.length, signed.length);
    return body;
  }
}
