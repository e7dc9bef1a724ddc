import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The files of one invented recipe, as they read at its current release; the texts are in { recipe}. */
final class RecipeText {

  private static final String[] KINDS = {
    "wiki", "chat", "forum", "mail", "files", "tasks", "photos", "calendar", "notes", "board",
    "library", "radio", "shop", "survey", "tickets", "metrics", "search", "proxy", "builds",
    "feeds", "maps", "library-loans", "bookings", "ledger", "podcasts",
  };
  private static final String[] WORDS = {
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron",
  };
  private static final String[] CATEGORIES = {
    "Apps", "Utilities", "Development", "Graphics", "Social",
  };

  private final Map<String, String> templates;
  private final int index;
  private final String name;
  private final boolean cached;
  private final boolean fronted;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private int major;
  private int minor;
  private int patch;
  private int appMinor;
  private int appPatch;
  private int configVersion = 1;
  private int entrypointVersion = 1;
  private int databaseVersion = 12;

  RecipeText(Map<String, String> templates, int index) {
    this.templates = templates;
    this.index = index;
    int round = index / (KINDS.length * WORDS.length);
    String plain =
        WORDS[index / KINDS.length % WORDS.length] + "-" + KINDS[index % KINDS.length];
    this.name = round == 0 ? plain : plain + "-" + round;
    this.cached = index % 3 == 0;
    this.fronted = index % 2 == 0;
  }

  String name() {
    return name;
  }

  String tag() {
    return major + "." + minor + "." + patch + "+" + appVersion();
  }

  private String appVersion() {
    return (1 + index % 7 + major) + "." + appMinor + "." + appPatch;
  }

  /** Moves on to the next release, and says why where it breaks something. */
  void release(Random random) {
    int dice = random.nextInt(10);
    if (dice == 0 && minor > 0) {
      major++;
      minor = 0;
      patch = 0;
      appMinor = 0;
      appPatch = 0;
      databaseVersion++;
      configVersion++;
      notes.put("release/" + tag(), note());
    } else if (dice < 6) {
      minor++;
      patch = 0;
      appMinor++;
      appPatch = 0;
    } else {
      patch++;
      appPatch += random.nextInt(2);
      entrypointVersion++;
    }
  }

  private String note() {
    return fill("release-note");
  }

  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("compose.yml", compose());
    files.put(".env.sample", environment());
    files.put("abra.sh", fill("abra.sh"));
    files.put("README.md", readme());
    files.put("app.ini.tmpl", fill("app.ini.tmpl"));
    files.put("entrypoint.sh.tmpl", fill("entrypoint.sh.tmpl"));
    files.put("compose.smtp.yml", fill("compose.smtp.yml"));
    files.put("compose.oidc.yml", fill("compose.oidc.yml"));
    if (fronted) {
      files.put("nginx.conf.tmpl", fill("nginx.conf.tmpl"));
    }
    files.put(".gitignore", ".envrc\n");
    files.put("renovate.json", "{ \"extends\": [\"config:base\"] }\n");
    files.putAll(notes);
    return files;
  }

  String readme() {
    return fill("README.md");
  }

  private String compose() {
    String cache = cached ? fill("compose.cache.yml") : "";
    return fill("compose.app.yml") + cache + fill("compose.rest.yml");
  }

  private String environment() {
    var settings = new StringBuilder(fill("env.sample"));
    for (int at = major; at < 4; at++) {
      settings.append("LEGACY_LOGIN_").append(at + 1).append("=false\n");
    }
    return settings.toString();
  }

  private String fill(String template) {
    return templates
        .get(template)
        .replace("@NAME@", name)
        .replace("@CATEGORY@", CATEGORIES[index % CATEGORIES.length])
        .replace("@STATUS@", Integer.toString(index % 6))
        .replace("@SSO@", Integer.toString(index % 4))
        .replace("@BACKUPS@", index % 4 == 3 ? "No" : "Yes")
        .replace("@TAG@", tag())
        .replace("@APP@", appVersion())
        .replace("@MAJOR@", Integer.toString(major))
        .replace("@DATABASE@", Integer.toString(databaseVersion))
        .replace("@CONFIG@", "v" + configVersion)
        .replace("@ENTRYPOINT@", "v" + entrypointVersion);
  }
}
