package coop.potluck.federation;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored or copied data folder signs nothing before it has learnt what was signed since. */
class OwnLogRestoreTest {

  private static final String ONE = "1.0.0+1.2.0";
  private static final String TWO = "2.0.0+1.3.0";
  private static final OwnKeys KEYS = new OwnKeys(List.of(OwnLogFixture.KEY));

  private Path folder;
  private Copy copy = new Copy(List.of(), List.of(), null);

  /** What a follower keeps. */
  private record Copy(List<byte[]> all, List<byte[]> objects, @Nullable SignedCheckpoint newest)
      implements OwnCopy {

    @Override
    public SignedCheckpoint checkpoint() {
      return Objects.requireNonNull(newest);
    }

    @Override
    public List<byte[]> entries(long from, int max) {
      return all.subList((int) from, (int) Math.min(all.size(), from + Math.min(max, 2)));
    }

    @Override
    public Optional<byte[]> object(Hash sha256) {
      return objects.stream().filter(it -> Hash.sha256(it).equals(sha256)).findFirst();
    }
  }

  private record Seen(List<Answer> answers, AtomicInteger asked) implements NewestSeen {
    @Override
    public boolean isAnyoneThere() {
      return true;
    }

    @Override
    public List<Answer> ask(String origin) {
      asked.incrementAndGet();
      return answers;
    }
  }

  private static NewestSeen sees(@Nullable SignedCheckpoint newest) {
    return new Seen(List.of(new NewestSeen.Answer("witness.example", newest)), new AtomicInteger());
  }

  /** Publishes, keeps the database, publishes more, and keeps what a follower then has. */
  @BeforeEach
  void publish_more_after_a_backup(@TempDir Path temporary) throws IOException {
    folder = temporary;
    var database = folder.resolve("potluck.db");
    try (var its = new OwnLogFixture(folder)) {
      its.it.list("harvest", "wiki", "chat");
      its.it.store(WIKI, ONE);
      its.publish();
    }
    Files.copy(database, folder.resolve("backup.db"));
    Files.copy(folder.resolve("log.signed"), folder.resolve("backup.signed"));
    try (var its = new OwnLogFixture(folder)) {
      its.it.store(WIKI, ONE, TWO);
      its.it.store(CHAT, ONE);
      its.publish();
      copy = copy(its);
    }
  }

  private static Copy copy(OwnLogFixture its) {
    var log = its.stored();
    var objects = new ArrayList<byte[]>();
    for (var i = 0; i < log.size(); i++) {
      its.statement(i)
          .objects()
          .forEach(it -> objects.add(its.store.object(it.sha256()).orElseThrow()));
    }
    return new Copy(
        its.entries().stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList(),
        objects,
        log.checkpoint());
  }

  private void restore(boolean keysToo) throws IOException {
    Files.move(folder.resolve("potluck.db"), folder.resolve("newer.db"));
    Files.move(folder.resolve("backup.db"), folder.resolve("potluck.db"));
    if (keysToo) {
      Files.delete(folder.resolve("log.signed"));
      Files.move(folder.resolve("backup.signed"), folder.resolve("log.signed"));
    }
  }

  private static OwnLog open(OwnLogFixture its, String inode, NewestSeen seen) {
    return its.log(KEYS, inode, seen, point -> {});
  }

