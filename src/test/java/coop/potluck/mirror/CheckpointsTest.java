package coop.potluck.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.mirror.MirrorResult.Failed;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.NameResolver;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dies at each named moment, as far as a thread can, and looks again. */
class CheckpointsTest {

  private static final RecipeId WIKI = RecipeId.of("harvest", "wiki");

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mirror.connected",
        "mirror.received",
        "mirror.refs",
        "mirror.head",
        "mirror.renamed"
      })
  void a_look_that_dies_is_made_good_by_the_next(String name, @TempDir Path folder)
      throws Exception {
    try (var source = GitRepository.bare(folder.resolve("wiki.git"));
        var outbound =
            new Outbound(
                OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      for (var round = 0; round < 3; round++) {
        source.tag("1.0." + round + "+1", source.commit("compose.yml", "a" + round));
        source.tag("latest", source.commit("compose.yml", "b" + round));
        var request = new MirrorRequest(WIKI, source.url(), null, null, false);
        var dying = mirrors(folder.resolve("mirrors"), outbound, dieAt(name));
        if (round == 0 || !name.equals("mirror.renamed")) {
          assertThatThrownBy(() -> dying.sync(request)).isInstanceOf(Death.class);
        }
        var again = mirrors(folder.resolve("mirrors"), outbound, Checkpoints.NONE);
        assertThat(again.sync(request)).isNotInstanceOf(Failed.class);
        var whole = mirrors(folder.resolve("whole" + round), outbound, Checkpoints.NONE);
        whole.sync(request);
        assertThat(again.state(WIKI)).isEqualTo(whole.state(WIKI));
        assertThat(again.kept(WIKI)).hasSize(round);
        var mirror = folder.resolve("mirrors/harvest/wiki.git").toString();
        assertThat(GitCommand.run(folder, "git", "-C", mirror, "fsck", "--strict"))
            .doesNotContain("error")
            .doesNotContain("missing");
      }
    }
  }

  @Test
  void the_moments_of_a_first_look_come_in_their_order(@TempDir Path folder) throws Exception {
    var reached = new ArrayList<String>();
    try (var source = GitRepository.bare(folder.resolve("wiki.git"));
        var outbound =
            new Outbound(
                OutboundSettings.DEFAULT, AddressPolicy.publicOnly(), NameResolver.system())) {
      source.commit("compose.yml", "a");
      mirrors(folder.resolve("mirrors"), outbound, reached::add)
          .sync(new MirrorRequest(WIKI, source.url(), null, null, false));
    }
    assertThat(reached)
        .containsExactly(
            "mirror.connected", "mirror.received", "mirror.refs", "mirror.head", "mirror.renamed");
  }

  @Test
  void a_catalogue_that_dies_while_it_publishes_does_so_the_next_time(@TempDir Path folder)
      throws Exception {
    for (var name : List.of("publish.objects", "publish.ref")) {
      var catalogue = new CatalogueRepository(folder.resolve("catalogue.git"), dieAt(name));
      var bytes = name.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> catalogue.publish(bytes, Instant.EPOCH)).isInstanceOf(Death.class);
      var again = new CatalogueRepository(folder.resolve("catalogue.git"), Checkpoints.NONE);
      assertThat(again.publish(bytes, Instant.EPOCH)).isEqualTo(again.head().orElseThrow());
    }
    var repository = folder.resolve("catalogue.git").toString();
    assertThat(GitCommand.run(folder, "git", "-C", repository, "rev-list", "--count", "main"))
        .isEqualTo("2\n");
  }

  @Test
  void seeds_that_die_while_they_are_written_are_written_again(@TempDir Path folder)
      throws Exception {
    var seeds = folder.resolve("recipes");
    var seed = seeds.resolve("wiki");
    Files.createDirectories(seed.resolve("1.0.0+1"));
    Files.writeString(seed.resolve("1.0.0+1/compose.yml"), "services: {}\n");
    Files.writeString(seed.resolve("history.txt"), "2024-02-03T10:00:00Z  1.0.0+1\n");
    for (var name : List.of("seed.written", "seed.renamed")) {
      var target = folder.resolve(name);
      var dying = new SeedRepositories(dieAt(name));
      assertThatThrownBy(() -> dying.write(seeds, target)).isInstanceOf(Death.class);
      new SeedRepositories(Checkpoints.NONE).write(seeds, target);
      assertThat(target.resolve(".incoming")).doesNotExist();
      var repository = target.resolve("wiki.git").toString();
      assertThat(GitCommand.run(folder, "git", "-C", repository, "tag")).isEqualTo("1.0.0+1\n");
    }
  }

  private static Mirrors mirrors(Path folder, Outbound outbound, Checkpoints checkpoints)
      throws IOException {
    return new Mirrors(folder, MirrorSettings.DEFAULT, outbound, checkpoints, Progress.NONE);
  }

  private static Checkpoints dieAt(String wanted) {
    return name -> {
      if (name.equals(wanted)) {
        throw new Death();
      }
    };
  }
}
