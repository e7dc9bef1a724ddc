package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Lookup;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.compatibility.Linter;
import coop.potluck.http.Answer;
import coop.potluck.http.Cursor;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What could be better about recipes. */
final class LintHandlers {

  static final Parameter VERSION = Parameter.version("version");
  static final Parameter COOP = Parameter.text("coop", 40);

  private final ApiContext context;
  private final CatalogueReader reader;

  /** What is looked at, and the tag it is called by. */
  private record Looked(LintSubject subject, @Nullable String tag) {}

  LintHandlers(ApiContext context) {
    this.context = context;
    this.reader = context.reader();
  }

  /** The day in UTC, on which it depends what has come to its end. */
  String day() {
    return today().toString();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
  }

  /** {@code GET …/lint}. */
  Answer one(Request request) {
    var id = Lookups.recipe(request);
    var version = request.text("version").orElse(null);
    var looked = version == null ? latest(id) : named(id, version);
    var subject = looked.subject();
    var report = context.linter().lint(subject, today());
    return Answer.json(Json.write(LintView.of(id.coop(), looked.tag(), subject, report)));
  }

  private Looked latest(RecipeId id) {
    var subject =
        Lookups.found(reader.lintSubject(id, null), ApiProblem.RECIPE_NOT_FOUND, id.toString());
    var published = subject.published();
    return new Looked(subject, published == null ? null : ReleaseView.tag(published.release()));
  }

  private Looked named(RecipeId id, String version) {
    var tag = version;
    var lookup = reader.lintSubject(id, tag);
    var commit = ObjectName.parse(version);
    if (lookup instanceof Lookup.Absent<LintSubject> && commit.isPresent()) {
      var there = reader.version(id, commit.get()).found();
      if (there.isPresent()) {
        tag = there.get().version().tag().name();
        lookup = reader.lintSubject(id, tag);
      }
    }
    Lookups.found(reader.recipe(id), ApiProblem.RECIPE_NOT_FOUND, id.toString());
    return new Looked(Lookups.found(lookup, ApiProblem.VERSION_NOT_FOUND, id + " " + version), tag);
  }

  /** {@code GET /api/v1/lint}. */
  Answer all(Request request) {
    var coop = request.text("coop").map(this::followed).orElse(null);
    var offset = Paging.offset(request);
    var page = reader.lint(coop, offset, Paging.limit(request));
    var end = offset + page.items().size();
    var next = end < page.total() && !page.items().isEmpty() ? Cursor.of("" + end) : null;
    var view =
        new LintPageView(
            page.items().stream().map(LintPageView.ItemView::of).toList(),
            page.total(),
            next == null ? null : request.encode(next),
            LintPageView.rules(Linter.rules(), reader.lintRules(coop)));
    return Paging.linked(request, Json.write(view), next, context.baseUrl().get());
  }

  private CoopId followed(String text) {
    var id =
        CoopId.parse(text)
            .orElseThrow(
                () ->
                    new Refusal(
                            ProblemType.MALFORMED_PARAMETER, "coop is an alias: " + CoopId.EXPECTED)
                        .with("parameter", "coop"));
    return reader
        .coop(id)
        .map(entry -> entry.coop().id())
        .orElseThrow(() -> new Refusal(ApiProblem.COOP_NOT_FOUND, "No co-op is called " + id));
  }
}
