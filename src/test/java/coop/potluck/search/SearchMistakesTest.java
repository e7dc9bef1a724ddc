package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typing mistakes, and what is none. */
class SearchMistakesTest {

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
  void a_name_with_one_or_two_letters_wrong_is_found_and_the_answer_says_so() {
    it.write(
        """
        harvest/nextcloud
        description: Files

        harvest/mattermost
        description: Talk
        """);
    for (var typed :
        List.of("nextclud", "nextclooud", "nextkloud", "nxetcloud", "nexxtclowd", "nxtclud")) {
      assertThat(it.names(typed)).as(typed).containsExactly("nextcloud");
      assertThat(it.typed(typed).didYouMean()).as(typed).isEqualTo("nextcloud");
    }
    assertThat(it.names("matermsot")).containsExactly("mattermost");
    assertThat(it.names("nextpudding")).isEmpty();
    assertThat(it.typed("nextpudding").didYouMean()).isNull();
  }

  @Test
  void a_mistake_in_what_is_not_typed_to_its_end_is_corrected_too() {
    it.write(
        """
        harvest/mattermost
        """);
    assertThat(it.names("matermo")).containsExactly("mattermost");
    assertThat(it.names("matermo ")).isEmpty();
  }

  @Test
  void a_mistake_in_a_description_is_corrected_too() {
    it.write(
        """
        harvest/sheet
        description: A spreadsheet for groups
        """);
    assertThat(it.names("spreadshet ")).containsExactly("sheet");
    assertThat(it.typed("spreadshet ").didYouMean()).isEqualTo("spreadsheet ");
  }

  @Test
  void only_the_mistyped_word_is_replaced() {
    it.write(
        """
        harvest/nextcloud
        description: Files and calendars
        category: Apps
        """);
    assertThat(it.typed("Files  nextclud, calendars").didYouMean())
        .isEqualTo("Files  nextcloud calendars");
    assertThat(it.typed("name:nextclud files").didYouMean()).isEqualTo("name:nextcloud files");
    assertThat(it.typed("category:apps nextclud").didYouMean())
        .isEqualTo("category:apps nextcloud");
    assertThat(it.names("name:nextclud files")).containsExactly("nextcloud");
  }

  @Test
  void a_mistake_that_is_made_twice_is_corrected_twice() {
    it.write(
        """
        harvest/nextcloud
        """);
    assertThat(it.typed("nextclud nextclud").didYouMean()).isEqualTo("nextcloud nextcloud");
    assertThat(it.typed("nextclud nextclud ").didYouMean()).isEqualTo("nextcloud nextcloud ");
  }

  @Test
  void what_is_unwanted_or_quoted_or_part_of_another_word_keeps_its_spelling() {
    it.write(
        """
        harvest/nextcloud
        description: The nextcludbox of old, and nextclud
        readme: Files

        harvest/gitea
        description: Files
        """);
    assertThat(it.typed("-gitae gitae").didYouMean()).isEqualTo("-gitae gitea");
    assertThat(it.typed("\"gitae\" gitae").didYouMean()).isEqualTo("\"gitae\" gitea");
    assertThat(it.typed("xxgitaexx gitae").didYouMean()).isEqualTo("xxgitaexx gitea");
    assertThat(it.typed("files -name:gitae gitae").didYouMean())
        .isEqualTo("files -name:gitae gitea");
  }

  @Test
  void a_mistake_in_several_words_without_a_blank_is_corrected_as_a_whole() {
    it.write(
        """
        harvest/uptime-kuma
        title: Uptime Kuma

        harvest/db
        images: app=postgres:16.4
        """);
    assertThat(it.names("uptime-kmua")).containsExactly("uptime-kuma");
    assertThat(it.names("postgers:16 ")).containsExactly("db");
    assertThat(it.typed("postgers:16 ").didYouMean()).isIn("postgres16 ", "postgres:16 ");
    assertThat(it.names(it.typed("postgers:16 ").didYouMean() + "")).containsExactly("db");
  }

