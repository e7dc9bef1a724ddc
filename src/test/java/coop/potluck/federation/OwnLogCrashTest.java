package coop.potluck.federation;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that dies anywhere leaves a log that goes on as if it had not. */
class OwnLogCrashTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";

  private Path folder;

  @BeforeEach
  void in(@TempDir Path temporary) {
    folder = temporary;
  }

  /** Dies the {@code times}-th time that a point is reached. */
  private static final class Death implements Consumer<String> {
    private final String point;
    private int times;

    Death(String point, int times) {
      this.point = point;
      this.times = times;
    }

    @Override
    public void accept(String reached) {
      if (reached.equals(point) && --times == 0) {
        throw new IllegalStateException("died at " + point);
      }
    }
  }

  private static void first(OwnLogFixture its) {
    its.it.list("harvest", "wiki", "chat");
    its.it.store(WIKI, ONE);
  }

  /** What takes two transactions, since a co-op that differs ends one. */
  private static void second(OwnLogFixture its) {
    its.it.store(WIKI, ONE, TWO);
    its.follow("harvest.example", "gitea", true);
    its.it.store(CHAT, ONE, TWO);
    its.it.store(WIKI, TWO);
  }

  private static SignedCheckpoint checkpoint(OwnLogFixture its) {
    return Objects.requireNonNull(its.stored().checkpoint());
  }

  @ParameterizedTest
  @CsvSource({
    "publish.before-commit, 1",
    "publish.before-commit, 2",
    "publish.after-commit, 1",
    "publish.after-commit, 2",
    "sign.before-guard, 1",
    "sign.after-guard, 1",
    "sign.before-commit, 1",
    "sign.after-commit, 1"
  })
  void whatever_it_died_at_the_log_has_the_same_bytes_afterwards(String point, int times) {
    List<String> entries;
    SignedCheckpoint whole;
    try (var its = new OwnLogFixture(subfolder("whole"))) {
      first(its);
      its.publish();
      second(its);
      its.publish();
      entries = its.entries();
      whole = checkpoint(its);
    }
    SignedCheckpoint before;
    try (var its = new OwnLogFixture(subfolder("died"))) {
      first(its);
      its.publish();
      before = checkpoint(its);
      second(its);
      var dying = its.log(new Death(point, times));
      assertThatThrownBy(
              () -> {
                dying.publish();
                dying.sign();
              })
          .hasMessage("died at " + point);
    }
    try (var its = new OwnLogFixture(folder.resolve("died"))) {
      var signed = its.publish().state();

      assertThat(signed.standing()).isEqualTo(new Standing.Ready());
      assertThat(its.entries()).isEqualTo(entries);
      assertThat(checkpoint(its).bytes()).isEqualTo(whole.bytes());
      assertThat(its.stored().size()).isEqualTo(entries.size());
      var hashes = its.store.hashes(its.stored().id());
      assertThat(Proofs.root(hashes, before.checkpoint().size()))
          .as("what was signed before is its beginning")
          .isEqualTo(before.checkpoint().root());
    }
  }

  @Test
  void what_was_signed_but_not_shown_is_shown_after_a_restart() {
    try (var its = new OwnLogFixture(subfolder("died"))) {
      first(its);
      var dying = its.log(new Death("sign.after-guard", 1));
      dying.publish();
      assertThatThrownBy(dying::sign).hasMessageContaining("died");
      assertThat(its.stored().checkpoint()).isNull();
      assertThat(its.store.tile(its.stored().id(), TilePath.entries(0, 1))).isEmpty();
    }
    try (var its = new OwnLogFixture(folder.resolve("died"))) {
      its.log().publish();

      assertThat(checkpoint(its).checkpoint().size()).isEqualTo(2);
      assertThat(its.store.tile(its.stored().id(), TilePath.entries(0, 2))).isPresent();
    }
  }

  private Path subfolder(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
