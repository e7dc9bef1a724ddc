package coop.potluck.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.database.Database;
import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Sighting;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TilePath;
import coop.potluck.federation.UnknownStatement;
import coop.potluck.mirror.Bundles;
import coop.potluck.object.CanonicalJson;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes one log as one file. The log is always whole, since nothing less can be verified; the
 * objects and repositories may be those of some co-ops alone.
 */
final class ArchiveExport {

  private static final int BATCH = 1_024;

  private final LogStore logs;
  private final CatalogueReader reader;
  private final LogStore.Log log;
  private final SignedCheckpoint checkpoint;
  private final Set<String> coops;
  private final String url;

  /** How much was written. */
  record Written(long entries, int objects, int repositories) {}

  /**
   * An export.
   *
   * @param coops DNS names; empty for all
   * @param url where the log is served; empty where nobody knows
   * @throws UnusableException if the log has no checkpoint yet
   */
  ArchiveExport(Database database, LogStore.Log log, Set<String> coops, String url) {
    this.logs = new LogStore(database);
    this.reader = new CatalogueReader(database);
    this.log = log;
    this.coops = coops;
    this.url = url;
    if (log.checkpoint() == null) {
      throw new UnusableException(log.origin() + " has no checkpoint yet");
    }
    this.checkpoint = log.checkpoint();
  }

  /**
   * Writes it, in the order of the files' names.
   *
   * @param mirrors the folder of mirrors; empty for an archive without git
   * @param scratch a folder to put bundles in for a moment
   */
  Written write(OutputStream out, Optional<Path> mirrors, Path scratch) throws IOException {
    try (var tar = new TarWriter(out)) {
      tar.add(ArchiveFile.DESCRIPTION, description());
      var repositories = mirrors.isPresent() ? writeGit(tar, mirrors.get(), scratch) : 0;
      writeLog(tar);
      var objects = writeObjects(tar);
      return new Written(size(), objects, repositories);
    }
  }

  private long size() {
    return checkpoint.checkpoint().size();
  }

  private byte[] description() {
    var description = JsonNodeFactory.instance.objectNode();
    var only = description.putArray("coops");
    new TreeSet<>(coops).forEach(only::add);
    description.put("key", log.keys().get(0).key().vkey());
    description.put("origin", log.origin());
    description.put("potluck_archive", ArchiveFile.VERSION);
    description.put("size", size());
    description.put("url", url);
    return CanonicalJson.bytes(description);
  }

  private void writeLog(TarWriter tar) throws IOException {
    tar.add(ArchiveFile.CHECKPOINT, checkpoint.bytes());
    var paths = new TreeMap<String, TilePath>();
    TilePath.ofSize(0, size()).forEach(path -> paths.put(ArchiveFile.LOG + path.path(), path));
    for (var path : paths.entrySet()) {
      var bytes =
          logs.tile(log.id(), path.getValue())
              .orElseThrow(() -> new IOException(path.getKey() + " is not stored"));
      tar.add(path.getKey(), bytes);
    }
  }

  private int writeObjects(TarWriter tar) throws IOException {
    var named = new TreeMap<String, Hash>();
    for (var from = 0L; from < size(); from += BATCH) {
      for (var entry : logs.entries(log.id(), from, BATCH)) {
        if (decoded(entry) instanceof Statement.Said said && isWanted(said.coop())) {
          said.objects().forEach(one -> named.put(one.sha256().hex(), one.sha256()));
        }
      }
    }
    var written = 0;
    for (var object : named.entrySet()) {
      // one that was put aside when it came is missing here, too
      var bytes = logs.object(object.getValue());
      if (bytes.isPresent()) {
        tar.add(ArchiveFile.OBJECTS + object.getKey(), bytes.get());
        written++;
      }
    }
    return written;
  }

  private static Statement decoded(byte[] entry) throws IOException {
    try {
      return Statements.decode(entry);
    } catch (MalformedException e) {
      // stays in the log as it is, and names nothing
      return new UnknownStatement("malformed");
    }
  }

  private boolean isWanted(String coop) {
    return coops.isEmpty() || coops.contains(coop);
  }

  private int writeGit(TarWriter tar, Path mirrors, Path scratch) throws IOException {
    var bundles = new TreeMap<String, RecipeId>();
    for (var recipe : logs.recipes(log.id())) {
      var alias = alias(recipe.coop());
      var stands =
          logs.sightings(log.id(), recipe.coop(), recipe.recipe()).stream()
              .anyMatch(one -> one.state() == Sighting.State.PRESENT);
      if (alias.isPresent() && stands && isWanted(recipe.coop())) {
        bundles.put(
            ArchiveFile.GIT + ArchiveFile.gitName(recipe.coop(), recipe.recipe()),
            new RecipeId(alias.get(), recipe.recipe()));
      }
    }
    var written = 0;
    for (var bundle : bundles.entrySet()) {
      var file = Files.createTempFile(scratch, "export", ".bundle");
      try {
        boolean any;
        try (var to = Files.newOutputStream(file)) {
          any = Bundles.write(mirrors, bundle.getValue(), to);
        }
        if (any) {
          try (var in = Files.newInputStream(file)) {
            tar.add(bundle.getKey(), in, Files.size(file));
          }
          written++;
        }
      } finally {
        Files.delete(file);
      }
    }
    return written;
  }

  private Optional<CoopId> alias(String domain) {
    return reader.coops().stream()
        .map(entry -> entry.coop())
        .filter(coop -> domain.equals(coop.domain()))
        .map(coop -> coop.id())
        .findFirst();
  }
}
