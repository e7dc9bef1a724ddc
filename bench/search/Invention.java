import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** Invents recipes: the same for the same number each time, in any order and on any thread. */
final class Invention {

  static final List<String> COOPS = List.of("harvest", "lantern", "quarry", "tideway", "orchard", "bellows");
  static final List<String> CATEGORIES =
      List.of(
          "Apps", "Utilities", "Development", "Social", "Productivity", "Media", "Communication", "Analytics",
          "Graphics", "Security", "Education", "Finance");

  private static final List<String> KNOWN_IMAGES =
      List.of(
          "postgres", "redis", "nginx", "mariadb", "mysql", "memcached", "mongo", "traefik", "rabbitmq",
          "elasticsearch", "valkey/valkey", "minio/minio", "caddy", "node", "python", "php", "wordpress",
          "nextcloud", "ghost", "matomo", "gitea/gitea", "grafana/grafana", "prom/prometheus",
          "jitsi/web", "matrixdotorg/synapse", "discourse/discourse", "mattermost/mattermost-team-edition");
  private static final int IMAGES = 3_000;
  private static final List<String> SERVICES =
      List.of("app", "db", "cache", "web", "worker", "redis", "proxy", "search", "cron", "queue", "mail", "media");
  private static final List<String> OVERLAYS =
      List.of(
          "smtp", "postgres", "oidc", "mariadb", "redis", "openid", "ldap", "s3", "saml", "backup", "oauth", "metrics",
          "host", "gpu", "admin", "matrix", "search", "office", "talk", "api", "worker", "local-storage");
  private static final List<String> KEYS =
      List.of(
          "LETS_ENCRYPT_ENV", "COMPOSE_FILE", "SECRET_DB_PASSWORD_VERSION", "TIMEOUT", "LOG_LEVEL", "EXTRA_DOMAINS",
          "TZ", "ENABLE_BACKUPS", "DB_HOST", "DB_NAME", "DB_USER", "REDIS_URL", "SECRET_KEY_VERSION", "ADMIN_USER",
          "MAX_UPLOAD", "WORKERS", "DEFAULT_LANGUAGE", "REGISTRATION_OPEN", "SITE_NAME", "BASE_URL");
  private static final long SEED = 20_260_000;

  private final Vocabulary vocabulary = new Vocabulary();
  private final List<String> names = new ArrayList<>();
  private final List<String> images = new ArrayList<>(KNOWN_IMAGES);
  private final Vocabulary.Zipf imageZipf = new Vocabulary.Zipf(IMAGES, 1.0);
  private final Vocabulary.Zipf fewZipf = new Vocabulary.Zipf(12, 1.0);
  private final Vocabulary.Zipf overlayZipf = new Vocabulary.Zipf(OVERLAYS.size(), 1.0);

  Invention(int recipes) {
    var random = new SplittableRandom(SEED);
    Set<String> made = new LinkedHashSet<>();
    while (made.size() < recipes) {
      // Names are what nobody else is called, more than text is.
      var name = new StringBuilder(vocabulary.drawEvenly(random, 70, Vocabulary.SIZE));
      for (int more = fewer(random, 2); more > 0; more--) {
        name.append('-').append(vocabulary.drawSubject(random));
      }
      String plain = name.toString().replaceAll("[^a-z0-9-]", "e");
      if (plain.length() >= 3 && plain.length() <= 60) {
        made.add(plain);
      }
    }
    names.addAll(made);
    Set<String> distinct = new HashSet<>(images);
    while (images.size() < IMAGES) {
      String image = plainWord(random) + "/" + plainWord(random);
      image = random.nextInt(5) == 0 ? "ghcr.io/" + image : image;
      if (distinct.add(image)) {
        images.add(image);
      }
    }
  }

  int size() {
    return names.size();
  }

  String name(int index) {
    return names.get(index);
  }

