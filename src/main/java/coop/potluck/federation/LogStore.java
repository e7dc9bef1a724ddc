package coop.potluck.federation;

import coop.potluck.database.Database;
import coop.potluck.recipe.RecipeName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The logs in the database: this node's own, and the copies of those that it follows. What is read
 * of a log ends at its checkpoint, whatever more is stored. Safe for many threads.
 */
public final class LogStore {

  private final Database database;

  public LogStore(Database database) {
    this.database = database;
  }

  /**
   * A log as it stands.
   *
   * @param own whether this node writes it
   * @param keys in the order of the sizes from which they sign, the first from 0
   * @param length entries that are stored
   * @param size of the checkpoint's tree; those entries are shown
   * @param checkpoint null until there is one
   * @param cursor how far whoever writes it has come
   */
  public record Log(
      long id,
      String origin,
      boolean own,
      List<KeyFrom> keys,
      long length,
      long size,
      @Nullable SignedCheckpoint checkpoint,
      long cursor) {
    public Log {
      keys = List.copyOf(keys);
    }

    /** The key that signs the tree of {@code treeSize}. */
    public VerifierKey keyAt(long treeSize) {
      var key = keys.get(0).key();
      for (var each : keys) {
        if (each.size() <= treeSize) {
          key = each.key();
        }
      }
      return key;
    }
  }

  /**
   * What one transaction adds to a log.
   *
   * @param entries that follow those that are stored
   * @param objects that they name and that may not be stored yet, verified
   * @param checkpoint verified by the caller, over exactly what is stored then; null where that
   *     goes on until a later transaction
   */
  public record Appended(
      List<byte[]> entries,
      List<byte[]> objects,
      @Nullable SignedCheckpoint checkpoint,
      List<KeyFrom> newKeys,
      long cursor) {
    public Appended {
      entries = List.copyOf(entries);
      objects = List.copyOf(objects);
      newKeys = List.copyOf(newKeys);
    }
  }

  /** A recipe by its co-op's DNS name. */
  public record RecipeOf(String coop, RecipeName recipe) {}

  /**
   * How far a log has spoken of a recipe.
   *
   * @param position of the newest of its statements that counts
   * @param live whether anything of it is not withdrawn
   */
  public record Spoken(String coop, RecipeName recipe, long position, boolean live) {}

  public Optional<Log> find(String origin) {
    return one(sql -> sql.find(origin));
  }

  /** The log whose origin has this SHA-256 in lower-case hexadecimal. */
  public Optional<Log> findByHash(String sha256OfOrigin) {
    return one(sql -> sql.findByHash(sha256OfOrigin));
  }

  /** This node's own log. */
  public Optional<Log> own() {
    return one(LogSql::findOwn);
  }

  /** Our own first, then by their origins. */
  public List<Log> list() {
    return sql(sql -> sql.list().stream().map(row -> log(sql, row)).toList());
  }

  private Optional<Log> one(Function<LogSql, Optional<LogSql.LogRow>> query) {
    return sql(sql -> query.apply(sql).map(row -> log(sql, row)));
  }

