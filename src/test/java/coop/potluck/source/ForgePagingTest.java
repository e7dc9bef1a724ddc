package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.source.StubForge.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForgePagingTest extends WithStubForge {

  @Test
  void forgejo_is_paged_by_its_count_to_the_end() throws Exception {
    forge(
        request ->
            Answer.ok(
                page((request.page() - 1) * 50, Math.min(120, request.page() * 50)),
                "X-Total-Count",
                "120"));
    var names = names(forge.list(forge.source(ForgeKind.FORGEJO, "hush")));
    assertThat(names).hasSize(120).doesNotHaveDuplicates();
    assertThat(forge.requests())
        .extracting(request -> request.uri().toString())
        .containsExactly(
            "/api/v1/orgs/recipes/repos?limit=50&page=1",
            "/api/v1/orgs/recipes/repos?limit=50&page=2",
            "/api/v1/orgs/recipes/repos?limit=50&page=3");
    assertThat(forge.requests())
        .allSatisfy(
            request -> assertThat(request.headers()).containsEntry("Authorization", "token hush"));
  }

  @Test
  void a_forge_whose_pages_are_shorter_than_asked_is_read_to_an_empty_one() throws Exception {
    forge(
        request ->
            Answer.ok(
                request.page() > 3 ? "[]" : page(request.page() * 10, request.page() * 10 + 10)));
    assertThat(names(forge.list(forge.source(ForgeKind.GITEA, null)))).hasSize(30);
    assertThat(forge.requests()).hasSize(4);
  }

  @Test
  void github_is_followed_by_its_links() throws Exception {
    forge(
        request ->
            request.page() == 1
                ? Answer.ok(
                    page(0, 100),
                    "Link",
                    "<"
                        + forge.url()
                        + "/organizations/9/repos?page=7>; rel=\"next\", <x>; rel=\"last\"")
                : Answer.ok(
                    page(100, 103), "Link", "<" + forge.url() + "/x?page=1>; rel=\"first\""));
    var names = names(forge.list(forge.source(ForgeKind.GITHUB, "hush")));
    assertThat(names).hasSize(103);
    assertThat(forge.requests())
        .extracting(request -> request.uri().toString())
        .containsExactly(
            "/api/v3/orgs/recipes/repos?per_page=100&sort=full_name&type=all&page=1",
            "/organizations/9/repos?page=7");
    assertThat(forge.requests().get(0).headers())
        .containsEntry("Authorization", "Bearer hush")
        .containsEntry("X-GitHub-Api-Version", "2022-11-28");
  }

  @Test
  void gitlab_is_followed_by_its_next_page_number() throws Exception {
    forge(
        request ->
            Answer.ok(
                ("[{'path':'r"
                        + request.page()
                        + "','name':'Not This','http_url_to_repo':'"
                        + forge.url()
                        + "/g/r.git','visibility':'public','default_branch':'main'}]")
                    .replace('\'', '"'),
                "x-next-page",
                request.page() == 1 ? "2" : ""));
    assertThat(names(forge.list(forge.source(ForgeKind.GITLAB, "hush"))))
        .containsExactly("r1", "r2");
    assertThat(forge.requests().get(0).headers()).containsEntry("Private-Token", "hush");
    assertThat(forge.requests().get(0).uri().toString())
        .isEqualTo("/api/v4/groups/recipes/projects?per_page=100&order_by=id&sort=asc&page=1");
  }

  @ParameterizedTest
  @EnumSource(ForgeKind.class)
  void a_failure_amid_the_pages_fails_the_whole_list(ForgeKind kind) throws Exception {
    forge(
        request ->
            request.number() == 1
                ? Answer.ok(page(0, 2), "Link", "<" + forge.url() + "/more?page=2>; rel=next")
                : Answer.of(500, "boom"));
    assertThat(forge.list(forge.source(kind, null)))
        .isEqualTo(new Listing.Failed("the forge answers with status 500", null));
  }

  @Test
  void a_page_that_repeats_for_ever_is_noticed() throws Exception {
    forge(
        request ->
            Answer.ok(
                page(0, 50),
                "Link",
                "<" + forge.url() + "/x?page=" + (request.number() + 1) + ">; rel=\"next\""));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)))
        .isEqualTo(new Listing.Failed("the forge repeats its pages", null));
    assertThat(forge.requests()).hasSize(2);
  }

  @Test
  void a_list_without_end_is_cut() throws Exception {
    forge(request -> Answer.ok(page(request.number() * 100, request.number() * 100 + 100)));
    assertThat(forge.list(forge.source(ForgeKind.GITEA, null)).toString())
        .contains("more than 5000 repositories");
  }

  @Test
  void a_next_page_on_another_host_is_not_asked() throws Exception {
    forge(
        request ->
            Answer.ok(page(0, 2), "Link", "<http://127.0.0.1:1/steal?page=2>; rel=\"next\""));
    assertThat(forge.list(forge.source(ForgeKind.FORGEJO, "hush")))
        .isEqualTo(new Listing.Failed("the forge's next page is on another host", null));
  }

  @Test
  void a_forge_that_redirects_elsewhere_is_not_believed() throws Exception {
    try (var other = new StubForge(request -> Answer.ok("[]"))) {
      forge(request -> Answer.of(302, "", "Location", other.url() + "/x"));
      assertThat(forge.list(forge.source(ForgeKind.FORGEJO, "hush")))
          .isInstanceOf(Listing.Failed.class);
      assertThat(other.requests())
          .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
    }
  }

  @Test
  void a_forge_that_redirects_within_itself_is_followed() throws Exception {
    forge(
        request ->
            request.number() == 1
                ? Answer.of(301, "", "Location", "/organizations/9/repos?page=1")
                : Answer.ok("[" + forge.repository("wiki") + "]"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITHUB, "hush")))).containsExactly("wiki");
    assertThat(forge.requests().get(1).headers()).containsEntry("Authorization", "Bearer hush");
  }

  @Test
  void a_forge_that_lists_fewer_than_it_counts_is_not_believed() throws Exception {
    forge(request -> Answer.ok(request.page() == 1 ? page(0, 40) : "[]", "X-Total-Count", "120"));
    assertThat(forge.list(forge.source(ForgeKind.FORGEJO, null)))
        .isEqualTo(new Listing.Failed("the forge counts 120 repositories but lists only 40", null));
  }
}
