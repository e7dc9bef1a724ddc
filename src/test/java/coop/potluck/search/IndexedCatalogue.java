package coop.potluck.search;

import coop.potluck.catalogue.CatalogueFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A catalogue with an index over it. */
final class IndexedCatalogue implements AutoCloseable {

  final CatalogueFixture fixture;
  final PlainAnalysis analysis = new PlainAnalysis();
  final IndexKeeper keeper = analysis.keeper();

  IndexedCatalogue(Path folder) {
    fixture = new CatalogueFixture(folder);
  }

  @Override
  public void close() {
    fixture.close();
  }

  /** Lists recipes r0, r1, …, all of them served. */
  void fill(int count) {
    fixture.list(
        "harvest", IntStream.range(0, count).mapToObj(i -> "r" + i).toArray(String[]::new));
    execute("UPDATE recipes SET kind = 'recipe'");
  }

  void execute(String sql, Object... values) {
    var unused = fixture.database.<Integer>write(handle -> handle.execute(sql, values));
  }

  void describe(String name, String description) {
    execute("UPDATE recipes SET description = ? WHERE name = ?", description, name);
  }

  Index now() {
    return at(keeper);
  }

  /** The index that a keeper gives for this moment. */
  Index at(IndexKeeper asked) {
    return fixture.database.read(asked::at);
  }

  Index fromScratch() {
    return at(analysis.keeper());
  }

  /** The descriptions that an index knows, as words in order. */
  static List<String> descriptions(Index index) {
    return PlainAnalysis.contents(index).values().stream()
        .flatMap(List::stream)
        .filter(text -> text.startsWith("description: "))
        .map(text -> text.substring("description: ".length()))
        .sorted()
        .toList();
  }
}
