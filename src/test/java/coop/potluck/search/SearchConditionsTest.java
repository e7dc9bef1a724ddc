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

  private void writeAssessed() {
    it.write(
        """
        harvest/none
        status: 5

        harvest/zero
        status: 4

        tidal/three

        tidal/five
        status: 1
        """);
    it.assess("harvest/zero", 0, "end_of_life postgresql 9.6", "end_of_life php 7.4");
    it.assess("tidal/three", 3, "end_of_life postgresql 11", "designation testing");
    it.assess("tidal/five", 5, "designation stable");
  }

  @Test
  void a_computed_status_is_compared_apart_from_the_claimed_one() {
    writeAssessed();
    assertThat(it.names("computed_status:3")).containsExactly("three");
    assertThat(it.names("computed_status:>=3")).containsExactly("five", "three");
    assertThat(it.names("computed_status:<5")).containsExactly("three", "zero");
    assertThat(it.names("computed_status:0")).containsExactly("zero");
    assertThat(it.names("-computed_status:>=0")).containsExactly("none");
    assertThat(it.names("status:>=4 computed_status:<3")).containsExactly("zero");
    assertThat(it.names("COMPUTED_STATUS:5")).containsExactly("five");
    assertThat(it.typed("computed_status:6").warnings())
        .extracting(SearchResult.Warning::expected)
        .containsExactly(
            "a status from 0 to 5 right after the colon, as in computed_status:3 or"
                + " computed_status:>=3");
  }

  @Test
  void what_is_past_its_end_is_sought_by_product_by_cycle_or_at_all() {
    writeAssessed();
    assertThat(it.names("end_of_life:postgresql")).containsExactly("three", "zero");
    assertThat(it.names("end_of_life:PostgreSQL-9.6")).containsExactly("zero");
    assertThat(it.names("end_of_life:postgresql:11")).containsExactly("three");
    assertThat(it.names("end_of_life:\"postgresql 9.6\"")).containsExactly("zero");
    assertThat(it.names("end_of_life:postgresql end_of_life:php")).containsExactly("zero");
    assertThat(it.names("end_of_life:any")).containsExactly("three", "zero");
    assertThat(it.names("-end_of_life:any")).containsExactly("five", "none");
    assertThat(it.names("end_of_life:postgres")).containsExactly("three", "zero");
    assertThat(it.names("end_of_life:postgres:9.6")).containsExactly("zero");
    assertThat(it.names("end_of_life:post")).isEmpty();
    assertThat(it.names("end_of_life:9.6")).isEmpty();
    assertThat(it.names("end_of_life:any end_of_life:redis")).isEmpty();
    assertThat(it.typed("end_of_life:").warnings()).hasSize(1);
  }

  @Test
  void a_designation_is_a_condition() {
    writeAssessed();
    assertThat(it.names("designation:stable")).containsExactly("five");
    assertThat(it.names("-designation:stable")).containsExactly("none", "three", "zero");
    assertThat(it.names("designation:uns")).isEmpty();
  }

  @Test
  void a_name_with_underscores_is_a_name() {
    it.write("harvest/foo_bar\n");
    assertThat(it.names("foo_bar")).containsExactly("foo_bar");
    assertThat(it.typed("foo_bar:wiki").warnings())
        .extracting(SearchResult.Warning::at)
        .containsExactly("foo_bar:wiki");
    assertThat(it.typed("_foo:wiki").warnings()).isEmpty();
    assertThat(it.typed("foo_bar:12").warnings()).isEmpty();
  }
}
