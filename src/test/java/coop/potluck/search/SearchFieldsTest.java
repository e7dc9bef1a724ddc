package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of one part of a recipe. */
class SearchFieldsTest {

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
  void an_overlay_answers_its_name_and_what_people_call_it() {
    it.write(
        """
        harvest/forum
        overlays: openid smtp

        harvest/blog
        overlays: smtp
        """);
    assertThat(it.names("openid")).containsExactly("forum");
    assertThat(it.names("sso")).containsExactly("forum");
    assertThat(it.names("overlay:openid")).containsExactly("forum");
    assertThat(it.names("forum oidc")).containsExactly("forum");
    assertThat(Objects.requireNonNull(it.typed("openid").items().get(0).match()).fields())
        .containsExactly("overlay");
  }

  @Test
  void a_key_is_found_with_and_without_low_lines() {
    it.write(
        """
        harvest/mailer
        env: SMTP_HOST LETS_ENCRYPT_EMAIL

        harvest/other
        env: MAIL_HOST SMTP_PORT
        """);
    for (var typed : List.of("smtphost", "SMTPHOST ", "env:smtphost", "env:\"smtp host\"")) {
      assertThat(it.names(typed)).as(typed).containsExactly("mailer");
    }
    assertThat(it.names("SMTP_HOST")).startsWith("mailer");
    assertThat(it.names("smtp host")).startsWith("mailer");
    assertThat(it.names("env:LETS_ENC")).contains("mailer");
  }

  @Test
  void a_key_that_is_asked_for_by_field_is_one_key() {
    it.write(
        """
        harvest/mailer
        env: SMTP_HOST

        harvest/other
        env: MAIL_HOST SMTP_PORT
        """);
    assertThat(it.names("env:SMTP_HOST ")).containsExactly("mailer");
    assertThat(it.names("env:SMTP_HOST")).containsExactly("mailer");
  }

  private static final String DATABASES =
      """
      harvest/sixteen
      images: app=example:1, db=postgres:16.4-alpine

      harvest/fifteen
      images: app=example:1, db=postgres:15.1, cache=redis:16.4

      harvest/app
      images: app=ghcr.io/org/app:2.1

      harvest/org
      description: An app of the ghcr io
      """;

  @Test
  void an_image_is_found_with_its_version() {
    it.write(DATABASES);
    assertThat(it.names("postgres 16")).startsWith("sixteen");
    assertThat(it.names("postgres16")).startsWith("sixteen");
    assertThat(it.names("postgres:16.4")).startsWith("sixteen");
    assertThat(it.names("image:postgres")).containsExactlyInAnyOrder("sixteen", "fifteen");
    assertThat(it.names("image:postgr")).containsExactlyInAnyOrder("sixteen", "fifteen");
    assertThat(it.names("image:org/app")).containsExactly("app");
    assertThat(it.names("image:app")).containsExactly("app");
  }

  @Test
  void an_image_that_is_asked_for_by_field_has_the_version_itself() {
    it.write(DATABASES);
    assertThat(it.names("image:postgres:16.4")).containsExactly("sixteen");
    assertThat(it.names("image:postgres:16")).containsExactly("sixteen");
    assertThat(it.names("image:postgres:1")).containsExactlyInAnyOrder("sixteen", "fifteen");
  }

  @Test
  void an_image_is_found_as_a_compose_file_names_it() {
    it.write(DATABASES);
    assertThat(it.names("image:ghcr.io/org/app")).containsExactly("app");
    assertThat(it.names("image:ghcr.io/org/app:2.1")).containsExactly("app");
    assertThat(it.names("image:localhost:5000/org/app")).containsExactly("app");
    assertThat(it.names("image:\"ghcr.io/org/app\"")).containsExactly("app");
    assertThat(it.names("image:docker.io/library/postgres"))
        .containsExactlyInAnyOrder("sixteen", "fifteen");
    assertThat(it.names("image:library/postgres:16.4")).containsExactly("sixteen");
  }

  @Test
  void an_image_that_is_pasted_is_found() {
    it.write(DATABASES);
    assertThat(it.names("org/app:2.1")).containsExactly("app");
    assertThat(it.names("ghcr.io/org/app")).startsWith("app");
    assertThat(it.names("docker.io/library/postgres:16.4")).startsWith("sixteen");
  }

  @Test
  void what_is_asked_by_field_or_in_quotes_is_never_left_out() {
    it.write(
        """
        harvest/pad
        description: A simple editor for groups

        harvest/editor
        description: For groups of people
        """);
    assertThat(it.names("groups editor zeppelin ")).containsExactly("editor", "pad");
    assertThat(it.names("name:editor groups zeppelin ")).containsExactly("editor");
    assertThat(it.names("\"simple editor\" groups zeppelin ")).containsExactly("pad");
    assertThat(it.names("name:zeppelin groups editor ")).isEmpty();
    assertThat(it.names("\"editor simple\" groups editor ")).isEmpty();
    assertThat(it.names("coop:tidal groups editor ")).isEmpty();
    assertThat(it.names("name:editor the")).containsExactly("editor");
  }

  @Test
  void each_field_is_sought_in_itself_alone() {
    it.write(
        """
        harvest/wiki
        title: Bookstack
        category: Chat
        description: Pages
        images: calendar=vendor/mastodon:3
        env: FORUM_KEY
        overlays: ldap
        readme: Wombats.
        """);
    for (var asked :
        List.of(
            "name:wiki",
            "title:bookstack",
            "category:chat",
            "description:pages",
            "image:mastodon",
            "service:calendar",
            "env:forum_key",
            "overlay:ldap",
            "readme:wombats",
            "coop:harvest",
            "NAME:Wiki",
            "name:\"wiki\"")) {
      assertThat(it.names(asked)).as(asked).containsExactly("wiki");
    }
    for (var asked :
        List.of(
            "name:bookstack",
            "title:wiki",
            "category:pages",
            "description:wiki",
            "image:calendar",
            "service:mastodon",
            "env:ldap",
            "overlay:forum",
            "readme:mastodon",
            "coop:wiki")) {
      assertThat(it.names(asked)).as(asked).isEmpty();
    }
  }

  @Test
  void what_only_looks_like_the_language_is_words_with_a_warning() {
    it.write(
        """
        harvest/wiki
        description: Big things: see colour
        """);
    var found = it.typed("colour:big");
    assertThat(WrittenCatalogue.names(found)).containsExactly("wiki");
    assertThat(found.warnings()).extracting(SearchResult.Warning::at).containsExactly("colour:big");
    assertThat(it.names("\"big")).containsExactly("wiki");
    assertThat(it.typed("\"big").warnings()).hasSize(1);
    assertThat(it.names("status:good colour")).containsExactly("wiki");
  }
}
