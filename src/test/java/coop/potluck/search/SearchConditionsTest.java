package coop.potluck.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe must be, or must not have, whatever its words. */
class SearchConditionsTest {

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
  void what_is_unwanted_is_left_out_wherever_it_stands() {
    it.write(
        """
        harvest/wiki
        description: For groups, in few words
        category: Apps
        updated: 2025-06-01

        harvest/blog
        description: In few words, for groups
        status: 3

        tidal/words
        description: A few
        readme: For small groups.
        """);
    assertThat(it.names("few -groups")).isEmpty();
    assertThat(it.names("few -blog")).containsExactlyInAnyOrder("words", "wiki");
    assertThat(it.names("few -\"few words\"")).containsExactly("words");
    assertThat(it.names("few -\"words few\"")).hasSize(3);
    assertThat(it.names("few -name:words")).containsExactlyInAnyOrder("wiki", "blog");
    assertThat(it.names("few -coop:harvest")).containsExactly("words");
    assertThat(it.names("few -category:apps")).containsExactlyInAnyOrder("blog", "words");
    assertThat(it.names("few -status:3")).containsExactlyInAnyOrder("wiki", "words");
    assertThat(it.names("few -updated:2025")).containsExactlyInAnyOrder("blog", "words");
    assertThat(it.names("-small")).containsExactly("blog", "wiki");
    assertThat(it.names("-smal")).hasSize(3);
    assertThat(it.names("few-words")).containsExactlyInAnyOrder("blog", "wiki");
    assertThat(it.names("few - words")).hasSize(3);
  }

  @Test
  void a_status_is_compared_and_none_matches_no_comparison() {
    it.write(
        """
        harvest/none

        harvest/zero
        status: 0

        harvest/three
        status: 3

        harvest/five
        status: 5
        """);
    assertThat(it.names("status:3")).containsExactly("three");
    assertThat(it.names("status:=3")).containsExactly("three");
    assertThat(it.names("status:>=3")).containsExactly("five", "three");
    assertThat(it.names("status:>3")).containsExactly("five");
    assertThat(it.names("status:<3")).containsExactly("zero");
    assertThat(it.names("status:<=3")).containsExactly("three", "zero");
    assertThat(it.names("status:>=0")).containsExactly("five", "three", "zero");
    assertThat(it.names("-status:>=0")).containsExactly("none");
    assertThat(it.names("status:>1 status:<4")).containsExactly("three");
    assertThat(it.typed("status:6").warnings()).hasSize(1);
  }

  @Test
  void an_update_is_of_a_day_of_utc() {
    it.write(
        """
        harvest/a-before
        updated: 2025-12-31T23:59:59.999Z

        harvest/b-start
        updated: 2026-01-01T00:00:00Z

        harvest/c-end
        updated: 2026-01-01T23:59:59.999Z

        harvest/d-after
        updated: 2026-01-02T00:00:00Z

        harvest/e-month
        updated: 2026-02-01T00:00:00Z
        """);
    assertThat(it.names("updated:2026-01-01")).containsExactly("b-start", "c-end");
    assertThat(it.names("updated:>2026-01-01")).containsExactly("d-after", "e-month");
    assertThat(it.names("updated:>=2026-01-01")).doesNotContain("a-before").hasSize(4);
    assertThat(it.names("updated:<2026-01-01")).containsExactly("a-before");
    assertThat(it.names("updated:<=2026-01-01")).containsExactly("a-before", "b-start", "c-end");
    assertThat(it.names("updated:2026-01")).containsExactly("b-start", "c-end", "d-after");
    assertThat(it.names("updated:>2026-01")).containsExactly("e-month");
    assertThat(it.names("updated:2026")).hasSize(4);
    assertThat(it.names("updated:<2026")).containsExactly("a-before");
    assertThat(it.names("updated:>2026")).isEmpty();
  }

  @Test
  void needs_privileges_and_features_are_conditions() {
    it.write(
        """
        harvest/proxy
        privileges: docker_socket published_port
        features: backups

        harvest/site
        env: DOMAIN
        features: sso healthcheck
        """);
    assertThat(it.names("needs:traefik")).containsExactly("site");
    assertThat(it.names("privilege:docker_socket")).containsExactly("proxy");
    assertThat(it.names("privilege:\"docker socket\"")).containsExactly("proxy");
    assertThat(it.names("privilege:docker_socket privilege:published_port"))
        .containsExactly("proxy");
    assertThat(it.names("privilege:docker_socket needs:traefik")).isEmpty();
    assertThat(it.names("feature:sso")).containsExactly("site");
    assertThat(it.names("feature:BACKUPS")).containsExactly("proxy");
    assertThat(it.names("-feature:sso")).containsExactly("proxy");
    assertThat(it.names("feature:nothing")).isEmpty();
  }
}
