package coop.potluck.peer;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowTest {

  private static final String TIDAL = Stating.TIDAL;

  private static final RecipeId WIKI = RecipeId.of("tidal-example", "wiki");

  private ServedLog log;
  private Follower node;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    log = new ServedLog("catalogue.tidal.example/log");
    node = new Follower(folder);
  }

  @AfterEach
  void close() {
    node.close();
    log.close();
  }

  private Round follow() {
    return node.follow(log.sign(), TIDAL);
  }

  @Test
  void what_a_log_states_of_a_coop_that_it_speaks_for_is_in_the_catalogue() {
    Stating.head(log, TIDAL, "wiki");
    Stating.version(log, TIDAL, "wiki", "1.0.0+1.2.0");
    Stating.version(log, TIDAL, "wiki", "2.0.0+1.3.0");

    assertThat(follow()).isInstanceOf(Round.Good.class);

    assertThat(node.recipes()).containsExactly("tidal-example/wiki");
    assertThat(node.tags("tidal-example", "wiki")).containsExactly("1.0.0+1.2.0", "2.0.0+1.3.0");
    assertThat(node.alarms()).isEmpty();
    assertThat(node.catalogue.reader.readme(WIKI).toString())
        .contains("<h1>wiki</h1>", "<em>me</em>")
        .doesNotContain("script");
  }

  @Test
  void one_change_takes_three_requests_and_little() {
    for (var i = 0; i < 30; i++) {
      Stating.head(log, TIDAL, "app" + i);
      Stating.version(log, TIDAL, "app" + i, "1.0.0+1.2.0");
    }
    follow();
    log.forget();
    Stating.version(log, TIDAL, "app3", "1.1.0+1.3.0");
    Stating.head(log, TIDAL, "app3", "Anew");

    assertThat(follow()).isEqualTo(new Round.Good(log.url() + "/log/", 62, 2));

    assertThat(log.asked).hasSize(3);
    assertThat(log.sent.get()).isLessThan(64 << 10);
    assertThat(node.tags("tidal-example", "app3")).contains("1.1.0+1.3.0");
  }
}
