package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.SampleRecipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {

  private CatalogueFixture fixture;
  private final PlainAnalysis analysis = new PlainAnalysis();
  private final IndexKeeper keeper = analysis.keeper();

  @BeforeEach
  void open(@TempDir Path folder) {
    fixture = new CatalogueFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Lists recipes r0, r1, …, all of them served. */
  private void fill(int count) {
    fixture.list(
        "harvest", IntStream.range(0, count).mapToObj(i -> "r" + i).toArray(String[]::new));
    execute("UPDATE recipes SET kind = 'recipe'");
  }

  private void execute(String sql, Object... values) {
    var unused = fixture.database.<Integer>write(handle -> handle.execute(sql, values));
  }

  private void describe(String name, String description) {
    execute("UPDATE recipes SET description = ? WHERE name = ?", description, name);
  }

  private Index now() {
    return fixture.database.read(keeper::at);
  }

  private Index fromScratch() {
    return fixture.database.read(analysis.keeper()::at);
  }

  /** The descriptions that an index knows, as words in order. */
  private static List<String> descriptions(Index index) {
    return PlainAnalysis.contents(index).values().stream()
        .flatMap(List::stream)
        .filter(text -> text.startsWith("description: "))
        .map(text -> text.substring("description: ".length()))
        .sorted()
        .toList();
  }

  @Test
  void without_a_recipe_the_index_is_empty() {
    assertThat(now()).isEqualTo(Index.EMPTY);
    assertThat(keeper.rowsRead()).isZero();
  }

  @Test
  void what_is_served_is_in_the_index_as_it_is_now() {
    fixture.list("harvest", "wiki", "chat");
    assertThat(now().size()).isZero();

    fixture.store(CatalogueFixture.WIKI, "1.0.0+1");
    assertThat(descriptions(now())).containsExactly("The app wiki");
    fixture.store(CatalogueFixture.CHAT, "1.0.0+1");
    assertThat(descriptions(now())).containsExactly("The app chat", "The app wiki");

    fixture.catalogue.block(CatalogueFixture.WIKI, null, "spam");
    assertThat(descriptions(now())).containsExactly("The app chat");
    describe("chat", "Talk to all");
    assertThat(descriptions(now())).containsExactly("Talk to all");
    fixture.catalogue.unblock(CatalogueFixture.WIKI, null);
    assertThat(descriptions(now())).containsExactly("Talk to all", "The app wiki");
    assertThat(now().size()).isEqualTo(2);

    fixture.catalogue.block(CatalogueFixture.WIKI, null, "spam");
    fixture.catalogue.block(CatalogueFixture.CHAT, null, "spam");
    assertThat(now().parts()).isEmpty();
    assertThat(now().size()).isZero();
  }

  @Test
  void a_row_has_what_the_catalogue_knows() {
    fixture.list("harvest", "wiki");
    fixture.store(CatalogueFixture.WIKI, "1.0.0+1");
    var rows = new ArrayList<Row>();
    var keeper =
        new IndexKeeper(
            row -> {
              rows.add(row);
              return analysis.analyse(row);
            },
            SearchSettings.DEFAULT,
            word -> word,
            Runnable::run);
    assertThat(fixture.database.read(keeper::at).size()).isEqualTo(1);
    assertThat(rows).hasSize(1);
    var row = rows.get(0);
    assertThat(row.id()).isEqualTo(CatalogueFixture.WIKI);
    assertThat(row.title()).isEqualTo("wiki");
    assertThat(row.description()).isEqualTo("The app wiki");
    assertThat(row.category()).isEqualTo("Apps");
    assertThat(row.status()).isEqualTo(3);
    assertThat(row.features()).contains(",backups,");
    assertThat(row.updated()).isEqualTo(SampleRecipes.DAY.toEpochMilli());
    assertThat(row.coopName()).isEqualTo("harvest co-op");
    assertThat(row.rank()).isEqualTo(1);
    assertThat(row.images()).contains("mariadb:10.6");
    assertThat(row.services().lines()).contains("app", "db", "pg");
    assertThat(row.environment().lines()).contains("KEY_0", "KEY_14");
    assertThat(row.overlays().lines()).contains("postgres");
    assertThat(row.facts()).contains(new Row.Fact("needs", "traefik"));

    execute("UPDATE recipes SET description = '', summary = 'In short', status = NULL");
    execute("UPDATE coops SET rank = NULL");
    assertThat(fixture.database.read(keeper::at).size()).isEqualTo(1);
    var changed = rows.get(1);
    assertThat(changed.description()).isEqualTo("In short");
    assertThat(changed.status()).isNull();
    assertThat(changed.rank()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_change_of_one_recipe_reads_one_row() {
    fill(50);
    assertThat(now().size()).isEqualTo(50);
    assertThat(keeper.rowsRead()).isEqualTo(50);
    for (var i = 0; i < 10; i++) {
      describe("r" + i, "changed");
      var index = now();
      assertThat(keeper.rowsRead()).isEqualTo(51 + i);
      assertThat(now()).as("asked again").isSameAs(now());
      assertThat(index.size()).isEqualTo(50);
    }
    assertThat(keeper.rowsRead()).isEqualTo(60);
  }

  @Test
  void a_transaction_sees_its_own_moment_whatever_others_see() {
    fill(3);
    describe("r0", "before");
    var all =
        fixture.database.read(
            older -> {
              var first = keeper.at(older);
              var newer = inAnotherThread(() -> describe("r0", "after"), keeper);
              assertThat(descriptions(newer)).contains("after").doesNotContain("before");
              assertThat(keeper.at(older)).isSameAs(first);
              assertThat(keeper.rowsRead()).isEqualTo(4);

              var late = analysis.keeper();
              assertThat(descriptions(inAnotherThread(() -> {}, late))).contains("after");
              return List.of(first, late.at(older));
            });
    assertThat(all).allSatisfy(it -> assertThat(descriptions(it)).contains("before"));
    assertThat(all.get(1).stamp()).isEqualTo(all.get(0).stamp());
    assertThat(descriptions(now())).contains("after");
  }

  @Test
  void a_moment_long_ago_is_built_for_who_still_sees_it() {
    fill(3);
    describe("r0", "before");
    fixture.database.read(
        older -> {
          var first = keeper.at(older);
          for (var i = 0; i <= Moments.MOST; i++) {
            var description = "after " + i;
            assertThat(descriptions(inAnotherThread(() -> describe("r0", description), keeper)))
                .contains(description);
          }
          var again = keeper.at(older);
          assertThat(again).isNotSameAs(first);
          assertThat(PlainAnalysis.contents(again)).isEqualTo(PlainAnalysis.contents(first));
          return again;
        });
    assertThat(PlainAnalysis.contents(now())).isEqualTo(PlainAnalysis.contents(fromScratch()));
  }

  private Index inAnotherThread(Runnable before, IndexKeeper asked) {
    return CompletableFuture.supplyAsync(
            () -> {
              before.run();
              return fixture.database.read(asked::at);
            })
        .join();
  }

  @Test
  void whatever_changes_the_index_is_as_one_made_from_scratch() {
    fill(30);
    var random = new Random(7);
    for (var i = 0; i < 120; i++) {
      var name = "r" + random.nextInt(30);
      switch (random.nextInt(6)) {
        case 0 -> describe(name, "word" + random.nextInt(9) + " word" + random.nextInt(9));
        case 1 -> execute("UPDATE recipes SET blocked = 'spam' WHERE name = ?", name);
        case 2 -> execute("UPDATE recipes SET blocked = NULL WHERE name < ?", name);
        case 3 ->
            execute(
                "INSERT OR IGNORE INTO recipe_facts"
                    + " SELECT 'needs', ?, id FROM recipes WHERE name = ?",
                "need" + random.nextInt(5),
                name);
        case 4 -> execute("DELETE FROM recipe_facts WHERE value = ?", "need" + random.nextInt(5));
        default -> execute("UPDATE coops SET name = ?", "co-op " + random.nextInt(3));
      }
      if (random.nextInt(3) > 0) {
        assertThat(PlainAnalysis.contents(now())).isEqualTo(PlainAnalysis.contents(fromScratch()));
      }
    }
  }

  @Test
  void many_small_changes_leave_few_parts() {
    fill(300);
    for (var i = 0; i < 150; i++) {
      describe("r" + (i * 7) % 300, "change " + i);
      assertThat(now().parts()).hasSizeLessThanOrEqualTo(7);
    }
    var documents = now().parts().stream().mapToInt(part -> part.segment().size()).sum();
    assertThat(documents).isLessThanOrEqualTo(600);
    assertThat(PlainAnalysis.contents(now())).isEqualTo(PlainAnalysis.contents(fromScratch()));
  }

  @Test
  void who_needs_a_moment_that_is_kept_does_not_wait_for_one_that_is_built() throws Exception {
    fill(3);
    var isBuilding = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var waits = new AtomicBoolean();
    var keeper =
        new IndexKeeper(
            row -> {
              if (waits.get()) {
                isBuilding.countDown();
                await(mayEnd);
              }
              return analysis.analyse(row);
            },
            SearchSettings.DEFAULT,
            word -> word,
            Runnable::run);
    fixture.database.read(
        older -> {
          var first = keeper.at(older);
          waits.set(true);
          var newer =
              CompletableFuture.supplyAsync(
                  () -> {
                    describe("r0", "after");
                    return fixture.database.read(keeper::at);
                  });
          await(isBuilding);
          assertThat(keeper.at(older)).isSameAs(first);
          assertThat(newer).isNotDone();
          mayEnd.countDown();
          assertThat(descriptions(newer.join())).contains("after");
          return first;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void each_of_many_readers_sees_the_moment_of_its_transaction() throws Exception {
    fill(40);
    var merging = Executors.newSingleThreadExecutor();
    var readers = Executors.newFixedThreadPool(3);
    var keeper = new IndexKeeper(analysis, SearchSettings.DEFAULT, word -> word, merging);
    var isOver = new AtomicBoolean();
    try {
      var seen = new ArrayList<Future<Integer>>();
      for (var reader = 0; reader < 3; reader++) {
        seen.add(readers.submit(() -> readUntil(isOver, keeper)));
      }
      for (var i = 0; i < 150; i++) {
        describe("r" + i % 40, "change " + i);
      }
      isOver.set(true);
      for (var reader : seen) {
        assertThat(reader.get()).isPositive();
      }
      stop(merging);
      var last = fixture.database.read(keeper::at);
      assertThat(PlainAnalysis.contents(last)).isEqualTo(PlainAnalysis.contents(fromScratch()));
      describe("r0", "after the end");
      assertThat(descriptions(fixture.database.read(keeper::at))).contains("after the end");
    } finally {
      stop(merging);
      stop(readers);
    }
  }

  private int readUntil(AtomicBoolean isOver, IndexKeeper keeper) {
    var reads = 0;
    for (; reads == 0 || !isOver.get(); reads++) {
      fixture.database.read(
          handle -> {
            var index = keeper.at(handle);
            var expected =
                handle
                    .createQuery(
                        "SELECT description FROM recipes WHERE served ORDER BY description")
                    .mapTo(String.class)
                    .list();
            assertThat(descriptions(index)).isEqualTo(expected);
            return index;
          });
    }
    return reads;
  }

  private static void stop(ExecutorService threads) throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }
}
