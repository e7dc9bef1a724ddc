package coop.potluck.api;

import coop.potluck.http.Answer;
import coop.potluck.http.Cursor;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Privilege;
import coop.potluck.search.Facet;
import coop.potluck.search.RecipeQuery;
import coop.potluck.search.SearchResult;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What finds recipes: the search itself, and what helps while typing. */
final class SearchHandlers {

  private static final List<String> FEATURES =
      List.of("backups", "email", "healthcheck", "sso", "tests");

  private static final List<String> DESIGNATIONS = List.of("stable", "testing", "unstable");

  static final Parameter[] PARAMETERS = {
    Parameter.text("q", 200).blank(),
    Parameter.text("coop", 40).repeated(),
    Parameter.text("category", 100).repeated(),
    Parameter.choice("feature", FEATURES).repeated(),
    Parameter.choice("claimed", FEATURES).repeated(),
    Parameter.choice("computed", FEATURES).repeated(),
    Parameter.text("needs", 64).repeated(),
    Parameter.choice(
            "privilege", Arrays.stream(Privilege.Kind.values()).map(Privilege.Kind::text).toList())
        .repeated(),
    Parameter.text("architecture", 32).repeated(),
    Parameter.text("end_of_life", 64).repeated(),
    Parameter.choice("designation", DESIGNATIONS).repeated(),
    Parameter.integer("min_status", 0, 5),
    Parameter.integer("min_computed_status", 0, 5),
    Parameter.text("image", 512),
    Parameter.choice(
            "sort", Arrays.stream(RecipeQuery.Sort.values()).map(RecipeQuery.Sort::text).toList())
        .preset(RecipeQuery.Sort.RELEVANCE.text()),
    Parameter.some("facets", Arrays.stream(Facet.values()).map(Facet::text).toList())
        .preset(Parameter.ALL),
    Paging.LIMIT,
    Paging.CURSOR,
  };

  static final Parameter TYPED = Parameter.text("q", 100);

  /** The facets that a parameter of the same name filters by. */
  private static final Set<Facet> FILTERS =
      EnumSet.of(
          Facet.COOP,
          Facet.CATEGORY,
          Facet.CLAIMED,
          Facet.COMPUTED,
          Facet.NEEDS,
          Facet.PRIVILEGE,
          Facet.ARCHITECTURE,
          Facet.END_OF_LIFE,
          Facet.DESIGNATION);

  private final ApiContext context;
  private final Provenance logs;

  SearchHandlers(ApiContext context, Provenance logs) {
    this.context = context;
    this.logs = logs;
  }

  /** {@code GET /api/v1/recipes}. */
  Answer find(Request request) {
    var result = context.search().find(query(request));
    if (result instanceof SearchResult.Found found) {
      var next = found.next() == null ? null : Cursor.of(found.next());
      var page = FoundView.of(found, next == null ? null : request.encode(next), logs);
      return Paging.linked(request, Json.write(page), next, context.baseUrl().get());
    }
    throw new Refusal(ProblemType.MALFORMED_CURSOR, "This cursor was not given out here")
        .with("parameter", "cursor");
  }

  /** {@code GET /api/v1/suggest}. */
  Answer suggest(Request request) {
    var found = context.search().suggest(request.required("q"));
    var items = found.stream().map(SuggestionView::of).toList();
    return Answer.json(Json.write(new Paging.AllView(items)));
  }

  private static RecipeQuery query(Request request) {
    var filters = new EnumMap<Facet, List<String>>(Facet.class);
    for (var facet : FILTERS) {
      var values = request.texts(facet.text());
      if (!values.isEmpty()) {
        filters.put(facet, values);
      }
    }
    request.texts("coop").forEach(SearchHandlers::checkAlias);
    var facets = EnumSet.noneOf(Facet.class);
    request.some("facets").forEach(name -> facets.add(Facet.parse(name).orElseThrow()));
    return new RecipeQuery(
        request.text("q").filter(text -> !text.isBlank()).orElse(null),
        filters,
        request.texts("feature"),
        request.integer("min_status").orElse(null),
        request.integer("min_computed_status").orElse(null),
        request.text("image").orElse(null),
        RecipeQuery.Sort.parse(request.required("sort")).orElseThrow(),
        facets,
        Paging.limit(request),
        request.cursor().map(cursor -> String.join("", cursor.parts())).orElse(null));
  }

  private static void checkAlias(String text) {
    if (CoopId.parse(text).isEmpty()) {
      throw new Refusal(ProblemType.MALFORMED_PARAMETER, "coop is an alias: " + CoopId.EXPECTED)
          .with("parameter", "coop");
    }
  }
}
