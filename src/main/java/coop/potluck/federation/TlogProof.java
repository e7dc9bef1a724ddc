package coop.potluck.federation;

import coop.potluck.recipe.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A proof, for those who are offline, that an entry is in a log.
 *
 * @param extra bytes of the one who made it, which nothing vouches for; empty if there are none
 * @param index of the entry
 * @param hashes from the entry's sibling up to the child of the root
 * @param checkpoint of a tree that has the entry
 * @see <a href="https://c2sp.org/tlog-proof">tlog-proof</a>
 */
@SuppressWarnings("ArrayRecordComponent") // a proof is read and checked, not compared
public record TlogProof(byte[] extra, long index, List<Hash> hashes, SignedCheckpoint checkpoint) {

  /** The longest proof that is read. */
  public static final int MAX_BYTES = SignedNote.MAX_BYTES + 64 * 1024;

  private static final String WHERE = "proof";
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** No way in a tree is longer. */
  private static final int MAX_HASHES = 63;

  public TlogProof {
    extra = extra.clone();
    hashes = List.copyOf(hashes);
    if (index < 0 || hashes.size() > MAX_HASHES) {
      throw new IllegalArgumentException("no proof: index " + index + ", hashes " + hashes.size());
    }
  }

  /** The proof that {@code bytes} are. */
  public static TlogProof parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(WHERE, "at most " + MAX_BYTES + " bytes");
    }
    var text = Utf8.decode(bytes).orElseThrow(() -> new MalformedException(WHERE, "valid UTF-8"));
    var split = text.indexOf("\n\n");
    if (split < 0) {
      throw new MalformedException(WHERE, "an empty line before its checkpoint");
    }
    var checkpoint = SignedCheckpoint.parse(Utf8.encode(text.substring(split + 2)));
    return parse(text.substring(0, split).split("\n", -1), checkpoint);
  }

  private static TlogProof parse(String[] lines, SignedCheckpoint checkpoint)
      throws MalformedException {
    if (!lines[0].equals(HEADER)) {
      throw new MalformedException(WHERE + " line 1", HEADER);
    }
    var at = 1;
    var extra = new byte[0];
    if (at < lines.length && lines[at].startsWith(EXTRA)) {
      extra = extra(lines[at]);
      at++;
    }
    var number = at < lines.length && lines[at].startsWith(INDEX) ? lines[at] : "";
    var index = Decimal.parse(number.substring(Math.min(INDEX.length(), number.length())));
    if (index.isEmpty()) {
      throw new MalformedException(line(at), "index and a number in decimal");
    }
    at++;
    if (lines.length - at > MAX_HASHES) {
      throw new MalformedException(WHERE, "at most " + MAX_HASHES + " hashes");
    }
    var hashes = new ArrayList<Hash>();
    for (; at < lines.length; at++) {
      var place = line(at);
      hashes.add(
          Hash.parseBase64(lines[at])
              .orElseThrow(() -> new MalformedException(place, "a hash of 32 bytes in base64")));
    }
    return new TlogProof(extra, index.getAsLong(), hashes, checkpoint);
  }

  private static byte[] extra(String line) throws MalformedException {
    return Base64Text.decode(line.substring(EXTRA.length()))
        .filter(bytes -> bytes.length > 0)
        .orElseThrow(() -> new MalformedException(line(1), "extra and base64"));
  }

  private static String line(int at) {
    return WHERE + " line " + (at + 1);
  }

  /** The proof's bytes, which are those that it was parsed from. */
  public byte[] bytes() {
    var head = new StringBuilder(HEADER).append('\n');
    if (extra.length > 0) {
      head.append(EXTRA).append(Base64Text.encode(extra)).append('\n');
    }
    head.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> head.append(hash.base64()).append('\n'));
    head.append('\n');
    var start = Utf8.encode(head.toString());
    var note = checkpoint.bytes();
    var bytes = Arrays.copyOf(start, start.length + note.length);
    System.arraycopy(note, 0, bytes, start.length, note.length);
    return bytes;
  }

  /**
   * Everything that keeps this from proving that an entry is in a log that {@code policy} trusts;
   * empty if it proves it.
   *
   * @param leaf the entry's leaf hash
   */
  public List<Problem> problems(Hash leaf, TlogPolicy policy) {
    var problems = new ArrayList<Problem>();
    var stated = checkpoint.checkpoint();
    if (!policy.isSignedByLog(checkpoint)) {
      problems.add(
          new Problem("checkpoint", "a signature of a trusted log named " + stated.origin()));
    }
    var cosigned =
        checkpoint.cosignatures(policy.witnessKeys()).stream()
            .map(Cosignature::witness)
            .collect(Collectors.toSet());
    if (!policy.isSatisfied(cosigned)) {
      problems.add(
          new Problem(
              "checkpoint",
              "a quorum of witnesses; %d of them cosigned it".formatted(cosigned.size())));
    }
    if (!Proofs.verifyInclusion(leaf, index, stated.size(), hashes, stated.root())) {
      problems.add(
          new Problem(
              WHERE,
              "hashes that lead from entry %d to the root of %d entries; the entry or the proof is another"
                  .formatted(index, stated.size())));
    }
    return problems;
  }
}
