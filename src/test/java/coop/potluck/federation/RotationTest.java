package coop.potluck.federation;

import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static coop.potluck.federation.OwnLogFixture.KEY;
import static coop.potluck.federation.OwnLogFixture.NEXT_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How another key takes over. */
class RotationTest {

  private OwnLogFixture its;

  @BeforeEach
  void publish(@TempDir Path folder) {
    its = new OwnLogFixture(folder);
    its.it.list("harvest", "wiki");
    its.it.store(WIKI, "1.0.0+1");
    its.publish();
  }

  @AfterEach
  void close() {
    its.close();
  }

  private OwnLog with(SigningKey... keys) {
    return its.log(new OwnKeys(List.of(keys)), "inode 1", NewestSeen.NOBODY, point -> {});
  }

  private SignedCheckpoint newest() {
    return Objects.requireNonNull(its.stored().checkpoint());
  }

  @Test
  void the_old_key_signs_the_statement_of_the_new_one_and_both_sign_from_then_on() {
    var log = with(KEY, NEXT_KEY);
    var statement = log.rotate(NEXT_KEY.verifierKey());
    log.sign();

    assertThat(statement).isEqualTo(new KeyStatement(NEXT_KEY.verifierKey(), 4));
    assertThat(its.statement(2)).isEqualTo(statement);
    assertThat(newest().checkpoint().size()).isEqualTo(3);
    assertThat(newest().isSignedBy(KEY.verifierKey())).isTrue();
    assertThat(newest().isSignedBy(NEXT_KEY.verifierKey())).isFalse();

    its.it.store(WIKI, "1.0.0+1", "2.0.0+1");
    log.publish();
    log.sign();
    assertThat(newest().isSignedBy(NEXT_KEY.verifierKey())).isTrue();
    assertThat(newest().isSignedBy(KEY.verifierKey())).as("for those who know no other").isTrue();
    assertThat(log.state().key()).isEqualTo(NEXT_KEY.verifierKey());
    assertThat(its.stored().keyAt(3)).isEqualTo(KEY.verifierKey());
  }

  @Test
  void once_it_took_over_the_new_key_is_enough_and_the_old_one_is_not() {
    var both = with(NEXT_KEY, KEY);
    both.rotate(NEXT_KEY.verifierKey());
    both.sign();
    its.it.store(WIKI, "1.0.0+1", "2.0.0+1");

    var old = with(KEY);
    assertThat(old.publish()).isZero();
    assertThat(old.state().standing()).isInstanceOf(Standing.Refused.class);
    var next = with(NEXT_KEY);
    assertThat(next.publish()).isEqualTo(1);
    next.sign();
    assertThat(newest().isSignedBy(NEXT_KEY.verifierKey())).isTrue();
    assertThat(newest().isSignedBy(KEY.verifierKey())).isFalse();
  }

  @Test
  void a_key_that_is_not_here_or_signs_already_does_not_take_over() {
    assertThatThrownBy(() -> with(KEY).rotate(NEXT_KEY.verifierKey()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(KEY).rotate(KEY.verifierKey()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(its.stored().length()).isEqualTo(2);
  }
}
