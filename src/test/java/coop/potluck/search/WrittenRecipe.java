package coop.potluck.search;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.recipe.RecipeFiles;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The files of a recipe's repository, written as its maintainers would write them. */
final class WrittenRecipe {

  private static final String OPERATING =
      """
      ## Quick start

      * Set up Docker Swarm and [`abra`](https://docs.coopcloud.tech/abra/)
      * Deploy [`coop-cloud/traefik`](https://git.coopcloud.tech/coop-cloud/traefik)
      * `abra app new NAME --secrets` (optionally with `--pass` to keep the secrets in pass)
      * `abra app config YOURAPPDOMAIN`, where `DOMAIN` has to be a domain that leads to your server
      * `abra app deploy YOURAPPDOMAIN`
      * Open the configured domain in your browser to finish the set-up

      ## Upgrades

      Back up first, read the release notes, then `abra app upgrade YOURAPPDOMAIN`.

      """;

  private final CatalogueText.Block block;
  private final String name;

  private WrittenRecipe(CatalogueText.Block block) {
    this.block = block;
    this.name = block.id().name().value();
  }

  static RecipeFiles files(CatalogueText.Block block) {
    var recipe = new WrittenRecipe(block);
    var files = new LinkedHashMap<String, String>();
    files.put("compose.yml", recipe.compose());
    block
        .overlays()
        .forEach((overlay, image) -> files.put(path(overlay), recipe.overlay(overlay, image)));
    files.put(".env.sample", recipe.sample());
    files.put("abra.sh", "#!/bin/bash\nexport ENTRYPOINT_VERSION=v2\n");
    files.put("README.md", recipe.readme());
    return SampleRecipes.files(files);
  }

  /** The tag of the one release: the version of the app after that of the recipe. */
  static String tag(CatalogueText.Block block) {
    var image = block.images().values().iterator().next();
    return "1.2.0+" + image.substring(image.lastIndexOf(':') + 1);
  }

  private static String path(String overlay) {
    return "compose." + overlay + ".yml";
  }

  private boolean isOnTheWeb() {
    return block.environment().contains("DOMAIN");
  }

  private String compose() {
    var text = new StringBuilder("version: \"3.8\"\n\nservices:\n");
    block.images().forEach((service, image) -> service(text, service, image));
    text.append("networks:\n  internal:\n");
    if (isOnTheWeb()) {
      text.append("  proxy:\n    external: true\n");
    }
    if (block.privileges().contains("host_network")) {
      text.append("  host:\n    external: true\n");
    }
    return text.append("volumes:\n  data:\n").toString();
  }

  private void service(StringBuilder text, String service, String image) {
    text.append("  ").append(service).append(":\n    image: ").append(image).append('\n');
    if (block.features().contains("healthcheck")) {
      text.append("    healthcheck:\n      test: [\"CMD\", \"true\"]\n");
    }
    if (!service.equals("app")) {
      text.append("    networks: [internal]\n");
      return;
    }
    text.append("    networks:\n      - internal\n");
    if (isOnTheWeb()) {
      text.append("      - proxy\n");
    }
    privileges(text);
    if (!block.environment().isEmpty()) {
      text.append("    environment:\n");
      block.environment().forEach(key -> text.append("      - ").append(key).append('\n'));
    }
    text.append("    deploy:\n      labels:\n");
    if (isOnTheWeb()) {
      text.append("        - \"traefik.enable=true\"\n")
          .append("        - \"traefik.http.routers.${STACK_NAME}.rule=Host(`${DOMAIN}`)\"\n");
    }
    if (block.features().contains("backups")) {
      text.append("        - \"backupbot.backup=true\"\n");
    }
    text.append("        - \"coop-cloud.${STACK_NAME}.version=").append(tag(block)).append("\"\n");
  }

  private void privileges(StringBuilder text) {
    var asked = block.privileges();
    if (asked.contains("host_network")) {
      text.append("      - host\n");
    }
    if (asked.contains("published_port")) {
      text.append("    ports:\n      - \"3478:3478\"\n");
    }
    if (asked.contains("capability")) {
      text.append("    cap_add:\n      - NET_ADMIN\n");
    }
    if (asked.contains("privileged")) {
      text.append("    privileged: true\n");
    }
    text.append("    volumes:\n      - data:/data\n");
    if (asked.contains("docker_socket")) {
      text.append("      - /var/run/docker.sock:/var/run/docker.sock\n");
    }
    if (asked.contains("host_path")) {
      text.append("      - /srv/data:/srv/data\n");
    }
  }

  private String overlay(String overlay, String image) {
    var services =
        image.isEmpty()
            ? "  app:\n    environment:\n      - ADDITION\n"
            : "  " + (isDatabase(overlay) ? "db" : overlay) + ":\n    image: " + image + "\n";
    return "version: \"3.8\"\nservices:\n" + services;
  }

  private static boolean isDatabase(String overlay) {
    return overlay.equals("postgres") || overlay.equals("mariadb");
  }

  private String sample() {
    var text = new StringBuilder("TYPE=" + name + "\n\n");
    for (var key : block.environment()) {
      text.append(
          key.equals("DOMAIN")
              ? "DOMAIN=" + name + ".example.com\nLETS_ENCRYPT_ENV=production\n"
              : "#" + key + "=\n");
    }
    text.append("COMPOSE_FILE=\"compose.yml\"\n");
    for (var overlay : block.overlays().keySet()) {
      text.append("#COMPOSE_FILE=\"$COMPOSE_FILE:").append(path(overlay)).append("\"\n");
    }
    if (block.images().containsKey("db")) {
      text.append("SECRET_DB_PASSWORD_VERSION=v1\n");
    }
    return text.toString();
  }

  private String readme() {
    var said = block.description() == null ? block.summary() : block.description();
    var image = block.images().values().iterator().next();
    var lines = new LinkedHashMap<String, String>();
    if (block.category() != null) {
      lines.put("Category", block.category());
    }
    lines.put("Status", block.status() == null ? "?" : block.status());
    lines.put("Image", "[`" + image.substring(0, image.lastIndexOf(':')) + "`], 4, upstream");
    for (var feature : new String[] {"Healthcheck", "Backups"}) {
      lines.put(feature, claims(feature) ? "Yes" : "No");
    }
    lines.put("Email", claims("Email") ? "3" : "N/A");
    lines.put("Tests", claims("Tests") ? "2" : "0");
    lines.put("SSO", claims("SSO") ? "3 (OpenID Connect)" : "No");
    return "# "
        + block.title()
        + "\n\n"
        + (said == null ? "" : "> " + said + "\n\n")
        + metadata(lines)
        + OPERATING.replace("NAME", name)
        + (block.readme() == null ? "" : "## Notes\n\n" + block.readme() + "\n");
  }

  private boolean claims(String feature) {
    return block.features().contains(feature.toLowerCase(Locale.ROOT));
  }

  private static String metadata(Map<String, String> lines) {
    var text = new StringBuilder("<!-- metadata -->\n");
    lines.forEach((key, value) -> text.append("* **" + key + "**: ").append(value).append('\n'));
    return text.append("<!-- endmetadata -->\n\n").toString();
  }
}
