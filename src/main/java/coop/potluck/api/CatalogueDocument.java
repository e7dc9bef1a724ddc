package coop.potluck.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import coop.potluck.catalogue.FlatRecipe;
import coop.potluck.recipe.Features;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code recipes.json}, to the key as abra and the public website read it: these keys, in this
 * order, all of them always there; texts are empty and the status is 0 where nothing is known.
 */
final class CatalogueDocument {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String DEFAULT_BRANCH = "main";

  private final String baseUrl;

  CatalogueDocument(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  byte[] of(List<FlatRecipe> recipes) {
    var bytes = new ByteArrayOutputStream(64 << 10);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (var recipe : recipes) {
        json.writeFieldName(recipe.id().name().value());
        write(json, recipe);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, FlatRecipe recipe) throws IOException {
    var repository = recipe.repository();
    var description = repository.description();
    json.writeStartObject();
    text(json, "category", recipe.claimed().category());
    text(
        json,
        "default_branch",
        recipe.defaultBranch() == null ? DEFAULT_BRANCH : recipe.defaultBranch());
    text(
        json,
        "description",
        description == null || description.isBlank() ? recipe.summary() : description);
    features(json, recipe.claimed());
    text(json, "icon", repository.icon());
    text(json, "name", recipe.id().name().value());
    text(json, "repository", RepositoryAddress.of(recipe.id(), repository, baseUrl));
    text(json, "ssh_url", repository.sshUrl());
    versions(json, recipe.versions());
    text(json, "website", repository.website());
    json.writeEndObject();
  }

  private static void features(JsonGenerator json, Features claimed) throws IOException {
    var image = claimed.image();
    json.writeObjectFieldStart("features");
    text(json, "backups", claimed.backups());
    text(json, "email", claimed.email());
    text(json, "healthcheck", claimed.healthcheck());
    json.writeObjectFieldStart("image");
    text(json, "image", image == null ? null : image.image());
    text(json, "rating", image == null ? null : image.rating());
    text(json, "source", image == null ? null : image.source());
    text(json, "url", image == null ? null : image.url());
    json.writeEndObject();
    json.writeNumberField("status", claimed.status() == null ? 0 : claimed.status());
    text(json, "tests", claimed.tests());
    text(json, "sso", claimed.sso());
    json.writeEndObject();
  }

  private static void versions(JsonGenerator json, List<FlatRecipe.FlatVersion> versions)
      throws IOException {
    json.writeArrayFieldStart("versions");
    for (var version : versions) {
      json.writeStartObject();
      json.writeObjectFieldStart(version.tag());
      for (var image : version.images()) {
        json.writeObjectFieldStart(image.service());
        text(json, "image", image.image());
        text(json, "tag", image.tag());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    json.writeStringField(key, value == null ? "" : value);
  }
}
