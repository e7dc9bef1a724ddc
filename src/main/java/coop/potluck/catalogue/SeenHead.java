package coop.potluck.catalogue;

import coop.potluck.database.Database;
import org.jspecify.annotations.Nullable;

/** Where the change log stood when it was last asked for, which holds until the next write. */
final class SeenHead {

  private final Database database;
  private volatile @Nullable Seen last;

  /** Written when the file was made, and never again. */
  private volatile @Nullable String epoch;

  /** A head, and how many writes there were when it was read. */
  private record Seen(long writes, CatalogueHead head) {}

  SeenHead(Database database) {
    this.database = database;
  }

  CatalogueHead get() {
    if (database.isReading()) {
      return read();
    }
    var writes = database.writes();
    var seen = last;
    if (seen == null || seen.writes() != writes) {
      seen = new Seen(writes, read());
      last = seen;
    }
    return seen.head();
  }

  private CatalogueHead read() {
    return database.read(
        handle -> {
          var sql = handle.attach(ListSql.class);
          var known = epoch;
          if (known == null) {
            known = sql.getEpoch();
            epoch = known;
          }
          return new CatalogueHead(known, sql.getLastChange());
        });
  }
}
