package coop.potluck.federation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text and the signatures under it, which nobody has verified yet.
 *
 * @param text ends in a newline
 * @param lines the signatures, one or more
 * @see <a href="https://c2sp.org/signed-note">signed-note</a>
 */
public record SignedNote(String text, List<Line> lines) {

  /** The longest note that is read: room for sixteen of the longest signatures. */
  public static final int MAX_BYTES = 256 * 1024;

  /** The most signatures under a note that is read. */
  public static final int MAX_LINES = 64;

  private static final String WHERE = "note";
  private static final String DASH = "\u2014 ";

  public SignedNote {
    lines = List.copyOf(lines);
    if (!isText(text) || lines.isEmpty()) {
      throw new IllegalArgumentException(
          "a note is a text that ends its last line, and signatures");
    }
  }

  /**
   * A signature, or what claims to be one.
   *
   * @param name of the key
   * @param base64 four bytes of the key's id, and at least one of the signature
   */
  public record Line(String name, String base64) {

    private static final int ID_BYTES = 4;

    public Line {
      var bytes = Base64Text.decode(base64);
      if (!KeyText.isName(name) || bytes.isEmpty() || bytes.get().length <= ID_BYTES) {
        throw new IllegalArgumentException("no signature line: " + name + " " + base64);
      }
    }

    /** The line for a signature by the key of this name and id. */
    public static Line of(String name, int keyId, byte[] signature) {
      var bytes =
          ByteBuffer.allocate(ID_BYTES + signature.length).putInt(keyId).put(signature).array();
      return new Line(name, Base64Text.encode(bytes));
    }

    /** Without the newline at its end. */
    static Line parse(String where, String line) throws MalformedException {
      var parts =
          line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
      try {
        if (parts.length == 2) {
          return new Line(parts[0], parts[1]);
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw new MalformedException(where, "an em dash, a key's name, and base64");
    }

    /** The id that it gives its key. */
    public int keyId() {
      return ByteBuffer.wrap(bytes()).getInt();
    }

    /** What comes after the id. */
    public byte[] signature() {
      var bytes = bytes();
      return Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
    }

    private byte[] bytes() {
      return Base64Text.decode(base64).orElseThrow();
    }

    /** Whether it names this key as its own. */
    boolean isOf(VerifierKey key) {
      return name.equals(key.name()) && keyId() == key.keyId();
    }

    /** The line without the newline at its end. */
    @Override
    public String toString() {
      return DASH + name + " " + base64;
    }
  }

  /** The note that {@code bytes} are. */
  public static SignedNote parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(WHERE, "at most " + MAX_BYTES + " bytes");
    }
    var whole = Utf8.decode(bytes).orElseThrow(() -> new MalformedException(WHERE, "valid UTF-8"));
    var split = whole.lastIndexOf("\n\n");
    if (split < 0 || !whole.endsWith("\n")) {
      throw new MalformedException(
          WHERE, "a text, an empty line and signatures, the last line ended too");
    }
    var text = whole.substring(0, split + 1);
    if (!isText(text)) {
      throw new MalformedException(WHERE, "no control characters but newlines");
    }
    return new SignedNote(text, lines(whole.substring(split + 2), lineCount(text) + 2));
  }

  /** The signatures that stand from line number {@code at} on. */
  private static List<Line> lines(String text, int at) throws MalformedException {
    var lines = new ArrayList<Line>();
    for (var line : text.lines().toList()) {
      if (lines.size() == MAX_LINES) {
        throw new MalformedException(WHERE, "at most " + MAX_LINES + " signatures");
      }
      lines.add(Line.parse(WHERE + " line " + (at + lines.size()), line));
    }
    if (lines.isEmpty()) {
      throw new MalformedException(WHERE, "a signature after the last empty line");
    }
    return lines;
  }

  private static int lineCount(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static boolean isText(String text) {
    return text.endsWith("\n")
        && Utf8.isEncodable(text)
        && text.chars().noneMatch(c -> c < 0x20 && c != '\n');
  }

  /** The note's bytes, which are those that it was parsed from. */
  public byte[] bytes() {
    var note = new StringBuilder(text).append('\n');
    for (var line : lines) {
      note.append(line).append('\n');
    }
    return Utf8.encode(note.toString());
  }

  /**
   * Whether this key signed the text. All lines that name it must be sound: with an unsound one
   * among them, somebody tampered with the note.
   */
  public boolean isSignedBy(VerifierKey key) {
    return linesOf(key).findAny().isPresent()
        && linesOf(key).allMatch(line -> key.verify(text, line.signature()));
  }

  /** The lines that name this key as their own. */
  Stream<Line> linesOf(VerifierKey key) {
    return lines.stream().filter(line -> line.isOf(key));
  }

  /** The same text with more signatures; those that it has already are not repeated. */
  public SignedNote with(List<Line> more) {
    return new SignedNote(text, Stream.concat(lines.stream(), more.stream()).distinct().toList());
  }
}
