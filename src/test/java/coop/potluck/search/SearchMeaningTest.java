package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes first, and which spellings are one. */
class SearchMeaningTest {

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
  void the_name_comes_before_its_beginning_a_word_in_it_an_image_a_description_and_a_readme() {
    it.write(
        """
        harvest/in-readme
        status: 5
        readme: Works well with Forgejo, and with Forgejo alone: Forgejo, Forgejo.

        harvest/in-description
        status: 5
        description: Runs the actions of Forgejo

        harvest/in-image
        status: 5
        images: app=codeberg.org/forgejo/forgejo:9

        harvest/my-forgejo
        status: 5

        harvest/forgejo-runner
        status: 5

        harvest/forgejo
        status: 0
        """);
    assertThat(it.names("forgejo"))
        .containsExactly(
            "forgejo", "forgejo-runner", "my-forgejo", "in-image", "in-description", "in-readme");
  }

  @Test
  void the_beginning_of_a_name_of_several_words_comes_before_names_with_all_of_them() {
    it.write(
        """
        harvest/backup-bot-uptime
        status: 5

        harvest/uptime-backup-bot
        status: 1

        harvest/uptime-backup
        status: 0
        """);
    assertThat(it.names("uptime backup"))
        .containsExactly("uptime-backup", "uptime-backup-bot", "backup-bot-uptime");
  }

  @Test
  void among_equals_the_better_status_comes_first_and_none_last() {
    it.write(
        """
        harvest/a
        description: A wiki
        updated: 2026-03-01

        harvest/b
        description: A wiki
        status: 0
        updated: 2026-02-01

        tidal/c
        description: A wiki
        status: 4
        updated: 2026-01-01
        """);
    assertThat(it.names("wiki")).containsExactly("c", "b", "a");
  }

  @Test
  void among_equals_of_one_status_the_fresher_release_comes_first() {
    it.write(
        """
        harvest/a
        description: A wiki
        updated: 2026-01-01

        lantern/b
        description: A wiki
        updated: 2026-01-02
        """);
    assertThat(it.names("wiki")).containsExactly("b", "a");
  }

  @Test
  void among_equals_of_one_day_the_order_of_co_ops_decides_as_it_is_now() {
    it.write(
        """
        lantern/wiki
        description: A wiki

        harvest/wiki
        description: A wiki

        tidal/a-wiki
        description: A wiki
        """);
    assertThat(it.ids("wiki")).containsExactly("harvest/wiki", "lantern/wiki", "tidal/a-wiki");
    it.follow(List.of("lantern", "tidal", "harvest"));
    assertThat(it.ids("wiki")).containsExactly("lantern/wiki", "harvest/wiki", "tidal/a-wiki");
  }

  @Test
  void hyphens_low_lines_dots_blanks_and_case_do_not_matter() {
    it.write(
        """
        harvest/uptime-kuma
        title: Uptime Kuma
        description: Watches other services

        harvest/dashboard
        description: Shows what Uptime Kuma says

        harvest/bridge
        readme: Sends what Uptime-Kuma says to a chat.

        harvest/uptime
        description: Says for how long a machine runs
        """);
    for (var spelling :
        List.of("uptime kuma", "uptimekuma", "uptime_kuma", "Uptime.Kuma", "UPTIME-KUMA")) {
      assertThat(it.names(spelling))
          .as(spelling)
          .containsExactly("uptime-kuma", "dashboard", "bridge");
    }
  }

  @Test
  void a_name_that_is_written_as_one_word_is_found_in_two() {
    it.write(
        """
        harvest/nextcloud
        title: Nextcloud

        harvest/dokuwiki
        title: DokuWiki

        harvest/cloud-next
        """);
    assertThat(it.names("next cloud")).startsWith("nextcloud");
    assertThat(it.names("next-cloud")).startsWith("nextcloud");
    assertThat(it.names("doku wiki")).containsExactly("dokuwiki");
    assertThat(it.names("wiki")).containsExactly("dokuwiki");
  }