  static Log log(LogSql sql, LogSql.LogRow row) {
    try {
      var keys = new ArrayList<KeyFrom>();
      for (var key : sql.listKeys(row.id())) {
        keys.add(new KeyFrom(key.fromSize(), VerifierKey.parse(key.vkey())));
      }
      var note = row.checkpoint();
      return new Log(
          row.id(),
          row.origin(),
          row.own(),
          keys,
          row.length(),
          row.size(),
          note == null ? null : SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8)),
          row.cursor());
    } catch (MalformedException e) {
      throw new IllegalStateException("what was stored of log " + row.origin() + " is sound", e);
    }
  }

  /** A new, empty log; throws if there is one of this origin already, or another own one. */
  public Log create(String origin, boolean own, VerifierKey key) {
    return database.write(handle -> create(handle, origin, own, key));
  }

  static Log create(Handle handle, String origin, boolean own, VerifierKey key) {
    var sql = handle.attach(LogSql.class);
    var hash = Hash.sha256(origin.getBytes(StandardCharsets.UTF_8));
    sql.insert(origin, hash.hex(), own);
    var row = sql.find(origin).orElseThrow();
    sql.putKey(row.id(), 0, key.vkey());
    return log(sql, row);
  }

  /**
   * A tile or a bundle of entries, exactly that wide; empty if the checkpoint's tree does not have
   * it.
   */
  public Optional<byte[]> tile(long log, TilePath path) {
    return sql(
        sql -> {
          if (!path.isIn(sql.getSize(log))) {
            return Optional.empty();
          }
          return path.kind() == TilePath.Kind.TILE
              ? sql.findTile(log, path.level(), path.number(), path.width() * Hash.SIZE)
              : Optional.of(
                  EntryBundle.encode(list(sql, log, path.start(), path.start() + path.width())));
        });
  }

  private static List<byte[]> list(LogSql sql, long log, long from, long to) {
    return sql.listEntries(LogWriter.place(log, from), LogWriter.place(log, to));
  }

  /** The hashes of all that is stored of a log. */
  public Hashes hashes(long log) {
    var length = sql(sql -> sql.get(log).length());
    return new TileHashes(length, path -> sql(sql -> new LogTiles(sql, log).get(path)));
  }

  /** The entries from {@code from} on, {@code max} at most. */
  public List<byte[]> entries(long log, long from, int max) {
    return sql(sql -> list(sql, log, from, Math.min(from + max, sql.getSize(log))));
  }

  /** The entry at a position of any that is stored, which the checkpoint may not cover yet. */
  public Optional<byte[]> entry(long log, long position) {
    return sql(sql -> list(sql, log, position, position + 1).stream().findFirst());
  }

  /** An object's bytes. */
  public Optional<byte[]> object(Hash sha256) {
    return database.read(handle -> new LogObjects(handle).find(sha256));
  }

  public boolean hasObject(Hash sha256) {
    return database.read(handle -> new LogObjects(handle).has(sha256));
  }

  /** Adds to a log in a transaction of its own. */
  public void append(long log, Appended batch) {
    database.write(
        handle -> {
          append(handle, log, batch);
          return true;
        });
  }

  /**
   * Adds to a log in the caller's transaction: entries, objects, what they say, keys, cursor.
   *
   * @throws IllegalStateException if the checkpoint is over another tree than what is stored then
   */
  public static void append(Handle handle, long log, Appended batch) {
    var sql = handle.attach(LogSql.class);
    var writer = new LogWriter(handle, log, sql.get(log).length());
    writer.objects().putAll(batch.objects());
    batch.entries().forEach(writer::add);
    writer.finish();
    batch.newKeys().forEach(it -> sql.putKey(log, it.size(), it.key().vkey()));
    sql.setCursor(log, batch.cursor());
    if (batch.checkpoint() != null) {
      setCheckpoint(sql, log, batch.checkpoint());
    }
  }

  /** Shows the log up to a checkpoint. */
  static void setCheckpoint(LogSql sql, long log, SignedCheckpoint signed) {
    var checkpoint = signed.checkpoint();
    var row = sql.get(log);
    if (checkpoint.size() > row.length()
        || checkpoint.size() < row.size()
        || !checkpoint.origin().equals(row.origin())
        || !new LogTiles(sql, log).root(checkpoint.size()).equals(checkpoint.root())) {
      throw new IllegalStateException("the checkpoint is not over what is stored of log " + log);
    }
    sql.setCheckpoint(log, checkpoint.size(), new String(signed.bytes(), StandardCharsets.UTF_8));
  }

  /** The last that a log says of a recipe (tag null) or a tag. */
  public Optional<Sighting> sighting(
      long log, String coop, RecipeName recipe, @Nullable String tag) {
    return database.read(handle -> new Sightings(handle, log).find(coop, recipe, tag));
  }

  /** The last that a log says of a recipe and each of its tags, the recipe first. */
  public List<Sighting> sightings(long log, String coop, RecipeName recipe) {
    return database.read(handle -> new Sightings(handle, log).list(coop, recipe));
  }

  /** The recipes that a log has spoken of, withdrawn ones too, in order. */
  public List<RecipeOf> recipes(long log) {
    return database.read(
        handle ->
            handle.attach(SightingSql.class).listRecipes(log).stream()
                .map(row -> new RecipeOf(row.coop(), row.recipe()))
                .toList());
  }

  /** The recipes that a log has spoken of, in order, and how far. */
  public List<Spoken> spoken(long log) {
    return database.read(
        handle ->
            handle.attach(SightingSql.class).listSpoken(log).stream()
                .map(row -> new Spoken(row.coop(), row.recipe(), row.position(), row.live()))
                .toList());
  }

  /** What each log, our own too, says last of a recipe (tag null) or a tag. */
  public List<Sighting> seenBy(String coop, RecipeName recipe, @Nullable String tag) {
    return database.read(
        handle ->
            handle
                .attach(SightingSql.class)
                .listOfThing(coop, recipe, tag == null ? "" : tag)
                .stream()
                .map(SightingSql.SightingRow::sighting)
                .toList());
  }

  private <T> T sql(Function<LogSql, T> query) {
    return database.read(handle -> query.apply(handle.attach(LogSql.class)));
  }
}
