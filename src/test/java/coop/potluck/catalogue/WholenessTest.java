package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.catalogue.CatalogueFixture.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody sees half of a write: neither a reader beside it nor whoever opens the file after. */
class WholenessTest {

  private static final String[] FEW = {"1.0.0+1", "1.1.0+1"};
  private static final String[] MANY =
      IntStream.range(0, 40).mapToObj(i -> "2." + i + ".0+1").toArray(String[]::new);

  @Test
  void a_reader_never_sees_half_of_a_sync(@TempDir Path folder) throws Exception {
    try (var it = new CatalogueFixture(folder)) {
      it.list("harvest", "wiki");
      it.store(WIKI, FEW);
      var done = new AtomicBoolean();
      var threads = Executors.newFixedThreadPool(2);
      var readers = new ArrayList<Future<Integer>>();
      for (var i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> look(it, done)));
      }
      for (var i = 0; i < 12; i++) {
        it.store(WIKI, i % 2 == 0 ? MANY : FEW);
      }
      done.set(true);
      for (var reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
      }
      threads.shutdown();
    }
  }

  private static int look(CatalogueFixture it, AtomicBoolean done) {
    var looks = 0;
    do {
      it.reader.snapshot(
          () -> {
            var head = it.reader.head();
            var versions = it.reader.versions(WIKI).found().orElseThrow();
            var recipe = it.reader.recipe(WIKI).found().orElseThrow();
            assertThat(versions.size()).isIn(FEW.length, MANY.length);
            assertThat(recipe.versions()).isEqualTo(versions.size());
            assertThat(recipe.latest()).isEqualTo(versions.get(0));
            assertThat(it.reader.flat(null).get(0).versions()).hasSameSizeAs(versions);
            assertThat(it.reader.images("mariadb", null, 0, 1).total()).isEqualTo(versions.size());
            assertThat(it.reader.changes(head.change(), 10).items()).isEmpty();
            assertThat(it.reader.head()).isEqualTo(head);
            return true;
          });
      looks++;
    } while (!done.get());
    return looks;
  }

  @Test
  void the_head_moves_with_each_write_that_changed_something(@TempDir Path folder) {
    try (var it = new CatalogueFixture(folder)) {
      var before = it.reader.head();
      it.list("harvest", "wiki");
      var after = it.reader.head();
      assertThat(after.change()).isGreaterThan(before.change());
      assertThat(after.epoch()).isEqualTo(before.epoch());
      it.store(WIKI, FEW);
      assertThat(it.reader.head().change()).isEqualTo(after.change() + 3);
    }
  }

  /** An exception at the last moment stands for whatever may go wrong before it. */
  @Test
  void a_write_that_fails_leaves_nothing(@TempDir Path folder) {
    try (var database = open(folder)) {
      var failing = new AtomicBoolean();
      var catalogue =
          new Catalogue(
              database,
              Clock.systemUTC(),
              CatalogueSettings.DEFAULT,
              point -> {
                if (failing.get() && point.endsWith(".before-commit")) {
                  throw new IllegalStateException(point);
                }
              });
      catalogue.follow(List.of(SampleRecipes.coop("harvest")));
      catalogue.recordListing("harvest-source", SampleRecipes.listing("wiki"));
      var reader = new CatalogueReader(database);
      var head = reader.head();
      failing.set(true);

      assertThatThrownBy(() -> catalogue.store(sync(WIKI, FEW))).hasMessage("store.before-commit");
      assertThat(reader.head()).isEqualTo(head);
      assertThat(reader.names()).isEmpty();
      assertThat(catalogue.known(WIKI).tags()).isEmpty();

      failing.set(false);
      assertThat(catalogue.store(sync(WIKI, FEW)).added()).isEqualTo(2);
    }
  }

  /** SIGKILL, in a process of its own, right before and after a commit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "listing.before-commit",
        "listing.after-commit",
        "store.before-commit",
        "store.after-commit"
      })
  void a_process_that_is_killed_leaves_all_or_nothing(String point, @TempDir Path folder)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString(),
                point)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve("output")))
        .isEqualTo(128 + 9);

    try (var it = new CatalogueFixture(folder)) {
      assertThat(it.database.integrityCheck()).isEmpty();
      var isListed = !point.equals("listing.before-commit");
      var isStored = point.equals("store.after-commit");
      assertThat(it.reader.coops()).hasSize(1);
      assertThat(it.catalogue.known(WIKI).fingerprint() != null).isEqualTo(isListed);
      assertThat(it.reader.names()).hasSize(isStored ? 1 : 0);
      assertThat(it.catalogue.known(WIKI).tags()).hasSize(isStored ? FEW.length : 0);
      it.list("harvest", "wiki");
      it.store(WIKI, FEW);
      assertThat(it.reader.versions(WIKI).found().orElseThrow()).hasSize(FEW.length);
      assertThat(it.reader.changes(0, 100).items())
          .extracting(change -> change.kind().text() + " " + change.tag())
          .containsExactly(
              "coop null", "source null", "recipe null", "version 1.0.0+1", "version 1.1.0+1");
    }
  }

  private static Database open(Path folder) {
    return Database.open(folder.resolve("potluck.db"), DatabaseSettings.DEFAULT);
  }

  /** The process that kills itself at a point. */
  static final class Killed {

    private Killed() {}

    public static void main(String[] args) {
      var catalogue =
          new Catalogue(
              open(Path.of(args[0])),
              Clock.systemUTC(),
              CatalogueSettings.DEFAULT,
              point -> {
                if (point.equals(args[1])) {
                  kill();
                }
              });
      catalogue.follow(List.of(SampleRecipes.coop("harvest")));
      catalogue.recordListing("harvest-source", SampleRecipes.listing("wiki"));
      catalogue.store(sync(WIKI, FEW));
    }

    private static void kill() {
      try {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
            .start()
            .waitFor();
        TimeUnit.SECONDS.sleep(30);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
