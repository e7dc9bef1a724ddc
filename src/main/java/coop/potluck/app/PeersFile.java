package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import coop.potluck.peer.PeerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The other nodes that were added on the command line: a file in the data folder, of the same shape
 * as that part of the co-ops' file. A running node reads it again and again; what an operator wrote
 * into it by hand, comments too, stays as it is.
 */
final class PeersFile {

  private static final String HEADER =
      "# The nodes that `potluck peer add` added. A running node reads this again within a minute.\n";

  private final Path file;

  PeersFile(Path data) {
    this.file = data.resolve("peers.yaml");
  }

  Path path() {
    return file;
  }

  /** What stands there; nothing where there is no such file. */
  ConfigResult<Neighbours> read() {
    return Files.exists(file)
        ? read(ConfigDocument.read(file))
        : new ConfigResult.Loaded<>(Neighbours.NONE);
  }

  private static ConfigResult<Neighbours> read(ConfigDocument document) {
    var root = document.root();
    document.refuseUnknown(root, "", NeighboursReader.KEYS);
    var neighbours = new NeighboursReader(document, new CoopsValues(document)).read(root);
    return ConfigResult.of(neighbours, document.problems());
  }

  /**
   * Adds a peer after the others.
   *
   * @throws UnusableException if the file cannot be written, or has a shape of its own
   */
  void add(PeerSettings peer) {
    var lines = lines();
    var block = Block.of(lines);
    var indent = " ".repeat(block.indent());
    var item = new ArrayList<String>();
    item.add("- url: " + ConfigValues.quoted(peer.url().toString()));
    item.add("  key: " + ConfigValues.quoted(peer.key().vkey()));
    list(item, "coops", peer.coops());
    list(item, "except", peer.except());
    list(item, "speaks_for", peer.speaksFor());
    if (peer.git()) {
      item.add("  git: true");
    }
    lines.addAll(block.end(), item.stream().map(line -> indent + line).toList());
    write(lines, peer.origin(), true);
  }

  private static void list(List<String> item, String key, List<String> values) {
    if (!values.isEmpty()) {
      item.add(
          values.stream()
              .map(ConfigValues::quoted)
              .collect(Collectors.joining(", ", "  " + key + ": [", "]")));
    }
  }

  /**
   * Removes a peer.
   *
   * @throws UnusableException if the file cannot be written, or has a shape of its own
   */
  void remove(PeerSettings peer) {
    var document = ConfigDocument.read(file);
    var lines = lines();
    if (document.root().find("peers").orElse(null) instanceof YamlNode.Sequence sequence) {
      var end = Block.of(lines).end();
      for (var i = sequence.items().size() - 1; i >= 0; i--) {
        var from = sequence.items().get(i).line() - 1;
        if (isOf(sequence.items().get(i), peer)) {
          lines.subList(from, end).clear();
        }
        end = from;
      }
      if (sequence.items().size() == 1) {
        lines.replaceAll(line -> line.matches("peers:\\s*") ? "peers: []" : line);
      }
    }
    write(lines, peer.origin(), false);
  }

  private static boolean isOf(YamlNode item, PeerSettings peer) {
    return item instanceof YamlNode.Mapping mapping
        && mapping.find("key").orElse(null) instanceof YamlNode.Scalar key
        && key.text().strip().equals(peer.key().vkey());
  }

  /**
   * Where the items of {@code peers} are.
   *
   * @param indent of their dashes
   * @param end the line after the last of them
   */
  private record Block(int indent, int end) {

    /** Finds it, or begins it. */
    static Block of(List<String> lines) {
      lines.replaceAll(line -> line.matches("peers:\\s*(\\[\\s*]|~)?\\s*") ? "peers:" : line);
      var start = lines.indexOf("peers:");
      if (start < 0) {
        lines.add("peers:");
        return new Block(2, lines.size());
      }
      var indent = 2;
      var end = start + 1;
      for (var i = start + 1; i < lines.size() && !lines.get(i).matches("[A-Za-z_].*"); i++) {
        var isText = !lines.get(i).matches("\\s*(#.*)?");
        if (isText && end == start + 1) {
          indent = lines.get(i).length() - lines.get(i).stripLeading().length();
        }
        end = isText ? i + 1 : end;
      }
      return new Block(indent, end);
    }
  }

  private List<String> lines() {
    try {
      var text = Files.exists(file) ? Files.readString(file) : HEADER;
      return new ArrayList<>(text.lines().toList());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Puts other lines in their place, whole or not at all, if they say what they should. */
  private void write(List<String> lines, String origin, boolean named) {
    var fresh = file.resolveSibling("peers.yaml.new");
    var text = String.join("\n", lines) + "\n";
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (!(read(ConfigDocument.read(fresh)) instanceof ConfigResult.Loaded<Neighbours> loaded)
          || loaded.value().find(origin).isPresent() != named) {
        Files.delete(fresh);
        throw new UnusableException(
            file + " is written in a way that this command cannot change; edit it by hand");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UnusableException unwritable(IOException e) {
    return new UnusableException(file + " cannot be written: " + e.getMessage(), e);
  }
}
