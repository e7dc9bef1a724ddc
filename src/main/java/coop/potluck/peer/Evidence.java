package coop.potluck.peer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coop.potluck.object.CanonicalJson;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of what shows that a log lied or failed, so that it can be given to others: {@code
 * <hash of the origin>/<time>-<kind>/} with {@code reason.txt}, {@code evidence.json} and the bytes
 * as they came.
 */
public final class Evidence {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The largest part that is kept whole. */
  private static final int MAX_PART_BYTES = 1 << 20;

  private static final int MAX_SAME_SECOND = 100;

  private final Path folder;
  private final long maxBytes;

  /**
   * What shows a fault.
   *
   * @param facts named numbers and texts: sizes, roots, positions, addresses
   * @param parts the bytes as they came, by the names of their files
   */
  public record Shown(Map<String, String> facts, Map<String, byte[]> parts) {
    public Shown {
      facts = Map.copyOf(facts);
      parts = Map.copyOf(parts);
    }
  }

  /**
   * Keeps evidence in a folder that is made when it is needed.
   *
   * @param maxBytes of all that is kept; beyond it only what shows a lie is
   */
  public Evidence(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** Where a path that {@link Alarm#evidence} names lies. */
  public Path path(String evidence) {
    return folder.resolve(evidence);
  }

  /** Writes it; the path below the folder, or null where the folder is full. */
  synchronized @Nullable String keep(
      String origin, Alarm.Kind kind, String sentence, Shown shown, Instant at) throws IOException {
    if (!kind.lasting() && size() >= maxBytes) {
      return null;
    }
    var place = place(Sha256.hex(origin), TIME.format(at) + "-" + kind.text());
    Files.createDirectories(folder.resolve(place));
    var target = folder.resolve(place);
    var facts = new TreeMap<>(shown.facts());
    facts.put("origin", origin);
    facts.put("kind", kind.text());
    facts.put("at", at.toString());
    facts.put("sentence", sentence);
    for (var part : shown.parts().entrySet()) {
      var bytes = part.getValue();
      var length = Math.min(bytes.length, MAX_PART_BYTES);
      if (length < bytes.length) {
        facts.put("cut " + part.getKey(), "the first " + length + " of " + bytes.length + " bytes");
      }
      Files.write(target.resolve(fileName(part.getKey())), Arrays.copyOf(bytes, length));
    }
    Files.writeString(target.resolve("reason.txt"), text(facts));
    Files.write(target.resolve("evidence.json"), CanonicalJson.bytes(json(facts)));
    return place;
  }

  private String place(String owner, String name) throws IOException {
    for (var i = 1; i <= MAX_SAME_SECOND; i++) {
      var place = owner + "/" + name + (i == 1 ? "" : "-" + i);
      if (!Files.exists(folder.resolve(place))) {
        return place;
      }
    }
    throw new IOException("too much evidence within one second");
  }

  /** No name that came from elsewhere leads out of its folder. */
  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^\\.+", "");
  }

  private static ObjectNode json(Map<String, String> facts) {
    var json = JsonNodeFactory.instance.objectNode();
    facts.forEach(json::put);
    return json;
  }

  private static String text(Map<String, String> facts) {
    var text = new StringBuilder(facts.getOrDefault("sentence", "")).append("\n\n");
    facts.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private long size() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    var counted = new Counted();
    Files.walkFileTree(folder, counted);
    return counted.bytes;
  }

  private static final class Counted extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }
  }
}
