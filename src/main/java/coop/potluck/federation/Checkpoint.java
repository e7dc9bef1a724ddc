package coop.potluck.federation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a log says of its tree.
 *
 * @param origin which log it is
 * @param size how many entries it has
 * @param root of the tree over them
 * @param extensions further lines, which mean nothing here
 * @see <a href="https://c2sp.org/tlog-checkpoint">tlog-checkpoint</a>
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

  private static final String WHERE = "checkpoint";

  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (size < 0 || size > MerkleTree.MAX_SIZE) {
      throw new IllegalArgumentException("no tree has this size: " + size);
    }
    if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw new IllegalArgumentException("a checkpoint's lines are not empty");
    }
  }

  /** A checkpoint without further lines. */
  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /** The checkpoint that the text of a note is. */
  public static Checkpoint parse(String noteText) throws MalformedException {
    if (!noteText.endsWith("\n")) {
      throw new MalformedException(WHERE, "a newline at its end");
    }
    var lines = new ArrayList<>(List.of(noteText.split("\n", -1)));
    lines.remove(lines.size() - 1);
    if (lines.size() < 3) {
      throw new MalformedException(WHERE, "an origin, a size and a root, each a line");
    }
    for (var i = 0; i < lines.size(); i++) {
      if (!isLine(lines.get(i))) {
        throw new MalformedException(WHERE + " line " + (i + 1), "a line that is not empty");
      }
    }
    var size = Decimal.parse(lines.get(1));
    if (size.isEmpty() || size.getAsLong() > MerkleTree.MAX_SIZE) {
      throw new MalformedException(
          WHERE + " line 2", "a size, in decimal, of at most " + MerkleTree.MAX_SIZE);
    }
    var root =
        Hash.parseBase64(lines.get(2))
            .orElseThrow(
                () -> new MalformedException(WHERE + " line 3", "a root of 32 bytes in base64"));
    if (size.getAsLong() == 0 && !root.equals(MerkleTree.EMPTY)) {
      throw new MalformedException(WHERE + " line 3", "the root of a tree without leaves");
    }
    return new Checkpoint(lines.get(0), size.getAsLong(), root, lines.subList(3, lines.size()));
  }

  private static boolean isLine(String line) {
    return !line.isEmpty() && Utf8.isEncodable(line) && line.chars().noneMatch(c -> c < 0x20);
  }

  /** The text of its note, which is what is signed. */
  public String text() {
    var text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n').append(root.base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
