package coop.potluck.catalogue;

import coop.potluck.recipe.AbraImage;
import coop.potluck.recipe.Composition;
import coop.potluck.recipe.ComputedFeature;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Need;
import coop.potluck.recipe.Network;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Repository;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Volume;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Made-up recipes of the shape that real ones have. */
public final class SampleRecipes {

  /** A day on which some tags were made. */
  public static final Instant DAY = Instant.parse("2024-05-01T10:00:00Z");

  private SampleRecipes() {}

  /** The object name that a text stands for in a test. */
  public static ObjectName name(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return new ObjectName(
          HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An annotated tag whose commit depends on its name and {@code variant}. */
  public static Tag tag(String tag, String variant, Instant date) {
    return new Tag(
        tag,
        name("tag " + tag + variant),
        true,
        name("commit " + tag + variant),
        name("tree " + tag + variant),
        date);
  }

  public static Tag tag(String tag) {
    return tag(tag, "", DAY);
  }

  public static Repository repository(String name, String description) {
    return new Repository(
        "https://git.harvest.example/recipes/" + name + ".git",
        "ssh://git@git.harvest.example/recipes/" + name + ".git",
        description,
        "https://" + name + ".example",
        null,
        false);
  }

  public static Listing listing(String... names) {
    return new Listing(
        Arrays.stream(names)
            .map(
                name ->
                    new Listing.Listed(
                        new RecipeName(name), repository(name, "The app " + name), "print " + name))
            .toList(),
        List.of());
  }

  /** A co-op with one source named after it. */
  public static CoopRegistration coop(String alias) {
    return new CoopRegistration(
        new Coop(new CoopId(alias), alias + ".example", alias + " co-op", null, null),
        List.of(
            new CoopRegistration.SourceRegistration(
                alias + "-source", "forgejo", "git." + alias + ".example/recipes", true)));
  }

  public static Features features(@Nullable String category, @Nullable Integer status) {
    return new Features(
        category,
        status,
        new Features.Image("nginx", "https://hub.example/nginx", "4", "upstream"),
        "Yes",
        "No",
        "3",
        "2",
        "N/A");
  }

  /** A content that runs {@code image} and a database, and claims {@code features}. */
  public static RecipeContent content(String title, String image, Features features) {
    var proxy = new Service.Label("traefik.enable", "true", true);
    return new RecipeContent(
        title.toLowerCase(java.util.Locale.ROOT),
        title,
        title + " does what " + title + " does.",
        new Composition(
            List.of(
                service("app", image, List.of(proxy)), service("db", "mariadb:10.6", List.of())),
            List.of(new Volume("data", "compose.yml:40", false)),
            List.of(new Network("proxy", "compose.yml:44", true, "proxy")),
            List.of(
                new Config(
                    "conf", "compose.yml:50", false, "app.conf", null, "CONF_VERSION", "v1")),
            List.of(
                new Secret(
                    "db_password",
                    "compose.yml:60",
                    true,
                    "SECRET_DB_PASSWORD_VERSION",
                    "v1",
                    32,
                    null,
                    true))),
        null,
        List.of(
            new Overlay(
                "postgres",
                "compose.postgres.yml",
                false,
                true,
                new Composition(
                    List.of(service("pg", "postgres:15", List.of())),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()),
                List.of())),
        List.of(new AbraImage("app", "nginx", "1.0"), new AbraImage("db", "mariadb", "10.6")),
        IntStream.range(0, 15)
            .mapToObj(i -> new EnvironmentKey("KEY_" + i, ".env.sample:" + i, "x", "what", i > 9))
            .toList(),
        List.of(new RecipeContent.ConfigVersion("CONF_VERSION", "v1", "abra.sh:2")),
        null,
        List.of(new Need("traefik", "network proxy", false)),
        List.of(new Privilege(Privilege.Kind.PUBLISHED_PORT, "app", "22", false)),
        features,
        List.of(new ComputedFeature("backups", true, "backupbot.backup on app")),
        List.of("ada"),
        null,
        List.of("amd64"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Problem("compose.yml:3", "no healthcheck")));
  }

  private static Service service(String name, String image, List<Service.Label> labels) {
    return new Service(
        name,
        "compose.yml:3",
        image,
        ImageReference.parse(image).orElse(null),
        "compose.yml:4",
        true,
        false,
        List.of(),
        List.of(new Service.EnvironmentEntry("A", "b")),
        labels,
        List.of(new Service.Port("22", "22", "tcp", "ingress")),
        List.of(new Service.Mount("volume", "data", "/data", false)),
        List.of("proxy"),
        List.of(),
        List.of(new Service.Attachment("db_password", null)),
        List.of());
  }

  public static Reading parsed(String title, String image) {
    return new Reading.Parsed(content(title, image, features("Apps", 3)));
  }

  public static RecipeFiles files(Map<String, String> texts) {
    return new RecipeFiles(
        texts.entrySet().stream()
            .map(
                it -> {
                  var bytes = it.getValue().getBytes(StandardCharsets.UTF_8);
                  return new RecipeFile(it.getKey(), RecipeFile.Kind.FILE, bytes.length, bytes);
                })
            .toList(),
        List.of());
  }

  public static RecipeSync.VersionSync version(String title, String image) {
    return new RecipeSync.VersionSync(
        parsed(title, image), files(Map.of("compose.yml", "image: " + image, ".env.sample", "A=")));
  }

  public static RecipeSync.HeadSync head(String title, String commit) {
    return new RecipeSync.HeadSync(
        new Head("main", name(commit), name("tree of " + commit), DAY),
        parsed(title, "nginx:1.3"),
        "<h1>" + title + "</h1>",
        title + " is read.",
        List.of(new ReleaseNote("1.0.0+1.2.0", "release/1.0.0+1.2.0", "Mind the gap.")),
        new ReleaseNote("next", "release/next", "Soon."),
        files(Map.of("compose.yml", "x", "README.md", "# " + title)));
  }
}
