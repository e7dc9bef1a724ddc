package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next search sees of a change, and lists that are read page by page. */
class SearchPagesTest {

  private WrittenCatalogue it;

  @BeforeEach
  void open(@TempDir Path folder) {
    it = new WrittenCatalogue(folder, "");
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void a_blocked_recipe_is_gone_at_once_and_comes_back() {
    it.write(
        """
        harvest/wiki
        description: For groups

        harvest/blog
        description: For groups
        """);
    assertThat(it.names("groups")).containsExactly("blog", "wiki");
    it.block("harvest/wiki");
    assertThat(it.names("groups")).containsExactly("blog");
    assertThat(it.names("wiki")).isEmpty();
    assertThat(it.typed("groups").total()).isEqualTo(1);
    assertThat(it.found(RecipeQuery.ALL).total()).isEqualTo(1);
    it.unblock("harvest/wiki");
    assertThat(it.names("groups")).containsExactly("blog", "wiki");
  }

  @Test
  void a_withdrawn_recipe_is_gone_at_once_and_comes_back() {
    var wiki =
        """
        harvest/wiki
        description: For groups
        """;
    it.write(wiki);
    it.write(
        """
        harvest/blog
        description: For groups
        """);
    assertThat(it.names("groups")).containsExactly("blog", "wiki");
    it.withdraw("harvest/wiki");
    assertThat(it.names("groups")).containsExactly("blog");
    it.write(wiki);
    assertThat(it.names("groups")).containsExactly("blog", "wiki");
  }

  @Test
  void a_change_of_each_part_is_seen_by_the_next_search() {
    it.write(
        """
        harvest/other
        description: Unchanged

        harvest/wiki
        """);
    assertThat(it.names("quokka ")).isEmpty();
    for (var line :
        List.of(
            "title: The Quokka",
            "description: A quokka",
            "summary: A quokka",
            "category: Quokka",
            "images: app=quokka:1",
            "images: quokka=example:1, app=example:1",
            "env: QUOKKA",
            "overlays: quokka",
            "readme: See the quokka.")) {
      it.write("harvest/wiki\n" + line + "\n");
      assertThat(it.names("quokka ")).as(line).containsExactly("wiki");
      it.write("harvest/wiki\n");
      assertThat(it.names("quokka ")).as("without " + line).isEmpty();
    }
    assertThat(it.names("unchanged")).containsExactly("other");
  }

  private List<String> walk(RecipeQuery query, Runnable between) {
    var walked = new ArrayList<String>();
    for (var page = it.found(query); ; page = it.found(query.page(query.limit(), page.next()))) {
      page.items().forEach(hit -> walked.add(hit.row().id().toString()));
      if (page.next() == null) {
        return walked;
      }
      between.run();
    }
  }

  /** Forty recipes that differ in all that orders them, with many alike. */
  private void fill() {
    var text = new StringBuilder();
    for (var i = 0; i < 40; i++) {
      text.append(WrittenCatalogue.COOPS.get(i % 3))
          .append(i % 2 == 0 ? "/wiki-" : "/Pad-")
          .append(i / 6)
          .append(i % 4 == 0 ? "" : "\nstatus: " + i % 6)
          .append("\nupdated: 2026-01-0")
          .append(1 + i % 4)
          .append("\ndescription: For ")
          .append(i % 5 == 0 ? "wombat" : "")
          .append(" groups\n\n");
    }
    it.write(text.toString());
  }

  @Test
  void pages_of_every_order_put_together_are_the_whole_list() {
    fill();
    for (var sort : RecipeQuery.Sort.values()) {
      for (var text : List.of("", "groups", "wiki groups", "wombat zeppelin groups")) {
        var query = RecipeQuery.ALL.text(text).sort(sort);
        var whole = walk(query, () -> {});
        assertThat(whole).as(sort + text).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(it.found(query).total()).isEqualTo(whole.size());
        for (var size : List.of(1, 3, 7)) {
          assertThat(walk(query.page(size, null), () -> {})).as(sort + text).isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void who_reads_on_after_a_change_sees_all_that_did_not_change_once() {
    fill();
    for (var sort : RecipeQuery.Sort.values()) {
      for (var text : List.of("", "groups ", "-wiki", "coop:tidal", "wombat groups ")) {
        it.write("harvest/changing\ndescription: For wombat groups\n");
        var query = RecipeQuery.ALL.text(text).sort(sort);
        var whole = walk(query, () -> {});
        var turn = new int[1];
        var walked =
            walk(
                query.page(3, null),
                () ->
                    it.write(
                        "harvest/changing\nstatus: "
                            + turn[0]++ % 6
                            + "\nupdated: 2026-02-01\ndescription: "
                            + (turn[0] % 2 == 0 ? "For wombat groups" : "Nothing")
                            + "\n"));
        whole.remove("harvest/changing");
        walked.removeIf("harvest/changing"::equals);
        assertThat(walked).as(sort + " " + text).isEqualTo(whole);
      }
    }
  }

  @Test
  void the_cursor_of_another_order_is_refused() {
    fill();
    for (var sort : RecipeQuery.Sort.values()) {
      var cursor = it.found(RecipeQuery.ALL.text("groups").sort(sort).page(3, null)).next();
      for (var other : RecipeQuery.Sort.values()) {
        var result = it.search().find(RecipeQuery.ALL.text("groups").sort(other).page(3, cursor));
        if (sort == other) {
          assertThat(result).isInstanceOf(SearchResult.Found.class);
        } else {
          assertThat(result).isEqualTo(new SearchResult.MalformedCursor());
        }
      }
    }
  }

  @Test
  void the_last_page_has_no_cursor_even_if_it_is_full() {
    it.write("harvest/a\n\nharvest/b\n\nharvest/c\n\nharvest/d\n");
    var first = it.found(RecipeQuery.ALL.page(2, null));
    var last = it.found(RecipeQuery.ALL.page(2, first.next()));
    assertThat(first.next()).isNotNull();
    assertThat(WrittenCatalogue.names(last)).containsExactly("c", "d");
    assertThat(last.next()).isNull();
  }
}