  @Test
  void the_answer_is_the_one_for_what_it_says_was_meant() {
    it.write(
        """
        harvest/nextcloud
        description: Files and calendars

        harvest/talk
        description: Video calls for Nextcloud

        harvest/calendar
        description: Calendars
        """);
    for (var typed : List.of("nextclud", "nextclud calendars ", "vidoe calls ", "calendrs ")) {
      var corrected = it.typed(typed).didYouMean();
      assertThat(corrected).as(typed).isNotNull();
      assertThat(it.names(typed)).as(typed).isNotEmpty().isEqualTo(it.names(corrected + ""));
    }
  }

  @Test
  void a_correction_never_comes_before_what_was_typed() {
    it.write(
        """
        harvest/gitea
        title: Gitea
        status: 5
        description: Hosting of git

        harvest/tea-house
        description: Hot drinks, for which giteo is another word
        status: 0

        harvest/giteo
        status: 0
        """);
    assertThat(it.names("giteo")).startsWith("giteo", "tea-house");
    it.withdraw("harvest/giteo");
    assertThat(it.names("giteo")).startsWith("tea-house");
  }

  @Test
  void a_correction_never_comes_before_what_was_typed_in_a_readme() {
    it.write(
        """
        harvest/gitea
        title: Gitea
        status: 5
        description: Gitea hosts git, with Gitea actions

        harvest/tea-house
        status: 0
        readme: Hot drinks, for which giteo is another word.
        """);
    assertThat(it.names("giteo")).startsWith("tea-house");
    assertThat(it.names("giteo ")).startsWith("tea-house");
  }

  @Test
  void what_describes_a_recipe_is_not_corrected() {
    it.write(
        """
        harvest/gitea
        description: Hosting of git

        harvest/tea-house
        description: Hot drinks, for which giteo is another word
        """);
    assertThat(it.names("giteo")).containsExactly("tea-house");
    assertThat(it.typed("giteo").didYouMean()).isNull();
  }

  @Test
  void the_name_of_a_co_op_or_a_key_is_not_corrected() {
    it.write(
        """
        harvest/tidel

        tidal/blog
        env: TIDALX_KEY
        """);
    assertThat(it.typed("tidal").didYouMean()).isNull();
    assertThat(it.names("tidal")).startsWith("blog");
  }

  @Test
  void short_words_and_numbers_are_not_corrected() {
    it.write(
        """
        harvest/git
        images: app=postgres:16
        """);
    assertThat(it.names("gti")).isEmpty();
    assertThat(it.names("17 ")).isEmpty();
    assertThat(it.typed("gti").didYouMean()).isNull();
  }

  @Test
  void a_phrase_is_not_corrected() {
    it.write(
        """
        harvest/nextcloud
        """);
    assertThat(it.names("\"nextclud\"")).isEmpty();
    assertThat(it.typed("\"nextclud\"").didYouMean()).isNull();
  }

  @Test
  void of_several_that_may_be_meant_a_name_comes_before_other_words() {
    it.write(
        """
        harvest/other
        status: 5
        description: A plane, a plane, a plane

        harvest/plone
        status: 0
        description: Content
        """);
    assertThat(it.names("plnae ")).containsExactly("other");
    assertThat(it.typed("plvne ").didYouMean()).isEqualTo("plone ");
    assertThat(it.names("plvne ")).startsWith("plone");
  }

  @Test
  void what_is_gone_corrects_nothing_and_stands_in_no_way() {
    it.write(
        """
        harvest/nextcloud

        harvest/nextclux
        status: 5

        harvest/mail
        title: Mail server
        """);
    assertThat(it.typed("nextclxx ").didYouMean()).isEqualTo("nextclux ");
    it.block("harvest/nextclux");
    assertThat(it.typed("nextclux ").didYouMean()).isEqualTo("nextcloud ");
    assertThat(it.names("nextclux ")).containsExactly("nextcloud");
    it.block("harvest/nextcloud");
    assertThat(it.typed("nextclux ").didYouMean()).isNull();
    assertThat(it.typed("nextclud").didYouMean()).isNull();
    assertThat(it.search().suggest("nextclud")).isEmpty();
    assertThat(it.names("mailserver")).containsExactly("mail");
    it.block("harvest/mail");
    assertThat(it.typed("mailserver").total()).isZero();
  }
}
