package coop.potluck.api;

import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.recipe.RecipeId;

/**
 * A recipe that has gone through what recipes go through, for tests of comparisons and upgrades.
 */
final class Garden {

  static final RecipeId ID = RecipeId.of("harvest", "garden");
  static final String AT = "/api/v1/recipes/harvest/garden";

  static final String FIRST = "1.0.0+2.0.0";
  static final String PATCH = "1.0.1+2.0.1";
  static final String MINOR = "1.1.0+2.1.0";
  static final String BROKEN = "1.2.0+2.2.0";
  static final String MAJOR = "2.0.0+3.0.0";

  private static final String COMPOSE =
      """
      version: "3.8"
      services:
        app:
          image: garden/garden:2.0.0
          environment:
            - DOMAIN
            - GARDEN_THEME=${GARDEN_THEME:-green}
          networks: [proxy]
          volumes:
            - beds:/var/lib/garden
          healthcheck:
            test: ["CMD", "true"]
          deploy:
            labels:
              - "traefik.enable=true"
              - "coop-cloud.${STACK_NAME}.version=1.0.0+2.0.0"
        db:
          image: postgres:15.2
          networks: [internal]
          volumes:
            - rows:/var/lib/postgresql/data
      networks:
        proxy:
          external: true
        internal:
      volumes:
        beds:
        rows:
      """;
  private static final String SAMPLE =
      """
      TYPE=garden
      DOMAIN=garden.example.com
      GARDEN_THEME=green
      COMPOSE_FILE="compose.yml"
      #COMPOSE_FILE="$COMPOSE_FILE:compose.mail.yml"
      """;
  private static final String MAIL =
      """
      version: "3.8"
      services:
        app:
          environment:
            - MAIL_HOST=${MAIL_HOST:?}
      """;
  private static final String SECRET =
      """
      secrets:
        jwt:
          external: true
          name: ${STACK_NAME}_jwt_${SECRET_JWT_VERSION}
      """;

  private Garden() {}

  /** The recipe, stored beside those that the server has. */
  static void plant(ApiServer server) {
    server.catalogue.recordListing(
        "harvest-source", SampleRecipes.listing("wiki", "chat", "broken", "garden"));
    written().store(server.catalogue);
  }

  private static WrittenRecipe written() {
    return new WrittenRecipe(ID)
        .file("compose.yml", COMPOSE)
        .file("compose.mail.yml", MAIL)
        .file(".env.sample", SAMPLE)
        .file("README.md", "# Garden\n\nGrows things.\n")
        .version(FIRST)
        .edit("compose.yml", "garden:2.0.0", "garden:2.0.1")
        .version(PATCH)
        .edit("compose.yml", "garden:2.0.1", "garden:2.1.0")
        .edit(".env.sample", "GARDEN_THEME=green", "GARDEN_THEME=green\nGARDEN_SIZE=4")
        .edit("compose.yml", "- DOMAIN\n", "- DOMAIN\n      - GARDEN_SIZE=${GARDEN_SIZE:-2}\n")
        .version(MINOR)
        .note(MINOR, "Beds have sizes now.")
        .file("compose.yml", "services: [")
        .version(BROKEN)
        .file("compose.yml", COMPOSE.replace("garden:2.0.0", "garden:3.0.0") + SECRET)
        .edit("compose.yml", "networks: [proxy]", "networks: [proxy]\n    secrets: [jwt]")
        .edit("compose.yml", "postgres:15.2", "postgres:16.1")
        .edit("compose.yml", "      - GARDEN_THEME=${GARDEN_THEME:-green}\n", "")
        .edit(".env.sample", "GARDEN_THEME=green\n", "")
        .edit(".env.sample", "TYPE=garden", "TYPE=garden\nSECRET_JWT_VERSION=v1 # length=32")
        .version(MAJOR)
        .note(MAJOR, "Dump the database first.");
  }
}
