package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.FileEntry;
import coop.potluck.catalogue.Lookup;
import coop.potluck.catalogue.RecipeEntry;
import coop.potluck.catalogue.VersionDetail;
import coop.potluck.http.Answer;
import coop.potluck.http.Parameter;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What lies under one recipe's address. */
final class RecipeHandlers {

  static final Parameter PATH = Parameter.text("path", 1_024);

  private static final String TEXT = "text/plain;charset=utf-8";
  private static final String HTML = "text/html;charset=utf-8";
  private static final String SANDBOX =
      "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'";

  private final ApiContext context;
  private final CatalogueReader reader;
  private final FormerRecipes former;
  private final Provenance logs;

  /** The files of a version. */
  private record FilesView(String tag, ObjectName commit, List<FileEntry> items) {}

  RecipeHandlers(ApiContext context, Provenance logs) {
    this.logs = logs;
    this.context = context;
    this.former = new FormerRecipes(context);
    this.reader = context.reader();
  }

  /** {@code GET /api/v1/recipes/{name}}: to the recipe that has the name. */
  Answer named(Request request) {
    var name = Lookups.name(request);
    var recipes = reader.named(name);
    if (recipes.isEmpty()) {
      throw former
          .named(name)
          .<RuntimeException>map(it -> it)
          .orElseGet(() -> new Refusal(ApiProblem.RECIPE_NOT_FOUND, "No recipe is called " + name));
    }
    var answer = Answer.redirect(307, address(recipes.get(0)));
    var others =
        recipes.stream()
            .skip(1)
            .map(other -> '<' + address(other) + ">; rel=\"alternate\"; title=\"" + other + '"')
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? answer : answer.header("Link", others);
  }

  /** {@code GET /api/v1/recipes/{coop}/{name}}. */
  Answer one(Request request) {
    var recipe = recipe(request);
    var assessment = reader.assessment(recipe.id()).orElse(null);
    var successor = reader.successor(recipe.id()).orElse(null);
    return Answer.json(
        Json.write(RecipeView.of(recipe, assessment, successor, logs, context.baseUrl().get())));
  }

  /** {@code GET …/versions}: newest first. */
  Answer versions(Request request) {
    var id = Lookups.recipe(request);
    var versions = Lookups.found(reader.versions(id), ApiProblem.RECIPE_NOT_FOUND, id.toString());
    return Paging.slice(
        request,
        versions,
        version -> VersionItemView.of(id, version, logs),
        context.baseUrl().get());
  }

  /** {@code GET …/versions/{version}}. */
  Answer version(Request request) {
    return Answer.json(Json.write(VersionView.of(detail(request), logs)));
  }

  /** {@code GET …/versions/{version}/files}. */
  Answer files(Request request) {
    var detail = detail(request);
    var tag = detail.version().tag();
    return Answer.json(Json.write(new FilesView(tag.name(), tag.commit(), detail.files())));
  }

  /** {@code GET …/versions/{version}/files/content?path=}. */
  Answer content(Request request) {
    var path = request.required("path");
    var detail = detail(request);
    var content =
        Lookups.found(
            reader.file(detail.recipe(), detail.version().tag().name(), path),
            ApiProblem.FILE_NOT_FOUND,
            path);
    if (content.text() == null) {
      throw new Refusal(
          ApiProblem.FILE_NOT_TEXT, path + " is a link, no text, or too large to be kept");
    }
    return Answer.of(TEXT, content.text().getBytes(StandardCharsets.UTF_8))
        .header("Content-Security-Policy", SANDBOX);
  }

  /** {@code GET …/readme}: as it stands on the default branch. */
  Answer readme(Request request) {
    var recipe = recipe(request);
    var html =
        Lookups.found(
            reader.readme(recipe.id()), ApiProblem.README_NOT_FOUND, "A README of " + recipe.id());
    return Answer.of(HTML, html.getBytes(StandardCharsets.UTF_8))
        .header("Content-Security-Policy", SANDBOX);
  }

  private RecipeEntry recipe(Request request) {
    var id = Lookups.recipe(request);
    return Lookups.found(reader.recipe(id), ApiProblem.RECIPE_NOT_FOUND, id.toString());
  }

  private VersionDetail detail(Request request) {
    return detail(reader, request);
  }

  /** The version that an address means. */
  static VersionDetail detail(CatalogueReader reader, Request request) {
    var id = Lookups.recipe(request);
    Lookups.found(reader.recipe(id), ApiProblem.RECIPE_NOT_FOUND, id.toString());
    var version = Lookups.version(request);
    Lookup<VersionDetail> byTag = reader.version(id, version);
    var commit = ObjectName.parse(version);
    var lookup =
        byTag instanceof Lookup.Absent<VersionDetail> && commit.isPresent()
            ? reader.version(id, commit.get())
            : byTag;
    return Lookups.found(lookup, ApiProblem.VERSION_NOT_FOUND, id + " " + version);
  }

  private String address(RecipeId id) {
    return context.baseUrl().get() + "/api/v1/recipes/" + id;
  }
}
