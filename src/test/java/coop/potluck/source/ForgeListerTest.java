package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeName;
import coop.potluck.source.StubForge.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForgeListerTest {

  @SuppressWarnings("NullAway.Init")
  private StubForge forge;

  private StubForge forge(StubForge.Script script) throws IOException {
    forge = new StubForge(script);
    return forge;
  }

  @AfterEach
  void stop() {
    if (forge != null) {
      forge.close();
    }
  }

  private String page(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> forge.repository("r" + i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static List<String> names(Listing listing) {
    assertThat(listing).isInstanceOf(Listing.Listed.class);
    return ((Listing.Listed) listing)
        .repositories().stream().map(repository -> repository.name().value()).toList();
  }

  private static ListedRepository only(Listing listing) {
    assertThat(names(listing)).hasSize(1);
    return ((Listing.Listed) listing).repositories().get(0);
  }

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

  @Test
  void what_a_forge_tells_of_a_repository_is_taken_over() throws Exception {
    forge(
        request ->
            Answer.ok(
                "["
                    + forge.repository(
                        "wiki",
                        ",'ssh_url':'ssh://git@git.example:2222/recipes/wiki.git','description':'A\\n wiki',"
                            + "'website':'https://wiki.example/','avatar_url':'https://git.example/a.png',"
                            + "'default_branch':'trunk','archived':true,'empty':false,'private':true,"
                            + "'updated_at':'2026-01-02T03:04:05+02:00'")
                    + "]",
                "X-Total-Count",
                "1"));
    var listed = only(forge.list(forge.source(ForgeKind.FORGEJO, "hush")));
    assertThat(listed.name()).isEqualTo(new RecipeName("wiki"));
    assertThat(listed.cloneUrl()).isEqualTo(forge.url() + "/recipes/wiki.git");
    assertThat(listed.token()).isEqualTo(new Secret("hush"));
    assertThat(listed.defaultBranch()).isEqualTo("trunk");
    assertThat(listed.updatedAt()).isEqualTo(Instant.parse("2026-01-02T01:04:05Z"));
    var repository = listed.repository();
    assertThat(repository.publicUrl()).isEqualTo(forge.url() + "/recipes/wiki.git");
    assertThat(repository.sshUrl()).isEqualTo("ssh://git@git.example:2222/recipes/wiki.git");
    assertThat(repository.description()).isEqualTo("A wiki");
    assertThat(repository.website()).isEqualTo("https://wiki.example/");
    assertThat(repository.icon()).isEqualTo("https://git.example/a.png");
    assertThat(repository.archived()).isTrue();
  }

  @Test
  void github_counts_a_push_and_an_edit_as_a_change() throws Exception {
    forge(
        request ->
            Answer.ok(
                "["
                    + forge.repository(
                        "wiki",
                        ",'homepage':'https://wiki.example','pushed_at':'2026-03-01T00:00:00Z',"
                            + "'updated_at':'2026-01-01T00:00:00Z'")
                    + "]"));
    var listed = only(forge.list(forge.source(ForgeKind.GITHUB, null)));
    assertThat(listed.updatedAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(listed.repository().website()).isEqualTo("https://wiki.example");
    assertThat(forge.requests()).hasSize(1);
    assertThat(forge.requests().get(0).uri().getQuery()).contains("type=public");
    assertThat(forge.requests().get(0).headers()).doesNotContainKey("Authorization");
  }

  @Test
  void what_is_passed_over_says_why() throws Exception {
    forge(
        request ->
            Answer.ok(
                "["
                    + String.join(
                        ",",
                        forge.repository("good"),
                        forge.repository(
                            "good", ",'id':2,'clone_url':'" + forge.url() + "/x/y.git'"),
                        forge.repository("void", ",'empty':true"),
                        forge.repository("hidden", ",'private':true"),
                        forge.repository("..", ""),
                        forge.repository("a b", ""),
                        "{\"name\":\"away\",\"clone_url\":\"http://10.0.0.1/away.git\"}",
                        "{\"name\":\"local\",\"clone_url\":\"file:///etc\"}",
                        "{\"name\":7,\"clone_url\":{}}",
                        "[]",
                        "null")
                    + "]"));
    var listing = forge.list(forge.source(ForgeKind.GITHUB, null));
    assertThat(names(listing)).containsExactly("good", "void");
    var reasons =
        ((Listing.Listed) listing)
            .skipped().stream()
                .collect(Collectors.toMap(Skipped::name, Skipped::reason, (a, b) -> a));
    assertThat(reasons.get("good")).contains("same name");
    assertThat(reasons.get("hidden")).contains("private");
    assertThat(reasons.get("..")).contains("not a recipe's name");
    assertThat(reasons.get("a b")).contains("not a recipe's name");
    assertThat(reasons.get("away")).contains("not on the forge's own host");
    assertThat(reasons.get("local")).contains("no http(s) URL");
    assertThat(reasons).containsKey("(without a name)");
  }

  @Test
  void empty_repositories_are_passed_over_where_the_forge_tells() throws Exception {
    forge(
        request ->
            Answer.ok("[" + forge.repository("void", ",'empty':true") + "]", "X-Total-Count", "1"));
    var listing = (Listing.Listed) forge.list(forge.source(ForgeKind.FORGEJO, null));
    assertThat(listing.repositories()).isEmpty();
    assertThat(listing.skipped()).containsExactly(new Skipped("void", "the repository is empty"));
  }

  @Test
  void include_and_exclude_choose_by_name() throws Exception {
    forge(
        request ->
            Answer.ok(
                List.of("php-a", "php-b", "php-old", "go-a").stream()
                    .map(forge::repository)
                    .collect(Collectors.joining(",", "[", "]"))));
    assertThat(
            names(
                forge.list(
                    forge.source(ForgeKind.GITHUB, null, List.of("php-*"), List.of("*-o?d")))))
        .containsExactly("php-a", "php-b");
  }

  @Test
  void a_short_throttle_is_waited_for() throws Exception {
    forge(
        request ->
            request.number() == 1
                ? Answer.of(429, "", "Retry-After", "7")
                : Answer.ok("[" + forge.repository("wiki") + "]"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITHUB, null)))).containsExactly("wiki");
    assertThat(forge.pauses()).containsExactly(java.time.Duration.ofSeconds(7));
  }

  @Test
  void a_date_is_waited_for_as_well() throws Exception {
    forge(
        request ->
            request.number() == 1
                ? Answer.of(503, "", "Retry-After", "Mon, 4 May 2026 03:02:21 GMT")
                : Answer.ok("[]"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITHUB, null)))).isEmpty();
    assertThat(forge.pauses()).containsExactly(java.time.Duration.ofSeconds(20));
  }

  @Test
  void a_long_throttle_is_left_for_another_time() throws Exception {
    forge(
        request ->
            Answer.of(
                403,
                "{}",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                String.valueOf(forge.now().getEpochSecond() + 1800)));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)))
        .isEqualTo(new Listing.Failed("the forge throttles", forge.now().plusSeconds(1800)));
    assertThat(forge.pauses()).isEmpty();
  }

  @Test
  void nobody_puts_off_the_next_look_for_ever() throws Exception {
    forge(request -> Answer.of(429, "", "Retry-After", "99999999999"));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)))
        .isEqualTo(new Listing.Failed("the forge throttles", forge.now().plusSeconds(86_400)));
  }

  @Test
  void a_forge_that_throttles_every_time_is_given_up() throws Exception {
    forge(request -> Answer.of(429, "", "Retry-After", "0"));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null))).isInstanceOf(Listing.Failed.class);
    assertThat(forge.requests()).hasSize(3);
  }

  @Test
  void the_last_allowed_call_is_followed_by_a_rest() throws Exception {
    forge(
        request ->
            Answer.ok(
                page(request.page() * 2, request.page() * 2 + 2),
                "X-Total-Count",
                "4",
                "RateLimit-Remaining",
                request.page() == 1 ? "0" : "9",
                "RateLimit-Reset",
                "12"));
    assertThat(names(forge.list(forge.source(ForgeKind.GITEA, null)))).hasSize(4);
    assertThat(forge.pauses()).containsExactly(java.time.Duration.ofSeconds(12));
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
  void refusals_are_told_apart() throws Exception {
    forge(request -> Answer.of(400 + request.number(), ""));
    assertThat(forge.list(forge.source(ForgeKind.GITEA, "bad")).toString())
        .contains("refuses the token");
    assertThat(forge.list(forge.source(ForgeKind.GITEA, null)).toString()).contains("status 402");
    assertThat(forge.list(forge.source(ForgeKind.GITEA, null)).toString())
        .contains("refuses access");
    assertThat(forge.list(forge.source(ForgeKind.GITEA, null)).toString())
        .contains("knows no organisation");
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
  void a_list_that_takes_too_long_is_given_up() throws Exception {
    forge(
        request ->
            Answer.ok(
                page(request.number() * 2, request.number() * 2 + 2),
                "X-Total-Count",
                "1000",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                "26"));
    assertThat(forge.list(forge.source(ForgeKind.GITEA, null)))
        .isEqualTo(new Listing.Failed("the forge throttles", forge.now().plusSeconds(26)));
    assertThat(forge.requests()).hasSize(24);
  }

  @Test
  void a_forge_that_lists_fewer_than_it_counts_is_not_believed() throws Exception {
    forge(request -> Answer.ok(request.page() == 1 ? page(0, 40) : "[]", "X-Total-Count", "120"));
    assertThat(forge.list(forge.source(ForgeKind.FORGEJO, null)))
        .isEqualTo(new Listing.Failed("the forge counts 120 repositories but lists only 40", null));
  }

  @Test
  void answers_that_are_no_list_fail() throws Exception {
    var bodies =
        List.of("", "{}", "\"x\"", "<html>", "[{", "[".repeat(5_000), "[1" + "0".repeat(200) + "]");
    forge(request -> Answer.ok(bodies.get(request.number() - 1)));
    for (var body : bodies) {
      assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)))
          .as(body.substring(0, Math.min(9, body.length())))
          .isInstanceOf(Listing.Failed.class);
    }
  }

  @Test
  void a_page_larger_than_allowed_fails() throws Exception {
    forge(request -> Answer.ok("[\"" + "x".repeat(5_000_000) + "\"]"));
    assertThat(forge.list(forge.source(ForgeKind.GITHUB, null)).toString())
        .contains("larger than 4194304 bytes");
  }

  @Test
  void hostile_texts_are_cleaned_or_dropped() throws Exception {
    forge(
        request ->
            Answer.ok(
                "["
                    + forge.repository(
                        "wiki",
                        ",'description':'"
                            + "x".repeat(9_000)
                            + "','website':'javascript:alert(1)',"
                            + "'avatar_url':'https://a:b@c.example/','default_branch':'--upload-pack=x',"
                            + "'ssh_url':'-oProxyCommand=x y','archived':'yes','updated_at':'soon'")
                    + "]",
                "X-Total-Count",
                "1"));
    var listed = only(forge.list(forge.source(ForgeKind.FORGEJO, null)));
    assertThat(listed.repository().description()).hasSize(1_001);
    assertThat(listed.repository().website()).isNull();
    assertThat(listed.repository().icon()).isNull();
    assertThat(listed.repository().sshUrl()).isNull();
    assertThat(listed.repository().archived()).isFalse();
    assertThat(listed.defaultBranch()).isNull();
    assertThat(listed.updatedAt()).isNull();
  }

  @Test
  void a_token_never_shows() throws Exception {
    var source = forge(request -> Answer.ok("[]")).source(ForgeKind.GITLAB, "hush");
    assertThat(source.toString()).contains("***").doesNotContain("hush");
    forge.close();
    assertThat(forge.list(source)).isInstanceOf(Listing.Failed.class);
    assertThat(forge.list(source).toString()).doesNotContain("hush");
  }
}
