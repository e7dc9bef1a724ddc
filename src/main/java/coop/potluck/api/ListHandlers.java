package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Change;
import coop.potluck.catalogue.ImageUse;
import coop.potluck.catalogue.ProblemEntry;
import coop.potluck.http.Answer;
import coop.potluck.http.Parameter;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists that go across recipes. */
final class ListHandlers {

  static final Parameter IMAGE_NAME = Parameter.text("name", 512);
  static final Parameter IMAGE_TAG = Parameter.text("tag", 128);
  static final Parameter SINCE = Parameter.integer("since", 0, Integer.MAX_VALUE).preset("0");
  static final Parameter CHANGES = Parameter.integer("limit", 1, 1_000).preset("100");

  private final ApiContext context;
  private final CatalogueReader reader;

  private record NameView(RecipeName name, CoopId coop) {}

  private record ConflictView(RecipeName name, CoopId winner, List<CoopId> passedOver) {}

  private record ImageUseView(
      CoopId coop,
      RecipeName name,
      String version,
      boolean latest,
      String service,
      @Nullable String overlay,
      ImageReference image) {}

  private record ProblemView(
      ProblemEntry.Kind kind,
      CoopId coop,
      @Nullable String name,
      @Nullable String version,
      String where,
      String expected) {}

  private record ChangeView(
      long number,
      Instant at,
      Change.Kind kind,
      @Nullable CoopId coop,
      @Nullable RecipeName name,
      @Nullable String version,
      @Nullable ObjectName oldObject,
      @Nullable ObjectName oldCommit,
      @Nullable ObjectName newObject,
      @Nullable ObjectName newCommit) {}

  /** A run of the change log. */
  private record ChangesView(String epoch, List<ChangeView> items, long next, long head) {}

  ListHandlers(ApiContext context) {
    this.context = context;
    this.reader = context.reader();
  }

  /** {@code GET /recipes.json}. */
  Answer flat(Request request) {
    return Answer.json(document().of(reader.flat(null)));
  }

  /** {@code GET /coops/{coop}/recipes.json}. */
  Answer flatOfCoop(Request request) {
    var coop = followed(request);
    return Answer.json(document().of(reader.flat(coop)));
  }

  /** {@code GET /api/v1/names}. */
  Answer names(Request request) {
    return all(reader.names().stream().map(id -> new NameView(id.name(), id.coop())).toList());
  }

  /** {@code GET /api/v1/categories}. */
  Answer categories(Request request) {
    return all(reader.categories());
  }

  /** {@code GET /api/v1/coops}. */
  Answer coops(Request request) {
    return all(reader.coops().stream().map(CoopView::of).toList());
  }

  /** {@code GET /api/v1/coops/{coop}}. */
  Answer coop(Request request) {
    var id = Lookups.coop(request);
    return reader
        .coop(id)
        .map(coop -> Answer.json(Json.write(CoopView.of(coop))))
        .orElseThrow(() -> new Refusal(ApiProblem.COOP_NOT_FOUND, "No co-op is called " + id));
  }

  /** {@code GET /api/v1/conflicts}. */
  Answer conflicts(Request request) {
    return all(
        reader.conflicts().stream()
            .map(
                conflict ->
                    new ConflictView(
                        conflict.name(),
                        conflict.winner().coop(),
                        conflict.passedOver().stream().map(RecipeId::coop).toList()))
            .toList());
  }

  /** {@code GET /api/v1/images}. */
  Answer images(Request request) {
    var page =
        reader.images(
            request.required("name"),
            request.text("tag").orElse(null),
            Paging.offset(request),
            Paging.limit(request));
    return Paging.answer(request, page, ListHandlers::view, context.baseUrl().get());
  }

  private static ImageUseView view(ImageUse use) {
    return new ImageUseView(
        use.recipe().coop(),
        use.recipe().name(),
        use.tag(),
        use.latest(),
        use.service(),
        use.overlay(),
        use.image());
  }

  /** {@code GET /api/v1/problems}. */
  Answer problems(Request request) {
    return problems(request, null);
  }

  /** {@code GET /api/v1/coops/{coop}/problems}. */
  Answer problemsOfCoop(Request request) {
    return problems(request, followed(request));
  }

  private Answer problems(Request request, @Nullable CoopId coop) {
    var page = reader.problems(coop, null, Paging.offset(request), Paging.limit(request));
    return Paging.answer(request, page, ListHandlers::view, context.baseUrl().get());
  }

  private static ProblemView view(ProblemEntry entry) {
    return new ProblemView(
        entry.kind(),
        entry.coop(),
        entry.recipe(),
        entry.tag(),
        entry.problem().where(),
        entry.problem().expected());
  }

  /** {@code GET /api/v1/changes}. */
  Answer changes(Request request) {
    var since = request.integer("since").orElseThrow();
    var limit = request.integer("limit").orElseThrow();
    var run = reader.changes(since, limit);
    if (since > run.head()) {
      throw new Refusal(
              ApiProblem.SINCE_BEYOND_HEAD,
              "The log ends at " + run.head() + ": if its epoch is not yours, begin again at 0")
          .with("epoch", run.epoch())
          .with("head", Long.toString(run.head()));
    }
    var items = run.items().stream().map(ListHandlers::view).toList();
    var answer =
        Answer.json(Json.write(new ChangesView(run.epoch(), items, run.next(), run.head())));
    var next = "/api/v1/changes?since=" + run.next() + "&limit=" + limit;
    return run.next() < run.head()
        ? answer.header("Link", '<' + context.baseUrl().get() + next + ">; rel=\"next\"")
        : answer;
  }

  private static ChangeView view(Change change) {
    return new ChangeView(
        change.number(),
        change.at(),
        change.kind(),
        change.coop(),
        change.recipe(),
        change.tag(),
        change.oldObject(),
        change.oldCommit(),
        change.newObject(),
        change.newCommit());
  }

  private CoopId followed(Request request) {
    var id = Lookups.coop(request);
    return reader
        .coop(id)
        .map(entry -> entry.coop().id())
        .orElseThrow(() -> new Refusal(ApiProblem.COOP_NOT_FOUND, "No co-op is called " + id));
  }

  private CatalogueDocument document() {
    return new CatalogueDocument(context.baseUrl().get());
  }

  private static Answer all(List<?> items) {
    return Answer.json(Json.write(new Paging.AllView(items)));
  }
}
