package coop.potluck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.potluck.outbound.AddressRefusedException;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.source.Coops;
import coop.potluck.source.FollowedCoop;
import coop.potluck.source.ForgeKind;
import coop.potluck.source.Glob;
import coop.potluck.source.RepositoryEntry;
import coop.potluck.source.Secret;
import coop.potluck.source.Source;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoopsFileTest {

  private static final String GOOD =
      """
      precedence: [harvest, tidal]
      coops:
        - id: tidal
          name: Tidal
          sources:
            - seed: seed/tidal
              publish: false
        - id: late
          sources:
            - directory: /srv/git
        - id: harvest
          domain: Harvest.Example
          name: Harvest Co-operative
          homepage: https://harvest.example
          icon: https://harvest.example/icon.png
          hook_secret_env: HOOK
          sources:
            - repositories:
                - https://git.harvest.example/recipes/wiki.git
                - { url: "file:///srv/git/chat.git", name: talk, public_url: "https://git.harvest.example/recipes/chat.git" }
                - url: https://git.harvest.example/recipes/private
                  token_file: token.txt
            - directory: ./repositories
            - forge: { kind: forgejo, url: "https://git.harvest.example", org: recipes, include: ["*"], exclude: ["example"], token_env: HARVEST_TOKEN }
      """;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  private ConfigResult<Coops> read(String text, Map<String, String> environment) throws Exception {
    return whole(text, environment) instanceof ConfigResult.Rejected<Followed> rejected
        ? new ConfigResult.Rejected<>(rejected.problems())
        : new ConfigResult.Loaded<>(followed(text, environment).coops());
  }

  private ConfigResult<Followed> whole(String text, Map<String, String> environment)
      throws Exception {
    return CoopsFile.read(Files.writeString(folder.resolve("coops.yaml"), text), environment);
  }

  private Followed followed(String text, Map<String, String> environment) throws Exception {
    return ((ConfigResult.Loaded<Followed>) whole(text, environment)).value();
  }

  private List<String> problems(String text) throws Exception {
    var result = read(text, Map.of());
    assertThat(result).isInstanceOf(ConfigResult.Rejected.class);
    return ((ConfigResult.Rejected<Coops>) result)
        .problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
  }

  @Test
  void a_file_of_the_documented_shape_is_read() throws Exception {
    Files.writeString(folder.resolve("token.txt"), "file-token\n");
    var result = read(GOOD, Map.of("HARVEST_TOKEN", "hush", "HOOK", "hook"));
    assertThat(result)
        .isEqualTo(
            new ConfigResult.Loaded<>(
                new Coops(
                    List.of(
                        new FollowedCoop(
                            new Coop(
                                new CoopId("harvest"),
                                "harvest.example",
                                "Harvest Co-operative",
                                "https://harvest.example",
                                "https://harvest.example/icon.png"),
                            List.of(
                                new Source.Repositories(
                                    "harvest-1",
                                    true,
                                    List.of(
                                        new RepositoryEntry(
                                            "https://git.harvest.example/recipes/wiki.git",
                                            null,
                                            null,
                                            null),
                                        new RepositoryEntry(
                                            "file:///srv/git/chat.git",
                                            new RecipeName("talk"),
                                            "https://git.harvest.example/recipes/chat.git",
                                            null),
                                        new RepositoryEntry(
                                            "https://git.harvest.example/recipes/private",
                                            null,
                                            null,
                                            new Secret("file-token")))),
                                new Source.Directory(
                                    "harvest-2", true, folder.resolve("repositories")),
                                new Source.Forge(
                                    "harvest-3",
                                    true,
                                    ForgeKind.FORGEJO,
                                    URI.create("https://git.harvest.example"),
                                    "recipes",
                                    List.of(new Glob("*")),
                                    List.of(new Glob("example")),
                                    new Secret("hush"))),
                            new Secret("hook")),
                        new FollowedCoop(
                            new Coop(new CoopId("tidal"), null, "Tidal", null, null),
                            List.of(
                                new Source.Seed("tidal-1", false, folder.resolve("seed/tidal")))),
                        new FollowedCoop(
                            new Coop(new CoopId("late"), null, "late", null, null),
                            List.of(new Source.Directory("late-1", true, Path.of("/srv/git"))))))));
    var coops = ((ConfigResult.Loaded<Coops>) result).value();
    assertThat(coops.find(new CoopId("tidal"))).isPresent();
    assertThat(coops.findSource("harvest-3")).isPresent();
    assertThat(coops.findSource("harvest-4")).isEmpty();
    assertThat(coops.toString()).doesNotContain("hush").doesNotContain("file-token");
  }

  @Test
  void every_mistake_is_told_with_its_line() throws Exception {
    assertThat(
            problems(
                """
                precedence: [harvest, nobody, harvest]
                cops: []
                coops:
                  - id: harvest
                    domain: not_a_name
                    homepage: harvest.example
                    sources:
                      - forge: {kind: gitfox, url: "https://git.example", org: recipes}
                      - forge: {kind: gitea, org: recipes, include: ["a[b"]}
                      - forge: {kind: gitea, url: "https://git.example", org: r, token_env: NOT_SET}
                  - id: harvest
                    sources:
                      - repositories:
                          - https://user:hush@git.example/wiki.git
                          - https://git.example/wiki.git?token=hush
                          - git@git.example:wiki.git
                          - { name: x }
                          - { url: "https://git.example/..", tokn_env: A }
                          - file:relative
                          - [a]
                  - id: Bad Name
                    sources:
                      - elsewhere: x
                      - directory: a
                        seed: b
                      - directory: a
                        publish: maybe
                  - just text
                  - id: empty
                """))
        .containsExactlyInAnyOrder(
            "coops.yaml:1: the id of a co-op of this file in precedence, not nobody",
            "coops.yaml:1: each co-op once in precedence; harvest is there",
            "coops.yaml:2 cops: unknown key cops; did you mean coops?",
            "coops.yaml:5 domain: a DNS name, such as harvest.example",
            "coops.yaml:6 homepage: a URL that starts with https:// or http://",
            "coops.yaml:8 kind: one of forgejo, gitea, github, gitlab, not gitfox",
            "coops.yaml:9: the key url is missing; the forge's front page",
            "coops.yaml:9: " + Glob.EXPECTED + " in include",
            "coops.yaml:10 forge.token_env: the environment variable NOT_SET is not set",
            "coops.yaml:11: an id of its own; harvest is taken by a co-op above",
            "coops.yaml:14: a URL without user or token; name an environment variable in token_env,"
                + " or a file in token_file",
            "coops.yaml:15: a repository's URL without a query; a token goes into token_env or"
                + " token_file",
            "coops.yaml:16: a repository's URL that starts with https://, http:// or file://",
            "coops.yaml:17: the key url is missing; where to clone the repository from",
            "coops.yaml:18 tokn_env: unknown key tokn_env; did you mean token_env?",
            "coops.yaml:18: a name, since the URL does not end in one: " + RecipeName.EXPECTED,
            "coops.yaml:19: a file URL with an absolute path, such as file:///srv/git/chat.git",
            "coops.yaml:20: a repository's URL, or a mapping with url, name and public_url",
            "coops.yaml:21 id: " + CoopId.EXPECTED,
            "coops.yaml:23 elsewhere: unknown key elsewhere; known here are directory, forge,"
                + " publish, repositories, seed",
            "coops.yaml:23: a source with one of repositories, directory, forge, seed",
            "coops.yaml:24: a source with one of repositories, directory, forge, seed",
            "coops.yaml:27 publish: true or false",
            "coops.yaml:28: a co-op: a mapping with id, name and sources",
            "coops.yaml:29: sources of the co-op empty, a list of at least one; or its domain, where"
                + " peers publish its recipes");
  }

  @Test
  void no_problem_shows_a_token() throws Exception {
    assertThat(
            problems(
                """
                coops:
                  - id: a
                    sources:
                      - repositories: ["https://me:hush@git.example/x"]
                      - forge: {kind: gitea, url: "https://hush@git.example", org: x, token: hush}
                """))
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem).doesNotContain("hush"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://git.example, false",
    "https://git.example, true",
    "http://127.0.0.1:3000, true",
    "http://localhost:3000, true",
    "http://127.evil.example, false"
  })
  void a_token_goes_over_https_or_to_an_address_of_the_operators(String url, boolean allowed)
      throws Exception {
    var result =
        read(
            "coops: [{id: a, sources: [{forge: {kind: gitea, url: \""
                + url
                + "\", org: x, token_env: T}}]}]",
            Map.of("T", "hush"));
    assertThat(result instanceof ConfigResult.Loaded).isEqualTo(allowed);
  }

  @Test
  void two_co_ops_cannot_be_the_same_one() throws Exception {
    assertThat(
            problems(
                """
                coops:
                  - {id: a, domain: a.example, sources: [{directory: a}]}
                  - {id: b, domain: A.example, sources: [{directory: b}]}
                """))
        .containsExactly("coops.yaml:3 domain: a DNS name of its own; another co-op has a.example");
  }

  @Test
  void a_file_without_co_ops_is_refused() throws Exception {
    var expected = "coops.yaml:1: coops, a list of them; [] where all is to come from peers";
    assertThat(problems("")).containsExactly(expected);
    assertThat(problems("coops: harvest")).containsExactly(expected);
  }

  @Test
  void a_node_may_have_no_co_ops_of_its_own() throws Exception {
    assertThat(((ConfigResult.Loaded<Coops>) read("coops: []", Map.of())).value().inPrecedence())
        .isEmpty();
  }

  @Test
  void addresses_that_the_file_names_are_open_and_others_stay_shut() throws Exception {
    try (var named = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var result =
          read(
              "coops: [{id: a, sources: [{repositories: [\"http://127.0.0.1:"
                  + named.getLocalPort()
                  + "/wiki.git\"]}]}]",
              Map.of());
      var coops = ((ConfigResult.Loaded<Coops>) result).value();
      var config = ((ConfigResult.Loaded<Config>) Config.read(null, Map.of(), Map.of())).value();
      try (var outbound =
          new Outbound(OutboundSettings.DEFAULT, config.addressPolicy(coops), host -> List.of())) {
        var request = OutboundRequest.get(URI.create("http://127.0.0.1:" + named.getLocalPort()));
        assertThatThrownBy(
                () -> outbound.send(request.withTimeout(java.time.Duration.ofMillis(200))))
            .isInstanceOf(java.net.SocketTimeoutException.class);
        assertThatThrownBy(
                () ->
                    outbound.send(
                        request.withUri(URI.create("http://127.0.0.1:" + other.getLocalPort()))))
            .isInstanceOf(AddressRefusedException.class);
      }
    }
  }
}
