package coop.potluck.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of forge is asked for an organisation's repositories, and what it calls their parts.
 *
 * @see <a href="https://forgejo.org/docs/latest/user/api-usage/">Forgejo and Gitea</a>
 * @see <a href="https://docs.github.com/rest/repos/repos">GitHub</a>
 * @see <a href="https://docs.gitlab.com/api/groups/">GitLab</a>
 */
final class ForgeApi {

  private final Source.Forge forge;

  ForgeApi(Source.Forge forge) {
    this.forge = forge;
  }

  /** The page with that number, counted from 1. */
  URI page(int number) {
    var org = URLEncoder.encode(forge.org(), StandardCharsets.UTF_8).replace("+", "%20");
    var path =
        switch (forge.kind()) {
          case FORGEJO, GITEA -> "/api/v1/orgs/" + org + "/repos?limit=50";
          case GITHUB ->
              githubPrefix()
                  + "/orgs/"
                  + org
                  + "/repos?per_page=100&sort=full_name&type="
                  + (forge.token() == null ? "public" : "all");
          case GITLAB -> "/api/v4/groups/" + org + "/projects?per_page=100&order_by=id&sort=asc";
        };
    return URI.create(root() + path + "&page=" + number);
  }

  /** What every call says, the token included. */
  Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "Accept",
        forge.kind() == ForgeKind.GITHUB ? "application/vnd.github+json" : "application/json");
    if (forge.kind() == ForgeKind.GITHUB) {
      headers.put("X-GitHub-Api-Version", "2022-11-28");
    }
    var token = forge.token();
    if (token != null) {
      switch (forge.kind()) {
        case FORGEJO, GITEA -> headers.put("Authorization", "token " + token.value());
        case GITHUB -> headers.put("Authorization", "Bearer " + token.value());
        case GITLAB -> headers.put("PRIVATE-TOKEN", token.value());
      }
    }
    return headers;
  }

  /** Whether a list without any word on further pages is whole. */
  boolean saysWhenThereIsMore() {
    return forge.kind() == ForgeKind.GITHUB;
  }

  /** The names of a repository's parts; a value of another type counts as not there. */
  ForgeEntry entry(JsonNode item) {
    return switch (forge.kind()) {
      case FORGEJO, GITEA ->
          new ForgeEntry(
              text(item, "name"),
              text(item, "clone_url"),
              text(item, "ssh_url"),
              text(item, "description"),
              text(item, "website"),
              text(item, "avatar_url"),
              text(item, "default_branch"),
              item.path("archived").asBoolean(),
              item.path("empty").asBoolean(),
              item.path("private").asBoolean() || item.path("internal").asBoolean(),
              Cleaned.time(text(item, "updated_at")));
      case GITHUB ->
          new ForgeEntry(
              text(item, "name"),
              text(item, "clone_url"),
              text(item, "ssh_url"),
              text(item, "description"),
              text(item, "homepage"),
              // the only picture is the owner's, the same for all of its repositories
              null,
              text(item, "default_branch"),
              item.path("archived").asBoolean(),
              false,
              item.path("private").asBoolean(),
              later(Cleaned.time(text(item, "pushed_at")), Cleaned.time(text(item, "updated_at"))));
      case GITLAB ->
          new ForgeEntry(
              text(item, "path"),
              text(item, "http_url_to_repo"),
              text(item, "ssh_url_to_repo"),
              text(item, "description"),
              null,
              text(item, "avatar_url"),
              text(item, "default_branch"),
              item.path("archived").asBoolean(),
              item.path("empty_repo").asBoolean() || item.path("default_branch").isNull(),
              !text(item, "visibility", "public").equals("public"),
              // last_activity_at moves at most once an hour, so a push may leave it as it was
              null);
    };
  }

  private String root() {
    var text =
        forge.kind() == ForgeKind.GITHUB && isGithubItself()
            ? "https://api.github.com"
            : forge.url().toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private String githubPrefix() {
    return isGithubItself() ? "" : "/api/v3";
  }

  private boolean isGithubItself() {
    return "github.com".equalsIgnoreCase(forge.url().getHost());
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }

  private static @Nullable String text(JsonNode item, String key) {
    var value = item.path(key);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }

  private static String text(JsonNode item, String key, String absent) {
    var found = text(item, key);
    return found == null ? absent : found;
  }
}
