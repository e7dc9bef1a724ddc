package coop.potluck.app;

import coop.potluck.parsing.YamlNode;
import coop.potluck.recipe.RecipeName;
import coop.potluck.source.ForgeKind;
import coop.potluck.source.Glob;
import coop.potluck.source.RepositoryEntry;
import coop.potluck.source.RepositoryUrl;
import coop.potluck.source.Secret;
import coop.potluck.source.Source;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the sources of one co-op. */
final class CoopsSources {

  private static final List<String> KINDS = List.of("repositories", "directory", "forge", "seed");
  private static final List<String> KEYS =
      List.of("repositories", "directory", "forge", "seed", "publish");
  private static final List<String> FORGE_KEYS =
      List.of("kind", "url", "org", "include", "exclude", "token", "token_env", "token_file");
  private static final List<String> ENTRY_KEYS =
      List.of("url", "name", "public_url", "token", "token_env", "token_file");

  /** GitLab's groups have sub-groups. */
  private static final Pattern ORG =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){0,20}");

  private static final Pattern LOCAL_HOST =
      Pattern.compile("(?i)localhost|\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");

  private final ConfigDocument document;
  private final CoopsValues values;
  private final ConfigSecrets secrets;

  CoopsSources(ConfigDocument document, CoopsValues values, ConfigSecrets secrets) {
    this.document = document;
    this.values = values;
    this.secrets = secrets;
  }

  /** The source that {@code node} describes; null, with a problem noted, where it is none. */
  @Nullable Source source(YamlNode node, String id) {
    var mapping = node instanceof YamlNode.Mapping found ? found : null;
    var kinds =
        mapping == null
            ? List.<String>of()
            : KINDS.stream().filter(kind -> mapping.find(kind).isPresent()).toList();
    if (mapping != null) {
      document.refuseUnknown(mapping, "", KEYS);
    }
    if (mapping == null || kinds.size() != 1) {
      document.problem(node, "a source with one of " + String.join(", ", KINDS));
      return null;
    }
    var publish = values.truth(mapping, "publish", true);
    return switch (kinds.get(0)) {
      case "repositories" -> repositories(mapping, id, publish);
      case "forge" -> forge(mapping, id, publish);
      case "seed" -> {
        var path = path(mapping, "seed");
        yield path == null ? null : new Source.Seed(id, publish, path);
      }
      default -> {
        var path = path(mapping, "directory");
        yield path == null ? null : new Source.Directory(id, publish, path);
      }
    };
  }

  private @Nullable Path path(YamlNode.Mapping mapping, String key) {
    var text = values.text(mapping, key);
    if (text == null) {
      return null;
    }
    try {
      return ConfigValues.path(text, document.folder());
    } catch (IllegalArgumentException e) {
      values.wrong(mapping, key, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Source repositories(YamlNode.Mapping mapping, String id, boolean publish) {
    var entries = new ArrayList<RepositoryEntry>();
    if (!(mapping.find("repositories").orElse(null) instanceof YamlNode.Sequence sequence)) {
      values.wrong(mapping, "repositories", "a list of URLs");
      return null;
    }
    for (var item : sequence.items()) {
      var entry =
          item instanceof YamlNode.Mapping described
              ? entry(described)
              : item instanceof YamlNode.Scalar scalar && !scalar.isNull()
                  ? entry(scalar, scalar.text().strip(), null, null, null)
                  : refused(item);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new Source.Repositories(id, publish, entries);
  }

  private @Nullable RepositoryEntry refused(YamlNode item) {
    document.problem(item, "a repository's URL, or a mapping with url, name and public_url");
    return null;
  }

  private @Nullable RepositoryEntry entry(YamlNode.Mapping described) {
    document.refuseUnknown(described, "", ENTRY_KEYS);
    var token = secrets.find(described, "", "token");
    var publicUrl = values.webUrl(described, "public_url");
    var spelt = values.text(described, "name");
    var name = spelt == null ? null : RecipeName.parse(spelt).orElse(null);
    if (spelt != null && name == null) {
      values.wrong(described, "name", RecipeName.EXPECTED);
    }
    var url = values.required(described, "url", "where to clone the repository from");
    return url == null ? null : entry(described, url, name, publicUrl, token);
  }

  private @Nullable RepositoryEntry entry(
      YamlNode node,
      String url,
      @Nullable RecipeName name,
      @Nullable String publicUrl,
      @Nullable Secret token) {
    var fault = faultOfCloneUrl(url, token);
    if (fault == null && name == null) {
      var segment = RepositoryUrl.lastSegment(url);
      fault =
          RecipeName.parse(segment).isPresent()
              ? null
              : "a name, since the URL does not end in one: " + RecipeName.EXPECTED;
    }
    if (fault != null) {
      document.problem(node, fault);
      return null;
    }
    return new RepositoryEntry(url, name, publicUrl, token);
  }

  private static @Nullable String faultOfCloneUrl(String url, @Nullable Secret token) {
    if (url.toLowerCase(Locale.ROOT).startsWith("file:")) {
      return !isFile(url)
          ? "a file URL with an absolute path, such as file:///srv/git/chat.git"
          : token == null ? null : "no token for a file";
    }
    var fault = CoopsValues.faultOfWebUrl(url);
    if (fault != null) {
      return fault.contains("token")
          ? fault
          : "a repository's URL that starts with https://, http:// or file://";
    }
    var uri = URI.create(url);
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "a repository's URL without a query; a token goes into token_env or token_file";
    }
    return faultOfToken(uri, token);
  }

  private static boolean isFile(String url) {
    try {
      return Path.of(URI.create(url)).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A token in clear text is for an address that the operator knows, and nothing else. */
  private static @Nullable String faultOfToken(URI uri, @Nullable Secret token) {
    return token != null
            && "http".equalsIgnoreCase(uri.getScheme())
            && !LOCAL_HOST.matcher(uri.getHost()).matches()
        ? "https, since a token is sent there"
        : null;
  }

  private @Nullable Source forge(YamlNode.Mapping mapping, String id, boolean publish) {
    if (!(mapping.find("forge").orElse(null) instanceof YamlNode.Mapping forge)) {
      values.wrong(mapping, "forge", "a mapping with kind, url and org");
      return null;
    }
    document.refuseUnknown(forge, "forge", FORGE_KEYS);
    var kind = kind(forge);
    var org = values.required(forge, "org", "the organisation whose repositories are recipes");
    if (org != null && !ORG.matcher(org).matches()) {
      values.wrong(forge, "org", "the name of an organisation, or a group's path");
      org = null;
    }
    var token = secrets.find(forge, "forge", "token");
    var include = globs(forge, "include");
    var exclude = globs(forge, "exclude");
    var url = forgeUrl(forge, token);
    return kind == null || org == null || url == null
        ? null
        : new Source.Forge(id, publish, kind, url, org, include, exclude, token);
  }

  private @Nullable ForgeKind kind(YamlNode.Mapping forge) {
    var names = String.join(", ", ConfigValues.names(ForgeKind.class));
    var text = values.required(forge, "kind", "one of " + names);
    if (text == null) {
      return null;
    }
    for (var kind : ForgeKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    values.wrong(forge, "kind", "one of " + names + ", not " + text);
    return null;
  }

  private @Nullable URI forgeUrl(YamlNode.Mapping forge, @Nullable Secret token) {
    if (values.required(forge, "url", "the forge's front page") == null) {
      return null;
    }
    var text = values.webUrl(forge, "url");
    if (text == null) {
      return null;
    }
    var uri = URI.create(text);
    var fault =
        uri.getRawQuery() == null && uri.getRawFragment() == null
            ? faultOfToken(uri, token)
            : "the URL of the forge's front page, without a query";
    if (fault != null) {
      values.wrong(forge, "url", fault);
      return null;
    }
    return uri;
  }

  private List<Glob> globs(YamlNode.Mapping forge, String key) {
    var globs = new ArrayList<Glob>();
    for (var scalar : values.list(forge, key)) {
      Glob.parse(scalar.text())
          .ifPresentOrElse(
              globs::add, () -> document.problem(scalar, Glob.EXPECTED + " in " + key));
    }
    return globs;
  }
}
