package coop.potluck.federation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text in which evidence against a log travels. */
final class EquivocationText {

  static final String FIRST_LINE = "potluck-equivocation/v1";

  private static final int MAX_CHARS = 256 << 10;
  private static final int MAX_KEYS = 16;
  private static final String KEY = "key ";
  private static final String PREFIX = "prefix ";
  private static final String PROOF = "proof ";
  private static final String NOTE = "note ";

  private static final String ONE_SIZE =
      """
      # The log named in the notes below has signed both: two trees of one size, with two roots.
      # Check the signatures of both notes with the keys (c2sp.org/signed-note); then compare the
      # second and the third line of one note (size and root) with those of the other.
      """;

  private static final String TWO_SIZES =
      """
      # The log named in the notes below has signed both, but the tree of the first is not the
      # beginning of the tree of the second. Check the signatures of both notes with the keys
      # (c2sp.org/signed-note). The proof is a Merkle consistency proof (RFC 6962, 2.1.2) from the
      # prefix, which is the root that the second tree has at the size of the first, to the root of
      # the second. The first note names another root than the prefix.
      """;

  private EquivocationText() {}

  static String format(Equivocation evidence) {
    var text = new StringBuilder(FIRST_LINE).append('\n');
    var prefix = evidence.prefix();
    text.append(prefix == null ? ONE_SIZE : TWO_SIZES);
    evidence.keys().forEach(key -> text.append(KEY).append(key.vkey()).append('\n'));
    if (prefix != null) {
      text.append(PREFIX).append(prefix.base64()).append('\n');
    }
    evidence.proof().forEach(hash -> text.append(PROOF).append(hash.base64()).append('\n'));
    note(text, evidence.smaller());
    note(text, evidence.larger());
    return text.toString();
  }

  private static void note(StringBuilder into, SignedCheckpoint checkpoint) {
    var note = new String(checkpoint.bytes(), StandardCharsets.UTF_8);
    into.append(NOTE).append(note.chars().filter(c -> c == '\n').count()).append('\n').append(note);
  }

  static Equivocation parse(String text) throws MalformedException {
    if (text.length() > MAX_CHARS) {
      throw new MalformedException("evidence", "at most " + MAX_CHARS + " characters");
    }
    if (!text.endsWith("\n")) {
      throw new MalformedException("evidence", "a newline at its end");
    }
    return new Reader(text).read();
  }

  /** Goes through the lines from the first to the last. */
  private static final class Reader {
    private final List<String> lines;
    private int at;

    Reader(String text) {
      lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    }

    Equivocation read() throws MalformedException {
      if (!lines.get(at++).equals(FIRST_LINE)) {
        at--;
        throw expected(FIRST_LINE);
      }
      while (next("#") != null) {
        at++;
      }
      var keys = keys();
      var prefix = next(PREFIX) == null ? null : hash(PREFIX);
      var proof = new ArrayList<Hash>();
      while (next(PROOF) != null) {
        if (proof.size() == AddCheckpoint.MAX_PROOF) {
          throw expected("at most " + AddCheckpoint.MAX_PROOF + " hashes of a proof");
        }
        proof.add(hash(PROOF));
      }
      var smaller = note();
      var larger = note();
      if (at < lines.size()) {
        throw expected("nothing after the second note");
      }
      return new Equivocation(keys, smaller, larger, prefix, proof);
    }

    private List<VerifierKey> keys() throws MalformedException {
      var keys = new ArrayList<VerifierKey>();
      for (var key = next(KEY); key != null; key = next(KEY)) {
        if (keys.size() == MAX_KEYS) {
          throw expected("at most " + MAX_KEYS + " keys");
        }
        keys.add(VerifierKey.parse(key));
        at++;
      }
      return keys;
    }

    private Hash hash(String word) throws MalformedException {
      var text = next(word);
      var hash = text == null ? null : Hash.parseBase64(text).orElse(null);
      if (hash == null) {
        throw expected(word + "and a hash in base64");
      }
      at++;
      return hash;
    }

    private SignedCheckpoint note() throws MalformedException {
      var count = next(NOTE);
      var size = count == null ? null : Decimal.parse(count);
      if (size == null || size.isEmpty() || size.getAsLong() > lines.size() - at - 1) {
        throw expected("note and the number of lines that follow");
      }
      var first = at + 1;
      at = first + (int) size.getAsLong();
      var note = String.join("\n", lines.subList(first, at)) + "\n";
      return SignedCheckpoint.parse(Utf8.encode(note));
    }

    /** What stands after a word at the beginning of the line; null for another line. */
    private @Nullable String next(String word) {
      return at < lines.size() && lines.get(at).startsWith(word)
          ? lines.get(at).substring(word.length())
          : null;
    }

    private MalformedException expected(String what) {
      return new MalformedException("evidence line " + (at + 1), what);
    }
  }
}
