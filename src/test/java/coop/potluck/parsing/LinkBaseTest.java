package coop.potluck.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LinkBaseTest {

  @Test
  void each_forge_shows_a_file_at_its_own_place() {
    assertThat(LinkBase.guess("https://github.com/a/b.git", "main").resolve("README.md", "x/y"))
        .isEqualTo("https://github.com/a/b/blob/main/x/y");
    assertThat(LinkBase.guess("https://gitlab.com/a/b", "main").resolve("README.md", "x"))
        .isEqualTo("https://gitlab.com/a/b/-/blob/main/x");
    assertThat(LinkBase.guess("https://codeberg.org/a/b/", "odd branch").resolve("README.md", "x"))
        .isEqualTo("https://codeberg.org/a/b/src/branch/odd%20branch/x");
    assertThat(LinkBase.guess("https://unknown.example/a/b", "main").resolve("README.md", "x"))
        .isNull();
    assertThat(LinkBase.guess("file:///srv/git/a.git", "main")).isEqualTo(LinkBase.NONE);
    assertThat(LinkBase.guess("git@github.com:a/b.git", "main")).isEqualTo(LinkBase.NONE);
  }

  @Test
  void credentials_of_a_clone_address_are_left_out() {
    assertThat(LinkBase.guess("https://u:secret@github.com/a/b.git", "main").url())
        .isEqualTo("https://github.com/a/b");
  }

  @Test
  void a_link_is_relative_to_its_file() {
    var base = LinkBase.of(LinkBase.Forge.GITHUB, "https://h.example:8443/a/b.git", "v1/x");
    var files = "https://h.example:8443/a/b/blob/v1/x/";
    assertThat(base.resolve("docs/README.md", "../a b.md")).isEqualTo(files + "a%20b.md");
    assertThat(base.resolve("docs/README.md", "./c")).isEqualTo(files + "docs/c");
    assertThat(base.resolve("docs/README.md", "/c")).isEqualTo(files + "c");
    assertThat(base.resolve("docs/README.md", "#part")).isEqualTo(files + "docs/README.md#part");
    assertThat(base.resolve("docs/README.md", "../../c")).isNull();
    assertThat(base.resolve("README.md", "//other.example/x")).isEqualTo("https://other.example/x");
    assertThat(base.resolve("README.md", "mailto:a@b.example")).isEqualTo("mailto:a@b.example");
    assertThat(base.resolve("README.md", "JavaScript:x")).isNull();
  }

  @Property
  void any_link_leads_to_the_web_a_mailbox_or_nowhere(@ForAll String link) {
    var resolved = LinkBase.guess("https://github.com/a/b.git", "main").resolve("README.md", link);
    assertThat(resolved == null || resolved.matches("(?s)(https?:|mailto:).*")).isTrue();
  }
}
