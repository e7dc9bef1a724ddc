package coop.potluck.catalogue;

import static coop.potluck.catalogue.CatalogueFixture.CHAT;
import static coop.potluck.catalogue.CatalogueFixture.WIKI;
import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.ReleaseClass;
import coop.potluck.recipe.CoopId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The releases that a feed tells of. */
class NewsTest {

  private CatalogueFixture it;

  @BeforeEach
  void store(@TempDir Path folder) {
    it = new CatalogueFixture(folder);
    it.list("harvest", "wiki", "chat");
    it.store(WIKI, "1.0.0+1.2.0", "2.0.0+1.3.0");
    it.pass(Duration.ofDays(1));
    it.store(CHAT, "1.0.0+1.2.0");
    it.pass(Duration.ofDays(1));
    // a backport: later seen than what is above it
    it.store(WIKI, "1.0.0+1.2.0", "2.0.0+1.3.0", "1.1.0+1.2.1");
  }

  @AfterEach
  void close() {
    it.close();
  }

  private static List<String> names(List<ReleaseNews> news) {
    return news.stream().map(it -> it.recipe().name() + " " + it.release().tag().name()).toList();
  }

  @Test
  void what_was_seen_last_comes_first_and_of_what_was_seen_together_the_highest() {
    assertThat(names(it.reader.news(null, null, 10)))
        .containsExactly(
            "wiki 1.1.0+1.2.1", "chat 1.0.0+1.2.0", "wiki 2.0.0+1.3.0", "wiki 1.0.0+1.2.0");
    assertThat(names(it.reader.news(null, null, 2)))
        .containsExactly("wiki 1.1.0+1.2.1", "chat 1.0.0+1.2.0");
    assertThat(names(it.reader.news(WIKI.coop(), CHAT.name(), 10)))
        .containsExactly("chat 1.0.0+1.2.0");
    assertThat(it.reader.news(WIKI.coop(), null, 10)).hasSize(4);
    assertThat(it.reader.news(new CoopId("tidal"), null, 10)).isEmpty();
  }

  @Test
  void a_release_is_compared_with_the_one_below_it() {
    var news = it.reader.news(WIKI.coop(), WIKI.name(), 10);
    var backport = news.get(0);

    assertThat(backport.title()).isEqualTo("wiki");
    assertThat(backport.firstSeen()).isEqualTo(it.now());
    assertThat(Objects.requireNonNull(backport.previous()).tag().name()).isEqualTo("1.0.0+1.2.0");
    var comparison = Objects.requireNonNull(backport.comparison());
    assertThat(comparison.claimed()).isEqualTo(ReleaseClass.MINOR);
    assertThat(comparison.differences()).isNotEmpty();
    assertThat(news.get(2).previous()).isNull();
    assertThat(news.get(2).comparison()).isNull();
    assertThat(Objects.requireNonNull(news.get(2).release().note()).text())
        .isEqualTo("Mind the gap.");
  }

  @Test
  void what_is_blocked_or_gone_is_no_news() {
    it.catalogue.block(WIKI, "1.1.0+1.2.1", "bad");
    it.catalogue.block(CHAT, null, "spam");
    it.store(WIKI, "2.0.0+1.3.0", "1.1.0+1.2.1");

    assertThat(names(it.reader.news(null, null, 10))).containsExactly("wiki 2.0.0+1.3.0");
    assertThat(it.reader.news(null, null, 10).get(0).previous()).isNull();
  }

  @Test
  void the_newest_are_found_by_an_index_and_not_by_sorting_all() {
    for (var coop : new String[] {"NULL", "'harvest'"}) {
      var sql =
          ("EXPLAIN QUERY PLAN "
                  + NewsSql.NEWS
                  + "AND (:coop IS NULL OR c.alias = :coop)"
                  + NewsSql.LATEST)
              .replace(":coop", coop)
              .replace(":limit", "50");
      var plan =
          it.database.read(
              handle -> handle.createQuery(sql).map((row, at) -> row.getString("detail")).list());
      assertThat(plan).anyMatch(step -> step.contains("versions_by_first_seen"));
      assertThat(plan).noneMatch(step -> step.contains("FOR ORDER BY") && !step.contains("LAST"));
    }
  }
}