  InventedRecipe recipe(int index) {
    var random = new SplittableRandom(SEED + 1 + index);
    var overlays = overlays(random);
    return new InventedRecipe(
        index,
        COOPS.get(Math.min(COOPS.size() - 1, fewZipf.draw(random) / 2)),
        names.get(index),
        sentence(random, random.nextInt(5, 21), new ArrayList<>()),
        readme(random),
        CATEGORIES.get(fewZipf.draw(random)),
        Math.min(5, fewer(random, 5) + random.nextInt(3)),
        random.nextInt(5 * 365),
        services(random),
        overlays,
        environment(random, names.get(index)),
        random.nextInt(10) < 8,
        random.nextInt(10) < 4,
        random.nextInt(25) == 0,
        random.nextInt(12) == 0 ? random.nextInt(1_024, 65_536) : 0);
  }

  /** 60 to 600 words, a few hundred as a rule, in paragraphs; a quarter of them come again. */
  private List<String> readme(SplittableRandom random) {
    int words = (int) Math.max(60, Math.min(600, 170 * Math.exp(0.6 * gaussian(random))));
    List<String> paragraphs = new ArrayList<>();
    List<String> used = new ArrayList<>();
    while (words > 0) {
      var paragraph = new StringBuilder();
      for (int sentences = random.nextInt(2, 6); sentences > 0 && words > 0; sentences--) {
        int length = Math.min(words, random.nextInt(5, 18));
        paragraph.append(paragraph.length() == 0 ? "" : " ").append(sentence(random, length, used));
        words -= length;
      }
      paragraphs.add(paragraph.toString());
    }
    return paragraphs;
  }

  private String sentence(SplittableRandom random, int length, List<String> used) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      boolean again = !used.isEmpty() && random.nextInt(4) == 0;
      String word = again ? used.get(random.nextInt(used.size())) : vocabulary.draw(random);
      used.add(word);
      text.append(i == 0 ? "" : " ").append(word);
    }
    text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    return text.append('.').toString();
  }

  private List<InventedRecipe.Service> services(SplittableRandom random) {
    List<InventedRecipe.Service> services = new ArrayList<>();
    int count = 1 + fewer(random, 3);
    for (int i = 0; i < count; i++) {
      int place = i == 0 ? 0 : 1 + (i - 1 + random.nextInt(3)) % (SERVICES.size() - 1);
      String name = SERVICES.get(place);
      if (services.stream().anyMatch(service -> service.name().equals(name))) {
        continue;
      }
      String image = images.get(imageZipf.draw(random));
      String tag = random.nextInt(1, 20) + (random.nextBoolean() ? "." + random.nextInt(12) : "");
      services.add(new InventedRecipe.Service(name, image + ":" + tag + (random.nextInt(4) == 0 ? "-alpine" : "")));
    }
    return services;
  }

  private List<String> overlays(SplittableRandom random) {
    Set<String> overlays = new LinkedHashSet<>();
    for (int count = fewer(random, 6); count > 0; count--) {
      overlays.add(OVERLAYS.get(overlayZipf.draw(random)));
    }
    return List.copyOf(overlays);
  }

  private List<String> environment(SplittableRandom random, String name) {
    Set<String> keys = new LinkedHashSet<>();
    int count = 5 + Math.min(35, (int) (8 * Math.exp(0.7 * gaussian(random))));
    String own = name.split("-")[0].toUpperCase(Locale.ROOT);
    while (keys.size() < count) {
      boolean shared = random.nextInt(3) == 0 && keys.size() < KEYS.size() / 2;
      keys.add(
          shared
              ? KEYS.get(random.nextInt(KEYS.size()))
              : (random.nextBoolean() ? own + "_" : "") + key(random) + "_" + key(random));
    }
    return List.copyOf(keys);
  }

  private String key(SplittableRandom random) {
    return vocabulary.drawSubject(random).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "X");
  }

  private String plainWord(SplittableRandom random) {
    return vocabulary.drawEvenly(random, 70, 40_000).replaceAll("[^a-z0-9-]", "e");
  }

  /** From 0 to {@code most}, less the likelier. */
  private static int fewer(SplittableRandom random, int most) {
    return Math.min(random.nextInt(most + 1), random.nextInt(most + 1));
  }

  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
