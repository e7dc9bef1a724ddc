package coop.potluck.source;

import static org.assertj.core.api.Assertions.assertThat;

import coop.potluck.recipe.RecipeName;
import coop.potluck.source.StubForge.Answer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ForgeListerTest extends WithStubForge {

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
