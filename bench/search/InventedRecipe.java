import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One invented recipe.
 *
 * @param readme paragraphs, each of a few sentences
 * @param status 0 to 5
 * @param days of its release since the first day of 2021
 * @param proxied whether it is reached by way of the proxy, which it needs then
 * @param socket whether it asks for the socket of Docker
 * @param port that it publishes on its host; 0 for none
 */
record InventedRecipe(
    int index,
    String coop,
    String name,
    String description,
    List<String> readme,
    String category,
    int status,
    int days,
    List<Service> services,
    List<String> overlays,
    List<String> environment,
    boolean proxied,
    boolean backedUp,
    boolean socket,
    int port) {

  /** A service and its image with its tag. */
  record Service(String name, String image) {}

  /** An overlay that brings single sign-on. */
  private static final List<String> SIGN_ON = List.of("openid", "oidc", "oauth", "saml", "ldap");

  String title() {
    String spaced = name.replace('-', ' ');
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  boolean signOn() {
    return overlays.stream().anyMatch(SIGN_ON::contains);
  }

  boolean mails() {
    return overlays.contains("smtp");
  }

  /** Its files by their paths. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", markdown());
    files.put("compose.yml", compose());
    files.put(".env.sample", sample());
    files.put("abra.sh", "export APP_CONF_VERSION=v" + (1 + index % 9) + "\n");
    for (String overlay : overlays) {
      files.put("compose." + overlay + ".yml", overlay(overlay));
    }
    return files;
  }

  /** The words of the README without its markup and its block of features. */
  String readmeText() {
    return title() + "\n" + description + "\n" + String.join("\n", readme) + "\n" + start().replaceAll("[#`*]", "");
  }

  private String markdown() {
    var text = new StringBuilder("# " + title() + "\n\n> " + description + "\n\n<!-- metadata -->\n\n");
    claim(text, "Category", category);
    claim(text, "Status", status + "");
    claim(text, "Image", "[`" + services.get(0).image() + "`](https://images.example/" + name + "), 4, upstream");
    claim(text, "Healthcheck", index % 3 == 0 ? "Yes" : "No");
    claim(text, "Backups", backedUp ? "Yes" : "No");
    claim(text, "Email", mails() ? "3" : "N/A");
    claim(text, "Tests", index % 5 == 0 ? "2" : "No");
    claim(text, "SSO", signOn() ? "3" : "N/A");
    text.append("\n<!-- endmetadata -->\n\n");
    for (int i = 0; i < readme.size(); i++) {
      String paragraph = readme.get(i);
      if (i % 3 == 1) {
        text.append("* ").append(paragraph.replace(". ", ".\n* ")).append("\n\n");
      } else {
        text.append(paragraph).append("\n\n");
      }
    }
    return text.append(start()).toString();
  }

  private String start() {
    return "## Quick start\n\n* `abra app new " + name + " --secrets`\n* `abra app config <app-domain>`\n* `abra app deploy <app-domain>`\n";
  }

  private static void claim(StringBuilder text, String key, String value) {
    text.append("* **").append(key).append("**: ").append(value).append('\n');
  }

  private String compose() {
    var text = new StringBuilder("version: \"3.8\"\n\nservices:\n");
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      text.append("  ").append(service.name()).append(":\n    image: ").append(service.image()).append("\n");
      text.append("    environment:\n");
      for (int at = i; at < Math.min(environment.size(), 8); at += services.size()) {
        text.append("      - ").append(environment.get(at)).append('\n');
      }
      text.append("      - MODE=production\n    volumes:\n      - data:/srv/").append(service.name()).append('\n');
      if (i == 0) {
        front(text);
      }
    }
    text.append("\nvolumes:\n  data:\n");
    return text.append(proxied ? "\nnetworks:\n  proxy:\n    external: true\n" : "").toString();
  }

  private void front(StringBuilder text) {
    text.append(socket ? "      - /var/run/docker.sock:/var/run/docker.sock\n" : "");
    text.append(port > 0 ? "    ports:\n      - \"" + port + ":" + port + "\"\n" : "");
    text.append(proxied ? "    networks:\n      - proxy\n" : "");
    text.append(index % 20 == 7 ? "    platform: linux/arm64\n" : "");
    text.append("    deploy:\n      labels:\n        - \"coop-cloud.${STACK_NAME}.version=").append(tag()).append("\"\n");
    text.append(proxied ? "        - \"traefik.enable=true\"\n" : "");
    text.append(backedUp ? "        - \"backupbot.backup=true\"\n" : "");
    if (index % 3 == 0) {
      text.append("    healthcheck:\n      test: [\"CMD\", \"true\"]\n");
    }
  }

  private String overlay(String overlay) {
    return "version: \"3.8\"\nservices:\n  app:\n    environment:\n      - "
        + overlay.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
        + "_ENABLED=1\n";
  }

  private String sample() {
    var text = new StringBuilder("TYPE=" + name + "\n\nDOMAIN=" + name + ".example.com\n");
    for (int i = 0; i < environment.size(); i++) {
      text.append(i % 5 == 4 ? "#" : "").append(environment.get(i)).append("=value-").append(i).append('\n');
    }
    return text.toString();
  }

  /** Its one release. */
  String tag() {
    return (index % 4) + "." + (index % 11) + "." + (index % 7) + "+" + (1 + index % 9) + "." + (index % 20) + ".0";
  }
}