  @Test
  void marks_do_not_matter_on_either_side() {
    it.write(
        """
        harvest/cafe
        description: Kaffee für alle

        harvest/elsewhere
        description: Le café et le Größenwahn
        """);
    assertThat(it.names("café")).containsExactly("cafe", "elsewhere");
    assertThat(it.names("cafe")).containsExactly("cafe", "elsewhere");
    assertThat(it.names("cafe\u0301")).containsExactly("cafe", "elsewhere");
    assertThat(it.names("fur")).containsExactly("cafe");
    assertThat(it.names("grossenwahn")).containsExactly("elsewhere");
  }

  @Test
  void the_last_word_is_a_beginning_until_a_blank_follows() {
    it.write(
        """
        harvest/pad
        description: Collaborative writing
        """);
    assertThat(it.names("collabo")).containsExactly("pad");
    assertThat(it.names("writing collabo")).containsExactly("pad");
    assertThat(it.names("collabo ")).isEmpty();
    assertThat(it.names("\"collabo\"")).isEmpty();
    assertThat(it.names("name:collabo")).isEmpty();
  }

  @Test
  void all_words_must_match_where_any_recipe_has_them_all() {
    it.write(
        """
        harvest/pad
        description: A simple editor

        harvest/notes
        description: An editor for markdown

        harvest/hedge
        description: An editor
        readme: It reads markdown in realtime.
        """);
    assertThat(it.names("editor markdown ")).containsExactly("notes", "hedge");
    assertThat(it.typed("editor markdown ").matching()).isEqualTo(SearchResult.Matching.ALL);
    assertThat(it.names("editor markdown realtime ")).containsExactly("hedge");
    assertThat(it.typed("editor markdown realtime ").total()).isEqualTo(1);
  }

  @Test
  void where_none_has_them_all_those_with_most_words_are_found_and_the_answer_says_so() {
    it.write(
        """
        harvest/pad
        description: A simple editor

        harvest/notes
        description: An editor for markdown
        """);
    var found = it.typed("editor markdown zeppelin ");
    assertThat(found.matching()).isEqualTo(SearchResult.Matching.MOST);
    assertThat(WrittenCatalogue.names(found)).containsExactly("notes");
    assertThat(it.names("zeppelin ")).isEmpty();
    assertThat(it.names("editor zeppelin balloon airship ")).isEmpty();
    assertThat(it.typed("editor zeppelin balloon airship ").matching())
        .isEqualTo(SearchResult.Matching.ALL);
  }

  @Test
  void words_of_grammar_are_not_needed_beside_others() {
    it.write(
        """
        harvest/pad
        description: Editor

        harvest/the
        description: Nothing at all
        """);
    assertThat(it.names("i want an editor for my server ")).containsExactly("pad");
    assertThat(it.typed("i want an editor ").matching()).isEqualTo(SearchResult.Matching.ALL);
    assertThat(it.names("the")).startsWith("the");
  }

  @Test
  void what_people_call_it_finds_it_after_what_is_called_so() {
    it.write(
        """
        harvest/talker
        description: A messenger for groups

        harvest/speaker
        description: A chat for groups
        """);
    assertThat(it.names("chat ")).containsExactly("speaker", "talker");
    assertThat(it.names("messenger ")).containsExactly("talker", "speaker");
    assertThat(it.typed("chat ").didYouMean()).isNull();
  }

  @Test
  void endings_of_words_hardly_matter() {
    it.write(
        """
        harvest/a
        description: Shares photos

        harvest/b
        description: Sharing a photo
        """);
    assertThat(it.names("photo ")).containsExactly("b", "a");
    assertThat(it.names("photos ")).containsExactly("a", "b");
    assertThat(it.names("\"photos\"")).containsExactly("a");
  }
}
