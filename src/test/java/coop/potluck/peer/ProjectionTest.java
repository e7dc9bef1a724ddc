package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.catalogue.CoopRegistration;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.federation.FederationSettings;
import coop.potluck.federation.MovedStatement;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {

  private static final String TIDAL = Stating.TIDAL;

  private ServedLog log;
  private Follower node;
  private Path place;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    place = folder;
    log = new ServedLog("catalogue.tidal.example/log");
    node = new Follower(folder);
    Stating.head(log, TIDAL, "wiki");
    Stating.version(log, TIDAL, "wiki", "1.0.0+1.2.0");
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");
    Stating.head(log, TIDAL, "chat");
    Stating.version(log, TIDAL, "chat", "1.0.0+1.2.0");
  }

  @AfterEach
  void close() {
    node.close();
    log.close();
  }

  private Round follow() {
    return node.follow(log.sign(), TIDAL);
  }

  private void reopen() {
    var configured = List.copyOf(node.configured);
    node.close();
    node = new Follower(place, FederationSettings.DEFAULT, List.of(), configured);
  }

  @Test
  void a_tag_that_moved_names_what_it_names_now() {
    follow();
    var before = SampleRecipes.tag("1.0.0+1.2.0", "wiki", SampleRecipes.DAY);
    var after = SampleRecipes.tag("1.0.0+1.2.0", "wikimoved", SampleRecipes.DAY);
    log.add(
        new MovedStatement(
            TIDAL,
            new RecipeName("wiki"),
            "1.0.0+1.2.0",
            new MovedStatement.Target(before.object(), before.commit()),
            new MovedStatement.Target(after.object(), after.commit())));
    follow();
    assertThat(commit()).as("until the new one is stated").isEqualTo(before.commit());
    Stating.version(log, TIDAL, "wiki", "1.0.0+1.2.0", "moved");
    follow();
    assertThat(commit()).isEqualTo(after.commit());
  }

  private Object commit() {
    var known = node.catalogue.catalogue.known(RecipeId.of("tidal-example", "wiki"));
    return Objects.requireNonNull(known.tags().get("1.0.0+1.2.0")).commit();
  }

  @Test
  void what_is_withdrawn_is_gone_and_may_come_back() {
    follow();
    Stating.withdraw(log, TIDAL, "wiki", "1.0.0+1.2.0");
    Stating.withdraw(log, TIDAL, "chat", null);
    follow();
    assertThat(node.tags("tidal-example", "wiki")).containsExactly("2.0.0+1.3.0");
    assertThat(node.recipes()).containsExactly("tidal-example/wiki");
    Stating.version(log, TIDAL, "wiki", "1.0.0+1.2.0");
    Stating.version(log, TIDAL, "chat", "1.0.0+1.2.0");
    follow();
    assertThat(node.tags("tidal-example", "wiki")).hasSize(2);
    assertThat(node.recipes()).contains("tidal-example/chat");
  }

  @Test
  void a_head_that_is_stated_again_takes_the_place_of_the_one_before() {
    follow();
    Stating.head(log, TIDAL, "wiki", "Quite another thing");
    follow();
    assertThat(
            node.catalogue.reader.recipe(RecipeId.of("tidal-example", "wiki")).found().toString())
        .contains("Quite another thing");
  }

  @Test
  void nothing_is_written_where_nothing_is_new() {
    follow();
    var before = node.catalogue.reader.lastChange();
    follow();
    reopen();
    follow();
    assertThat(node.catalogue.reader.lastChange()).isEqualTo(before);
  }

  @Test
  void an_end_between_storing_and_showing_is_made_good() {
    node.at =
        point -> {
          if (point.equals("peer.after-append")) {
            throw new IllegalStateException("the end");
          }
        };
    assertThatThrownBy(this::follow).hasMessage("the end");
    assertThat(node.recipes()).isEmpty();
    reopen();
    assertThat(follow()).isEqualTo(new Round.Good(log.url() + "/log/", 5, 0));
    assertThat(node.recipes()).hasSize(2);
    assertThat(node.tags("tidal-example", "wiki")).hasSize(2);
  }

  @Test
  void most_of_a_coop_is_not_taken_back_at_once() {
    for (var i = 0; i < 20; i++) {
      Stating.version(log, TIDAL, "app" + i, "1.0.0+1.2.0");
    }
    follow();
    for (var i = 0; i < 18; i++) {
      Stating.withdraw(log, TIDAL, "app" + i, null);
    }
    follow();
    assertThat(node.recipes()).hasSize(22);
    assertThat(node.alarms()).containsExactly(Alarm.Kind.HELD);
    node.catalogue.pass(Duration.ofHours(25));
    follow();
    assertThat(node.recipes()).hasSize(4);
    assertThat(node.alarms()).isEmpty();
  }

  @Test
  void a_peer_that_is_removed_leaves_its_log_and_takes_what_only_it_said() {
    follow();
    var peers = List.copyOf(node.configured);
    node.configured.clear();
    try (var other = new ServedLog("other.example/log")) {
      node.follow(other.sign());
      assertThat(node.recipes()).isEmpty();
      assertThat(node.logs.find(log.origin()).orElseThrow().size()).isEqualTo(5);
      node.configured.addAll(peers);
      follow();
      assertThat(node.recipes()).hasSize(2);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void who_does_not_speak_for_a_coop_takes_none_of_its_names() throws IOException {
    follow();
    try (var other = new ServedLog("other.example/log")) {
      Stating.version(other, TIDAL, "wiki", "9.0.0+9.0.0");
      Stating.version(other, "other.example", "forum", "1.0.0+1.2.0");
      node.follow(other.sign(), "other.example");
    }
    assertThat(node.recipes())
        .containsExactly("other-example/forum", "tidal-example/chat", "tidal-example/wiki");
    assertThat(node.tags("tidal-example", "wiki")).doesNotContain("9.0.0+9.0.0");
    assertThat(node.logs.seenBy(TIDAL, new RecipeName("wiki"), "9.0.0+9.0.0")).hasSize(1);
  }

  @Test
  void the_second_speaker_is_heard_where_the_first_says_nothing() throws IOException {
    try (var other = new ServedLog("second.example/log")) {
      Stating.version(other, TIDAL, "wiki", "9.0.0+9.0.0");
      Stating.version(other, TIDAL, "forum", "1.0.0+1.2.0");
      follow();
      node.follow(other.sign(), TIDAL);
      assertThat(node.recipes())
          .containsExactly("tidal-example/chat", "tidal-example/forum", "tidal-example/wiki");
      assertThat(node.tags("tidal-example", "wiki")).doesNotContain("9.0.0+9.0.0");
      Stating.withdraw(log, TIDAL, "wiki", null);
      follow();
      node.follow(other, TIDAL);
      assertThat(node.tags("tidal-example", "wiki")).containsExactly("9.0.0+9.0.0");
    }
  }

  @Test
  void only_what_the_operator_wants_is_taken() {
    Stating.version(log, "other.example", "forum", "1.0.0+1.2.0");
    var all = log.sign().peer(TIDAL, "other.example");
    var some =
        new PeerSettings(
            all.url(),
            all.key(),
            List.of(),
            List.of(TIDAL),
            List.of(),
            all.speaksFor(),
            false,
            null,
            null,
            1,
            null,
            null);
    node.configured.add(some);
    node.peers.followOnce(some);
    assertThat(node.recipes()).as("at most one recipe").containsExactly("tidal-example/chat");
  }

  @Test
  void our_own_sources_win_and_a_coop_of_ours_without_any_is_named_by_us(@TempDir Path folder) {
    var own = SampleRecipes.coop("harvest");
    var named =
        new CoopRegistration(
            new Coop(new CoopId("tide"), TIDAL, "The Tide", null, null), List.of());
    Stating.version(log, "harvest.example", "wiki", "1.0.0+1.2.0");
    try (var ours = new Follower(folder, FederationSettings.DEFAULT, List.of(own, named))) {
      ours.follow(log.sign(), TIDAL, "harvest.example");
      assertThat(ours.recipes()).containsExactly("tide/chat", "tide/wiki");
    }
  }

  @Test
  void two_coops_never_share_an_alias() {
    Stating.version(log, "a-b.example", "one", "1.0.0+1.2.0");
    Stating.version(log, "a.b.example", "two", "1.0.0+1.2.0");
    var long1 = "a-very-long-name-of-a-coop-that-nobody-can-remember.example";
    Stating.version(log, long1, "three", "1.0.0+1.2.0");
    node.follow(log.sign(), "a-b.example", "a.b.example", long1);
    assertThat(node.recipes()).hasSize(3).anyMatch(it -> it.equals("a-b-example/one"));
  }
}
