package coop.potluck.catalogue;

import coop.potluck.recipe.Coop;
import coop.potluck.recipe.RecipeName;
import java.util.List;

/** Puts the co-ops together with their sources. */
final class CoopEntries {

  private CoopEntries() {}

  static List<CoopEntry> list(ListSql sql) {
    var sources = sql.listSources();
    var missing = sql.listMissing();
    var skipped = sql.listSkipped();
    return sql.listCoops().stream()
        .map(
            row ->
                new CoopEntry(
                    new Coop(row.alias(), row.domain(), row.name(), row.homepage(), row.icon()),
                    row.rank(),
                    row.recipes(),
                    sources.stream()
                        .filter(source -> source.coopId() == row.id())
                        .map(source -> source(row, source, missing, skipped))
                        .toList()))
        .toList();
  }

  private static SourceEntry source(
      ListSql.CoopRow coop,
      ListSql.SourceRow row,
      List<ListSql.NameRow> missing,
      List<ListSql.NameRow> skipped) {
    return new SourceEntry(
        row.key(),
        coop.alias(),
        row.kind(),
        row.shown(),
        row.publish(),
        row.state(),
        row.reason(),
        row.since(),
        row.retryAfter(),
        row.listed(),
        missing.stream()
            .filter(it -> it.sourceId() == row.id())
            .map(it -> new RecipeName(it.name()))
            .toList(),
        skipped.stream()
            .filter(it -> it.sourceId() == row.id())
            .map(it -> new Listing.Skipped(it.name(), String.valueOf(it.reason())))
            .toList());
  }
}
