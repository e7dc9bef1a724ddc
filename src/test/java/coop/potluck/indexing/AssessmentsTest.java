package coop.potluck.indexing;

import static coop.potluck.indexing.AssessedCatalogue.CHAT;
import static coop.potluck.indexing.AssessedCatalogue.WIKI;
import static coop.potluck.indexing.AssessedCatalogue.files;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.mirror.MirrorGate;
import coop.potluck.mirror.MirrorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is assessed without a look of their own. */
class AssessmentsTest {

  private AssessedCatalogue catalogue;
  private MirrorGate gate;
  private Assessments assessments;

  @BeforeEach
  void open(@TempDir Path folder) {
    catalogue = new AssessedCatalogue(folder);
    gate = new MirrorGate(MirrorSettings.DEFAULT);
    assessments = new Assessments(catalogue.assessor(), catalogue.it.reader, gate);
    catalogue.store(WIKI, Map.of("1.0.0+1.1", files("1.1")));
    catalogue.store(CHAT, Map.of("1.0.0+1.2", files("1.2")));
  }

  @AfterEach
  void close() {
    assessments.close();
    gate.close();
    catalogue.close();
  }

  private void keepUpUntil(BooleanSupplier done) throws InterruptedException {
    for (var i = 0; i < 500 && !done.getAsBoolean(); i++) {
      assessments.keepUp();
      Thread.sleep(10);
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  @Test
  void all_that_are_outdated_are_assessed_at_once() {
    assessments.all();

    assertThat(catalogue.it.reader.lint(null, 0, 10).total()).isEqualTo(2);
    assertThat(catalogue.assessor().outdated()).isEmpty();
  }

  @Test
  void the_first_time_on_a_new_day_and_after_a_change_recipes_are_assessed() throws Exception {
    keepUpUntil(() -> catalogue.it.reader.lint(null, 0, 10).total() == 2);
    assertThat(catalogue.facts(WIKI, "end_of_life")).isEmpty();

    catalogue.it.pass(Duration.ofDays(200));
    keepUpUntil(() -> !catalogue.facts(WIKI, "end_of_life").isEmpty());

    catalogue.store(CHAT, Map.of("1.0.0+1.2", files("1.2"), "1.1.0+1.0", files("1.0")));
    keepUpUntil(() -> !catalogue.facts(CHAT, "end_of_life").isEmpty());
    assertThat(catalogue.facts(CHAT, "end_of_life")).containsExactly("nginx 1.0");
  }

  @Test
  void a_recipe_is_left_alone_while_it_is_looked_at() throws Exception {
    var entered = new java.util.concurrent.CountDownLatch(1);
    var leave = new java.util.concurrent.CountDownLatch(1);
    var look =
        gate.submit(
            WIKI,
            Indexer.LOCAL,
            () -> {
              entered.countDown();
              try {
                return leave.await(10, java.util.concurrent.TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    entered.await();
    keepUpUntil(() -> catalogue.it.reader.assessment(CHAT).isPresent());
    assertThat(catalogue.it.reader.assessment(WIKI)).isEmpty();
    leave.countDown();
    assertThat(look.get()).isTrue();
    keepUpUntil(() -> catalogue.it.reader.assessment(WIKI).isPresent());
  }
}
