package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each transaction gets the index of its own moment, whatever others do meanwhile. */
class IndexMomentsTest {

  private IndexedCatalogue catalogue;

  @BeforeEach
  void open(@TempDir Path folder) {
    catalogue = new IndexedCatalogue(folder);
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Test
  void a_transaction_sees_its_own_moment_whatever_others_see() {
    catalogue.fill(3);
    catalogue.describe("r0", "before");
    var all =
        catalogue.fixture.database.read(
            older -> {
              var first = catalogue.keeper.at(older);
              var newer =
                  inAnotherThread(() -> catalogue.describe("r0", "after"), catalogue.keeper);
              assertThat(IndexedCatalogue.descriptions(newer))
                  .contains("after")
                  .doesNotContain("before");
              assertThat(catalogue.keeper.at(older)).isSameAs(first);
              assertThat(catalogue.keeper.rowsRead()).isEqualTo(4);

              var late = catalogue.analysis.keeper();
              assertThat(IndexedCatalogue.descriptions(inAnotherThread(() -> {}, late)))
                  .contains("after");
              return List.of(first, late.at(older));
            });
    assertThat(all)
        .allSatisfy(it -> assertThat(IndexedCatalogue.descriptions(it)).contains("before"));
    assertThat(all.get(1).stamp()).isEqualTo(all.get(0).stamp());
    assertThat(IndexedCatalogue.descriptions(catalogue.now())).contains("after");
  }

  @Test
  void a_moment_long_ago_is_built_for_who_still_sees_it() {
    catalogue.fill(3);
    catalogue.describe("r0", "before");
    catalogue.fixture.database.read(
        older -> {
          var first = catalogue.keeper.at(older);
          for (var i = 0; i <= Moments.MOST; i++) {
            var description = "after " + i;
            assertThat(
                    IndexedCatalogue.descriptions(
                        inAnotherThread(
                            () -> catalogue.describe("r0", description), catalogue.keeper)))
                .contains(description);
          }
          var again = catalogue.keeper.at(older);
          assertThat(again).isNotSameAs(first);
          assertThat(PlainAnalysis.contents(again)).isEqualTo(PlainAnalysis.contents(first));
          return again;
        });
    assertThat(PlainAnalysis.contents(catalogue.now()))
        .isEqualTo(PlainAnalysis.contents(catalogue.fromScratch()));
  }

  private Index inAnotherThread(Runnable before, IndexKeeper asked) {
    return CompletableFuture.supplyAsync(
            () -> {
              before.run();
              return catalogue.at(asked);
            })
        .join();
  }

  @Test
  void who_needs_a_moment_that_is_kept_does_not_wait_for_one_that_is_built() throws Exception {
    catalogue.fill(3);
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
              return catalogue.analysis.analyse(row);
            },
            SearchSettings.DEFAULT,
            word -> word,
            Runnable::run);
    catalogue.fixture.database.read(
        older -> {
          var first = keeper.at(older);
          waits.set(true);
          var newer =
              CompletableFuture.supplyAsync(
                  () -> {
                    catalogue.describe("r0", "after");
                    return catalogue.at(keeper);
                  });
          await(isBuilding);
          assertThat(keeper.at(older)).isSameAs(first);
          assertThat(newer).isNotDone();
          mayEnd.countDown();
          assertThat(IndexedCatalogue.descriptions(newer.join())).contains("after");
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
    catalogue.fill(40);
    var merging = Executors.newSingleThreadExecutor();
    var readers = Executors.newFixedThreadPool(3);
    var keeper = new IndexKeeper(catalogue.analysis, SearchSettings.DEFAULT, word -> word, merging);
    var isOver = new AtomicBoolean();
    try {
      var seen = new ArrayList<Future<Integer>>();
      for (var reader = 0; reader < 3; reader++) {
        seen.add(readers.submit(() -> readUntil(isOver, keeper)));
      }
      for (var i = 0; i < 150; i++) {
        catalogue.describe("r" + i % 40, "change " + i);
      }
      isOver.set(true);
      for (var reader : seen) {
        assertThat(reader.get()).isPositive();
      }
      stop(merging);
      var last = catalogue.at(keeper);
      assertThat(PlainAnalysis.contents(last))
          .isEqualTo(PlainAnalysis.contents(catalogue.fromScratch()));
      catalogue.describe("r0", "after the end");
      assertThat(IndexedCatalogue.descriptions(catalogue.at(keeper))).contains("after the end");
    } finally {
      stop(merging);
      stop(readers);
    }
  }

  private int readUntil(AtomicBoolean isOver, IndexKeeper keeper) {
    var reads = 0;
    for (; reads == 0 || !isOver.get(); reads++) {
      catalogue.fixture.database.read(
          handle -> {
            var index = keeper.at(handle);
            var expected =
                handle
                    .createQuery(
                        "SELECT description FROM recipes WHERE served ORDER BY description")
                    .mapTo(String.class)
                    .list();
            assertThat(IndexedCatalogue.descriptions(index)).isEqualTo(expected);
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
