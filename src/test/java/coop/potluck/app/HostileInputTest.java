package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.ProblemEntry;
import coop.potluck.catalogue.VersionEntry;
import coop.potluck.indexing.SyncProgress;
import coop.potluck.indexing.SyncSummary;
import coop.potluck.mirror.GitRepository;
import coop.potluck.mirror.GitServer;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeId;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sync of a good recipe among every kind of bad one, over real HTTP. */
class HostileInputTest {

  private static final long MEGABYTE = 1L << 20;

  private static GitServer server;
  private static Application node;
  private static CatalogueReader reader;
  private static SyncSummary summary;
  private static long heldBefore;
  private static long heldAfter;

  @BeforeAll
  static void sync_once(@TempDir Path folder) throws Exception {
    var served = Files.createDirectory(folder.resolve("served"));
    for (var kind : HostileRepository.values()) {
      try (var repository = GitRepository.bare(served.resolve(kind.recipe() + ".git"))) {
        kind.write(repository);
      }
    }
    heldBefore = held();
    server = GitServer.of(served);
    node = TwoHostsTest.open(folder.resolve("data"), TwoHostsTest.coop("harvest", urls()));
    reader = node.reader();
    summary = node.indexer().sync(SyncProgress.NONE);
    heldAfter = held();
  }

  @AfterAll
  static void close() {
    node.close();
    server.close();
  }

  @Test
  void the_good_recipe_is_served() {
    assertThat(state(HostileRepository.GOOD)).isEqualTo(VersionEntry.State.PARSED);
    assertThat(summary.repositories()).isEqualTo(HostileRepository.values().length);
    assertThat(summary.doubted()).isEmpty();
  }

  @Test
  void what_cannot_be_taken_whole_is_refused_with_the_limit_that_it_broke() {
    assertThat(summary.failed().keySet())
        .extracting(id -> id.name().value())
        .containsExactly("many-tags");
    assertThat(problems(HostileRepository.MANY_TAGS))
        .extracting(ProblemEntry::kind)
        .containsExactly(ProblemEntry.Kind.OUTCOME);
    assertThat(problems(HostileRepository.MANY_TAGS).toString()).contains("10000", "5000");
  }

  @Test
  void yaml_that_explodes_is_rejected_at_its_place() {
    for (var kind : List.of(HostileRepository.ALIAS_BOMB, HostileRepository.DEEP_YAML)) {
      assertThat(state(kind)).as(kind.name()).isEqualTo(VersionEntry.State.REJECTED);
      assertThat(problems(kind))
          .as(kind.name())
          .extracting(ProblemEntry::kind, ProblemEntry::tag)
          .contains(tuple(ProblemEntry.Kind.REJECTED, "1.0.0+1"));
      assertThat(problems(kind).get(0).problem().where()).as(kind.name()).startsWith("compose.yml");
      assertThat(problems(kind).get(0).problem().expected()).as(kind.name()).isNotBlank();
    }
  }

  @Test
  void bytes_that_are_no_text_are_replaced_and_named() {
    assertThat(state(HostileRepository.NOT_UTF8)).isEqualTo(VersionEntry.State.PARSED);
    assertThat(problems(HostileRepository.NOT_UTF8))
        .anySatisfy(
            it -> {
              assertThat(it.problem().where()).isEqualTo("compose.yml:4");
              assertThat(it.problem().expected()).contains("UTF-8");
            });
  }

  @Test
  void large_files_are_left_out_and_named_and_the_rest_is_served() {
    for (var named :
        Map.of(HostileRepository.HUGE_BLOB, "dump.sql", HostileRepository.HUGE_README, "README.md")
            .entrySet()) {
      assertThat(state(named.getKey())).isEqualTo(VersionEntry.State.PARSED);
      assertThat(problems(named.getKey()))
          .anySatisfy(
              it -> {
                assertThat(it.problem().where()).contains(named.getValue());
                assertThat(it.problem().expected()).contains("1048576");
              });
    }
  }

  @Test
  void links_are_not_followed_and_submodules_are_not_fetched() {
    assertThat(state(HostileRepository.LINKED_COMPOSE)).isNotEqualTo(VersionEntry.State.PARSED);
    assertThat(problems(HostileRepository.LINKED_COMPOSE).toString()).contains("compose.yml");
    assertThat(state(HostileRepository.SUBMODULE)).isEqualTo(VersionEntry.State.PARSED);
    assertThat(
            reader
                .version(id(HostileRepository.SUBMODULE), "1.0.0+1")
                .found()
                .orElseThrow()
                .files())
        .anyMatch(it -> it.path().equals("vendor") && it.kind() == RecipeFile.Kind.SUBMODULE);
  }

  @Test
  void trees_are_read_so_far_and_the_rest_is_named() {
    assertThat(problems(HostileRepository.DEEP_TREE).toString()).contains("24 folders");
    assertThat(problems(HostileRepository.WIDE_TREE).toString()).contains("5000 files and folders");
  }

  @Test
  void neither_time_nor_memory_runs_away() {
    assertThat(summary.elapsed()).isLessThan(Duration.ofSeconds(60));
    assertThat(heldAfter - heldBefore).isLessThan(64 * MEGABYTE);
  }

  @Test
  void a_second_look_finds_the_same() {
    var counts = reader.counts();
    var again = node.indexer().sync(SyncProgress.NONE);
    assertThat(again.changed()).isZero();
    assertThat(again.failed()).isEqualTo(summary.failed());
    assertThat(reader.counts()).isEqualTo(counts);
    assertThat(node.database().integrityCheck()).isEmpty();
  }

  private static VersionEntry.State state(HostileRepository kind) {
    return reader.versions(id(kind)).found().orElseThrow().get(0).state();
  }

  private static RecipeId id(HostileRepository kind) {
    return RecipeId.of("harvest", kind.recipe());
  }

  private static List<ProblemEntry> problems(HostileRepository kind) {
    return reader.problems(id(kind).coop(), id(kind).name(), 0, 100).items();
  }

  /** What the heap holds on to. */
  private static long held() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  private static String[] urls() {
    return Arrays.stream(HostileRepository.values())
        .map(kind -> server.url("/" + kind.recipe() + ".git"))
        .toArray(String[]::new);
  }
}
