package coop.potluck.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.compatibility.NoteWarnings.About;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteWarningsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Do not skip this version.",
        "Don't skip this release!",
        "Don’t skip this!",
        "**DO NOT SKIP THIS RELEASE**",
        "Please do not skip it.",
        "You must not skip this upgrade",
        "This release must not be skipped.",
        "This version cannot be skipped, it moves the data.",
        "This is a required stop.",
        "This release is a mandatory intermediate version.",
        "Upgrade to this version first, and only then to 3.0.0.",
        "This version must run once before you go on."
      })
  void a_note_may_say_that_its_own_release_must_run(String text) {
    assertThat(NoteWarnings.of(text))
        .extracting(NoteWarnings.Warning::about)
        .containsExactly(About.THIS_RELEASE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Do not skip versions.",
        "Nextcloud cannot skip a major version.",
        "Never skip major releases",
        "It is not possible to skip a release.",
        "Skipping major versions is not supported.",
        "Skipping releases is unsupported.",
        "Major versions can't be skipped.",
        "You must upgrade to 2.3.0 first.",
        "You must upgrade to version 2.3.0+4.5 before this one",
        "Please upgrade to 2.3.0 or later first",
        "From 5.x go to 6.0.0+28.0.5-fpm first.",
        "Go to 27 first.",
        "First update to `1.2.3+4`, then to this.",
        "First, deploy 1.2.3+4.",
        "You need to be on 1.2.3 before going on",
        "It is not possible to upgrade directly from 1.x.",
        "You cannot upgrade from 1.x directly.",
        "Old installations cannot be upgraded directly.",
        "Direct upgrades from 1.0.0 are not supported.",
        "Upgrade one major version at a time.",
        "Go major by major."
      })
  void a_note_may_say_that_an_earlier_release_must_run_first(String text) {
    assertThat(NoteWarnings.of(text))
        .extracting(NoteWarnings.Warning::about)
        .containsExactly(About.AN_EARLIER_ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You can skip this version.",
        "This release can be skipped.",
        "Feel free to skip this one.",
        "Do not skip the backup.",
        "Do not skip the backup before upgrades.",
        "Don't skip this section.",
        "Update that recipe to 1.0.0 or later first, the older bot finds nothing.",
        "Upgrade the database to 15 first.",
        "Deploy the swarm-cronjob recipe first, or no backup will ever run.",
        "Before upgrading to 2.0.0 first take a backup.",
        "Before you upgrade to 2.0.0 first take a backup.",
        "You no longer need to upgrade to 1.2.0 first.",
        "You don't have to upgrade to 1.2.0 first.",
        "There is no need to upgrade to 1.2.0 before.",
        "It is not necessary to upgrade to 1.2.0 first.",
        "Fixes a bug that made it skip this version.",
        "Skipped versions are fine.",
        "Update to Nextcloud 28.",
        "First of all, 2.0 is great.",
        "The tests are skipped.",
        "You must add these lines to your .env before you deploy.",
        "Deploy 2 replicas first.",
        "",
        "   \n\n  "
      })
  void other_sentences_say_no_such_thing(String text) {
    assertThat(NoteWarnings.of(text)).isEmpty();
  }

  @Test
  void the_sentence_is_told_as_written_and_the_versions_in_it_are_found() {
    var note =
        """
        Nextcloud 29 and MariaDB 10.11. The database upgrades its own tables at the first
        start: take a backup.

        Nextcloud cannot skip a major version. From 5.x go to
        6.0.0+28.0.5-fpm first.
        """;
    assertThat(NoteWarnings.of(note))
        .extracting(NoteWarnings.Warning::sentence)
        .containsExactly(
            "Nextcloud cannot skip a major version.", "From 5.x go to 6.0.0+28.0.5-fpm first.");
    assertThat(NoteWarnings.of(note).get(1).versions()).containsExactly("5", "6.0.0+28.0.5-fpm");
  }

  @Test
  void a_list_is_read_line_by_line() {
    var note = "* Fixes mail\n* Do not skip this version\n* Faster";
    assertThat(NoteWarnings.of(note))
        .extracting(NoteWarnings.Warning::sentence)
        .containsExactly("* Do not skip this version");
  }

  @Test
  void much_is_cut() {
    var note = "x ".repeat(500) + "do not skip this version " + "y ".repeat(100_000);
    assertThat(NoteWarnings.of(note).get(0).sentence()).hasSize(301).endsWith("…");
    assertThat(NoteWarnings.of("Do not skip this version. ".repeat(1_000))).hasSize(20);
  }

  @Property(tries = 500)
  void no_text_makes_it_fail(@ForAll String text) {
    assertThat(NoteWarnings.of(text + " do not skip this version. " + text)).isNotNull();
  }
}
