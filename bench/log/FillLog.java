import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.federation.Checkpoint;
import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Statements;
import coop.potluck.federation.VersionStatement;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a data folder whose node has a log: so many invented versions, two objects each. */
public final class FillLog {

  private static final String ORIGIN = "bench.example/log";
  private static final int BATCH = 2_560;
  private static final int RELEASES = 10;
  private static final int FILES = 12;

  private final LogStore store;
  private final SigningKey key =
      SigningKey.generate(ORIGIN, SignatureType.NOTE, new SecureRandom());
  private final List<Hash> leaves = new ArrayList<>();

  private FillLog(LogStore store) {
    this.store = store;
  }

  public static void main(String[] arguments) throws IOException {
    var count = Integer.parseInt(arguments[0]);
    var folder = Path.of(arguments[1]);
    Files.createDirectories(folder);
    try (var database =
        Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT)) {
      new FillLog(new LogStore(database)).fill(count);
    }
  }

  private void fill(int count) {
    var log = store.create(ORIGIN, true, key.verifierKey()).id();
    for (var from = 0; from < count; from += BATCH) {
      var entries = new ArrayList<byte[]>();
      var objects = new ArrayList<byte[]>();
      for (var i = from; i < Math.min(count, from + BATCH); i++) {
        entries.add(entry(i, objects));
      }
      entries.forEach(entry -> leaves.add(MerkleTree.leaf(entry)));
      var last = leaves.size() == count;
      store.append(
          log,
          new LogStore.Appended(entries, objects, last ? checkpoint() : null, List.of(), 0));
    }
    System.out.println(Hash.sha256(manifest(0)).hex());
  }

  private SignedCheckpoint checkpoint() {
    return SignedCheckpoint.sign(
        new Checkpoint(ORIGIN, leaves.size(), Proofs.root(this::hash, leaves.size())), key);
  }

  private Hash hash(int level, long index) {
    return level == 0
        ? leaves.get((int) index)
        : MerkleTree.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
  }

  private static byte[] entry(int number, List<byte[]> objects) {
    var manifest = manifest(number);
    var parsed = parsed(number);
    objects.add(manifest);
    objects.add(parsed);
    var release = number % RELEASES;
    var name = "recipe-" + number / RELEASES;
    var tag =
        new Tag(
            "1." + release + ".0+2." + release,
            name(number, 1),
            true,
            name(number, 2),
            name(number, 3),
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number));
    return Statements.encode(
            new VersionStatement(
                "bench.example",
                RecipeName.parse(name).orElseThrow(),
                "https://git.bench.example/recipes/" + name + ".git",
                tag,
                ObjectReference.of(manifest),
                new ParsedReference(ObjectReference.of(parsed), 1)))
        .orElseThrow();
  }

  private static ObjectName name(int number, int kind) {
    return new ObjectName(text(number + " " + kind).substring(0, 40));
  }

  private static String text(String of) {
    return Hash.sha256(of.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static byte[] manifest(int number) {
    var text = new StringBuilder("{\"files\":[");
    for (var i = 0; i < FILES; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"mode\":\"100644\",\"path\":\"file-" + i + "\",\"sha256\":\"")
          .append(text(number + " file " + i))
          .append("\",\"size\":1234}");
    }
    return text.append("],\"schema\":1}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** As long as that of a recipe with some services. */
  private static byte[] parsed(int number) {
    var text = new StringBuilder("{\"environment\":[");
    for (var i = 0; i < 40; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"key\":\"SETTING_" + i + "\",\"value\":\"")
          .append(text(number + " value " + i), 0, 16)
          .append("\",\"comment\":\"what this setting is for, in some words\"}");
    }
    return text.append("],\"schema\":1}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
