package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionsTest {

  private WrittenCatalogue it;

  @BeforeEach
  void open(@TempDir Path folder) {
    it = new WrittenCatalogue(folder, "");
  }

  @AfterEach
  void close() {
    it.close();
  }

  private List<String> suggested(String typed) {
    return it.search().suggest(typed).stream().map(Suggestion::text).toList();
  }

  @Test
  void names_that_begin_so_come_first_then_names_with_a_word_that_does_then_categories() {
    it.write(
        """
        harvest/my-chat
        status: 5

        harvest/rocketchat
        title: Rocket.Chat
        status: 4

        harvest/chatwoot
        status: 1

        harvest/element
        category: Chat
        status: 5
        """);
    assertThat(it.search().suggest("cha"))
        .containsExactly(
            new Suggestion("chatwoot", RecipeId.of("harvest", "chatwoot"), 1),
            new Suggestion("my-chat", RecipeId.of("harvest", "my-chat"), 1),
            new Suggestion("rocketchat", RecipeId.of("harvest", "rocketchat"), 1),
            new Suggestion("Chat", null, 1));
  }

  @Test
  void a_name_that_is_typed_comes_first_whatever_its_status() {
    var text = new StringBuilder("harvest/git\nstatus: 0\n\n");
    for (var i = 0; i < 12; i++) {
      text.append("harvest/git-").append(i).append("\nstatus: 5\ncategory: Git\n\n");
    }
    it.write(text.toString());
    assertThat(suggested("git"))
        .startsWith("git")
        .endsWith("Git")
        .hasSize(RecipeSearch.SUGGESTIONS);
    assertThat(suggested("GIT-7")).startsWith("git-7");
  }

  @Test
  void there_are_eight_at_most_and_two_categories_among_them() {
    var text = new StringBuilder();
    for (var i = 0; i < 20; i++) {
      text.append("harvest/app-").append(i).append("\ncategory: Appliances ").append(i % 5);
      text.append("\n\n");
    }
    it.write(text.toString());
    var all = it.search().suggest("app");
    assertThat(all).hasSize(8);
    assertThat(all).filteredOn(one -> one.recipe() == null).hasSize(2);
    assertThat(all.subList(0, 6)).allMatch(one -> one.recipe() != null);
    assertThat(suggested("appliances")).containsExactly("Appliances 0", "Appliances 1");
  }

  @Test
  void a_category_says_how_many_have_it_and_the_greatest_comes_first() {
    it.write(
        """
        harvest/a
        category: Tools

        harvest/b
        category: Toys

        harvest/c
        category: toys
        """);
    assertThat(it.search().suggest("to"))
        .extracting(one -> one.text().toLowerCase(java.util.Locale.ROOT) + " " + one.recipes())
        .containsExactly("toys 2", "tools 1");
  }

  @Test
  void a_category_is_found_by_any_of_its_words_and_by_several() {
    it.write(
        """
        harvest/a
        category: Project Management
        """);
    assertThat(suggested("manag")).containsExactly("Project Management");
    assertThat(suggested("Project Man")).containsExactly("Project Management");
  }

  @Test
  void spellings_in_one_word_and_in_several_are_one() {
    it.write(
        """
        harvest/uptime-kuma
        title: Uptime Kuma

        harvest/nextcloud

        harvest/dokuwiki
        title: DokuWiki
        """);
    for (var typed : List.of("uptime k", "uptimek", "Uptime.Ku", "uptime_kuma", "kuma", "KUM")) {
      assertThat(suggested(typed)).as(typed).containsExactly("uptime-kuma");
    }
    assertThat(suggested("next cloud")).containsExactly("nextcloud");
    assertThat(suggested("wik")).containsExactly("dokuwiki");
  }

  @Test
  void a_mistake_is_forgiven_where_nothing_begins_so() {
    it.write(
        """
        harvest/nextcloud

        harvest/mattermost
        """);
    assertThat(suggested("nextclud")).containsExactly("nextcloud");
    assertThat(suggested("matermo")).containsExactly("mattermost");
    assertThat(suggested("zeppelin")).isEmpty();
  }

  @Test
  void a_name_of_two_co_ops_is_one_with_the_recipe_that_wins_it() {
    it.write(
        """
        tidal/wiki
        status: 5

        harvest/wiki
        status: 0

        lantern/wiki
        title: Pages
        """);
    it.block("lantern/wiki");
    assertThat(it.search().suggest("wi"))
        .containsExactly(new Suggestion("wiki", RecipeId.of("harvest", "wiki"), 2));
    it.follow(List.of("tidal", "harvest", "lantern"));
    assertThat(it.search().suggest("wi"))
        .containsExactly(new Suggestion("wiki", RecipeId.of("tidal", "wiki"), 2));
    it.block("tidal/wiki");
    assertThat(it.search().suggest("wi"))
        .containsExactly(new Suggestion("wiki", RecipeId.of("harvest", "wiki"), 1));
  }

  @Test
  void who_wins_a_name_does_so_where_another_is_found_by_its_title() {
    it.write(
        """
        harvest/pages
        title: Pages

        tidal/pages
        title: Wombat
        """);
    assertThat(it.search().suggest("womb"))
        .containsExactly(new Suggestion("pages", RecipeId.of("harvest", "pages"), 2));
  }

  @Test
  void what_is_blocked_is_suggested_by_nothing() {
    it.write(
        """
        harvest/mattermost
        title: Talker
        category: Chat
        """);
    it.block("harvest/mattermost");
    for (var typed : List.of("mat", "talk", "chat", "matermost")) {
      assertThat(suggested(typed)).as(typed).isEmpty();
    }
  }

  @Test
  void odd_input_suggests_nothing() {
    it.write(
        """
        harvest/aaa
        """);
    for (var typed :
        List.of(
            "",
            " ",
            "-",
            "\"'*:()",
            "\u0000",
            "\ud83d",
            "🙂",
            "a".repeat(100),
            "x y z ".repeat(33))) {
      assertThat(suggested(typed)).as(typed).isEmpty();
    }
    assertThat(suggested("a")).containsExactly("aaa");
    assertThat(suggested("(aa*")).containsExactly("aaa");
  }
}