  private static void assertRefuses(OwnLogFixture its, OwnLog log, String reason) {
    var before = its.entries();
    var file = its.folder.resolve("log.signed");
    its.it.store(CHAT, TWO);

    assertThat(log.publish()).isZero();
    assertThat(log.sign()).isEmpty();
    assertThat(log.state().standing())
        .asInstanceOf(type(Standing.Refused.class))
        .extracting(Standing.Refused::reason)
        .asString()
        .contains(reason, "potluck log recover");
    assertThat(its.entries()).isEqualTo(before);
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void a_database_older_than_what_was_signed_is_refused() throws IOException {
    restore(false);
    try (var its = new OwnLogFixture(folder)) {
      assertRefuses(
          its, open(its, "inode 1", NewestSeen.NOBODY), "5 entries were signed, it has 2");
    }
  }

  @Test
  void a_folder_that_was_copied_is_refused_until_its_newest_checkpoint_is_confirmed()
      throws IOException {
    try (var its = new OwnLogFixture(folder)) {
      assertRefuses(its, open(its, "inode 2", NewestSeen.NOBODY), "was copied or restored");
      assertRefuses(its, open(its, "inode 2", sees(null)), "was copied or restored");
      var confirmed = open(its, "inode 2", sees(copy.checkpoint()));
      confirmed.publish();
      assertThat(confirmed.sign()).isPresent();
      var again = open(its, "inode 2", NewestSeen.NOBODY);
      again.publish();
      assertThat(again.state().standing()).isEqualTo(new Standing.Ready());
    }
  }

  @Test
  void an_operator_may_vouch_for_a_folder_that_was_moved_but_not_for_an_older_one()
      throws IOException {
    try (var its = new OwnLogFixture(folder)) {
      var log = open(its, "inode 2", NewestSeen.NOBODY);
      assertThat(log.trust()).isEqualTo(new Recovery.Recovered(5, 5, 0));
      its.it.store(CHAT, ONE, TWO);
      assertThat(log.publish()).isEqualTo(1);
      assertThat(log.sign()).isPresent();
    }
    restore(false);
    try (var its = new OwnLogFixture(folder)) {
      assertThat(open(its, "inode 2", NewestSeen.NOBODY).trust())
          .isInstanceOf(Recovery.Refused.class);
    }
  }

  @Test
  void what_a_witness_saw_is_believed_where_all_of_the_folder_was_restored() throws IOException {
    restore(true);
    try (var its = new OwnLogFixture(folder)) {
      assertRefuses(
          its, open(its, "inode 1", sees(copy.checkpoint())), "witness.example holds a checkpoint");
    }
  }

  @Test
  void a_checkpoint_that_another_key_signed_frightens_nobody() {
    var stranger =
        SigningKey.generate(OwnLogFixture.ORIGIN, SignatureType.NOTE, new SecureRandom());
    var lie =
        SignedCheckpoint.sign(
            new Checkpoint(OwnLogFixture.ORIGIN, 99, Hash.sha256(new byte[0])), stranger);
    try (var its = new OwnLogFixture(folder)) {
      var log = open(its, "inode 1", sees(lie));
      its.it.store(CHAT, ONE, TWO);
      assertThat(log.publish()).isEqualTo(1);
      assertThat(log.sign()).isPresent();
    }
  }

  @Test
  void nothing_is_signed_before_one_of_those_who_could_know_has_answered() {
    try (var its = new OwnLogFixture(folder)) {
      var answers = new ArrayList<NewestSeen.Answer>();
      var asked = new AtomicInteger();
      var log = open(its, "inode 1", new Seen(answers, asked));
      its.it.store(CHAT, ONE, TWO);

      for (var second = 0; second < 60; second++) {
        assertThat(log.publish()).isZero();
        assertThat(log.sign()).isEmpty();
        its.it.pass(Duration.ofSeconds(1));
      }
      assertThat(log.state().standing()).isInstanceOf(Standing.Waiting.class);
      assertThat(asked).as("ever more rarely").hasValue(6);

      answers.add(new NewestSeen.Answer("a witness", null));
      its.it.pass(Duration.ofMinutes(1));
      assertThat(log.publish()).isPositive();
    }
  }

  @Test
  void a_file_of_the_newest_checkpoint_that_is_gone_or_damaged_is_a_reason_to_ask()
      throws IOException {
    var file = folder.resolve("log.signed");
    try (var its = new OwnLogFixture(folder)) {
      Files.writeString(file, "nonsense");
      assertRefuses(its, open(its, "inode 1", NewestSeen.NOBODY), "damaged");
      Files.copy(folder.resolve("backup.signed"), file, StandardCopyOption.REPLACE_EXISTING);
      assertRefuses(its, open(its, "inode 1", NewestSeen.NOBODY), "missing or older");
    }
  }

  @Test
  void the_lost_entries_come_back_from_a_copy_and_nothing_is_stated_twice() throws IOException {
    restore(false);
    try (var its = new OwnLogFixture(folder)) {
      var log = open(its, "inode 2", NewestSeen.NOBODY);
      log.publish();
      assertThat(log.recover(copy)).isEqualTo(new Recovery.Recovered(2, 5, 0));
      assertThat(its.stored().size()).isEqualTo(5);
      its.it.store(WIKI, ONE, TWO);
      its.it.store(CHAT, ONE);

      assertThat(log.publish()).isZero();
      assertThat(its.entries())
          .isEqualTo(
              copy.all().stream().map(it -> new String(it, StandardCharsets.UTF_8)).toList());
      its.it.store(WIKI, TWO);
      log.publish();
      log.sign();
      assertThat(its.saidSince(5)).containsExactly("withdrawn wiki " + ONE);
      assertThat(copy(its).objects()).isNotEmpty();
    }
  }

  @Test
  void an_empty_data_folder_gets_its_whole_log_back() throws IOException {
    Files.delete(folder.resolve("potluck.db"));
    try (var its = new OwnLogFixture(folder)) {
      var log = open(its, "inode 2", NewestSeen.NOBODY);
      assertThat(log.recover(copy)).isEqualTo(new Recovery.Recovered(0, 5, 0));
      its.it.list("harvest", "wiki", "chat");
      its.it.store(WIKI, ONE, TWO);
      its.it.store(CHAT, ONE);
      assertThat(log.publish()).isZero();
    }
  }

  @Test
  void a_copy_that_is_short_or_altered_or_signed_by_another_changes_nothing()
      throws IOException, MalformedException {
    restore(false);
    var altered = new ArrayList<>(copy.all());
    altered.set(3, altered.get(2));
    var older = SignedCheckpoint.parse(Files.readAllBytes(folder.resolve("backup.signed")));
    var stranger =
        SigningKey.generate(OwnLogFixture.ORIGIN, SignatureType.NOTE, new SecureRandom());
    var theirs = SignedCheckpoint.sign(copy.checkpoint().checkpoint(), stranger);
    try (var its = new OwnLogFixture(folder)) {
      var log = open(its, "inode 1", NewestSeen.NOBODY);
      var before = its.entries();
      for (var bad :
          List.of(
              new Copy(altered, copy.objects(), copy.newest()),
              new Copy(copy.all().subList(0, 4), copy.objects(), copy.newest()),
              new Copy(copy.all(), copy.objects(), older),
              new Copy(copy.all(), copy.objects(), theirs))) {
        assertThat(log.recover(bad)).isInstanceOf(Recovery.Refused.class);
        assertThat(its.entries()).isEqualTo(before);
        assertThat(log.sign()).isEmpty();
      }
    }
  }
}
