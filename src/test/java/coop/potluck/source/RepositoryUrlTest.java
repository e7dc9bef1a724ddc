package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/Recipes/wiki",
        "https://git.example/Recipes/wiki.git",
        "http://git.example/Recipes/wiki.git/",
        "HTTPS://Git.Example:443/Recipes/wiki",
        "http://git.example:80/Recipes/wiki",
        "https://me:hush@git.example/Recipes/wiki.git",
        "https://git.example/Recipes/wiki.git?token=hush#x",
        "ssh://git@git.example/Recipes/wiki.git",
        "ssh://git@git.example:2222/Recipes/wiki.git",
        "git@git.example:Recipes/wiki.git",
        " git.example:Recipes/wiki "
      })
  void spellings_of_one_repository_are_equal(String url) {
    assertThat(RepositoryUrl.normalise(url)).isEqualTo("git.example/Recipes/wiki");
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example/recipes/wiki, git.example/recipes/wiki",
    "https://git.example:8443/recipes/wiki, git.example:8443/recipes/wiki",
    "file:///srv/git/chat.git, file:/srv/git/chat",
    "/srv/git/chat.git/, /srv/git/chat",
    "https://git.example, git.example"
  })
  void what_differs_stays_different(String url, String expected) {
    assertThat(RepositoryUrl.normalise(url)).isEqualTo(expected);
  }

  @Property
  void any_text_has_a_normal_form_that_holds_no_user(@ForAll String text) {
    assertThat(RepositoryUrl.normalise("https://me:hush@git.example/" + text))
        .startsWith("git.example")
        .doesNotContain("me:hush@");
    assertThat(RepositoryUrl.normalise(text)).isNotNull();
  }

  @Test
  void the_last_segment_is_the_name() {
    assertThat(RepositoryUrl.lastSegment("https://git.example/a/b.git/")).isEqualTo("b");
    assertThat(RepositoryUrl.lastSegment("https://git.example/")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "php-*, php-a, true",
    "php-*, go-a, false",
    "*-a*b, x-aab, true",
    "*-a*b, x-aac, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a, A, false",
    "a*, a, true",
    "*a, aaab, false"
  })
  void globs_match_the_whole_name(String glob, String name, boolean fits) {
    assertThat(new Glob(glob).matches(name)).isEqualTo(fits);
  }

  @Test
  void a_glob_of_many_stars_is_no_trap() {
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> assertThat(new Glob("*a".repeat(40) + "b").matches("a".repeat(100_000))).isFalse());
    assertThat(Glob.parse("[a-")).isEmpty();
    assertThat(Glob.parse("a/b")).isEmpty();
  }

  @Test
  void a_secret_is_compared_but_not_shown() {
    assertThat(new Secret("hush")).hasToString("***");
    assertThat(new Secret("hush").matches("hush")).isTrue();
    assertThat(new Secret("hush").matches("hus")).isFalse();
  }

  @Test
  void settings_out_of_range_are_all_named() {
    var none = Duration.ofSeconds(-1);
    assertThat(new SourceSettings(0, 0, 0, 0, none, none, 0, none, none).problems()).hasSize(9);
    assertThat(SourceSettings.DEFAULT.problems()).isEmpty();
  }
}
