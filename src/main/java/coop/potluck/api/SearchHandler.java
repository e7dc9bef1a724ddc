package coop.potluck.api;

import coop.potluck.http.Answer;
import coop.potluck.http.Cursor;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.RecipeName;
import coop.potluck.search.Facet;
import coop.potluck.search.RecipeQuery;
import coop.potluck.search.SearchResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/recipes}: the recipes that some filters leave. */
final class SearchHandler {

  static final Parameter[] PARAMETERS = {
    Parameter.text("q", 200),
    Parameter.text("coop", 40),
    Parameter.text("category", 100),
    Parameter.choice("feature", List.of("backups", "email", "healthcheck", "sso", "tests")),
    Parameter.integer("min_status", 0, 5),
    Parameter.text("image", 512),
    Parameter.text("needs", 64),
    Parameter.choice(
        "privilege", Arrays.stream(Privilege.Kind.values()).map(Privilege.Kind::text).toList()),
    Parameter.choice("sort", List.of("name", "updated", "status")).preset("name"),
    Paging.LIMIT,
    Paging.CURSOR,
  };

  private static final List<Facet> FILTERS =
      List.of(Facet.COOP, Facet.CATEGORY, Facet.NEEDS, Facet.PRIVILEGE);

  private final ApiContext context;

  /** A recipe in the list. */
  private record ItemView(
      CoopId coop,
      RecipeName name,
      @Nullable String title,
      @Nullable String description,
      @Nullable String category,
      @Nullable String icon,
      @Nullable String website,
      @Nullable Integer status,
      List<String> features,
      @Nullable LatestView latest,
      int versions,
      Instant updated,
      boolean archived) {}

  private record LatestView(String tag, @Nullable Instant time) {}

  SearchHandler(ApiContext context) {
    this.context = context;
  }

  Answer find(Request request) {
    var filters = new EnumMap<Facet, List<String>>(Facet.class);
    for (var facet : FILTERS) {
      request.text(facet.text()).ifPresent(value -> filters.put(facet, List.of(value)));
    }
    request.text("coop").ifPresent(SearchHandler::coop);
    var query =
        new RecipeQuery(
            request.text("q").orElse(null),
            filters,
            request.text("feature").map(List::of).orElse(List.of()),
            request.integer("min_status").orElse(null),
            request.text("image").orElse(null),
            request.text("sort").flatMap(RecipeQuery.Sort::parse).orElse(RecipeQuery.Sort.NAME),
            Set.of(),
            Paging.limit(request),
            request.cursor().map(cursor -> String.join("", cursor.parts())).orElse(null));
    var result = context.search().find(query);
    if (result instanceof SearchResult.Found found) {
      var next = found.next() == null ? null : Cursor.of(found.next());
      var items = found.items().stream().map(hit -> view(hit.row())).toList();
      return Paging.answer(request, items, found.total(), next, context.baseUrl().get());
    }
    throw new Refusal(ProblemType.MALFORMED_CURSOR, "This cursor was not given out here");
  }

  private static CoopId coop(String text) {
    return CoopId.parse(text)
        .orElseThrow(
            () ->
                new Refusal(ProblemType.MALFORMED_PARAMETER, "coop is an alias: " + CoopId.EXPECTED)
                    .with("parameter", "coop"));
  }

  private static ItemView view(SearchResult.Row row) {
    return new ItemView(
        row.id().coop(),
        row.id().name(),
        row.title(),
        row.description(),
        row.category(),
        row.icon(),
        row.website(),
        row.status(),
        row.features(),
        row.latestTag() == null ? null : new LatestView(row.latestTag(), row.latestTime()),
        row.versions(),
        row.updated(),
        row.archived());
  }
}
