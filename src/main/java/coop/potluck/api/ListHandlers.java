package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Change;
import coop.potluck.catalogue.ImageUse;
import coop.potluck.catalogue.Page;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists that go across recipes. */
final class ListHandlers {

  static final Parameter IMAGE_NAME = Parameter.text("name", 512);
  static final Parameter IMAGE_TAG = Parameter.text("tag", 128);
  static final Parameter SINCE = Parameter.integer("since", 0, Integer.MAX_VALUE).preset("0");
  static final Parameter CHANGES = Parameter.integer("limit", 1, 1_000).preset("100");

  private static final int MAX_DISAGREEMENTS = 1_000;
  private static final String QUARANTINED = "quarantined";

  private final ApiContext context;
  private final CatalogueReader reader;
  private final Provenance logs;

  private record NameView(RecipeName name, CoopId coop) {}

  private record ConflictView(RecipeName name, CoopId winner, List<CoopId> passedOver) {}

  private record ConflictsView(List<ConflictView> items, List<DisagreedView> disagreements) {}

  private record DisagreedView(
      CoopId coop,
      RecipeName name,
      String version,
      ObjectName commit,
      ObjectName object,
      List<SeenView.Disagreement> others) {}

  private record ImageUseView(
      CoopId coop,
      RecipeName name,
      String version,
      boolean latest,
      String service,
      @Nullable String overlay,
      ImageReference image) {}

  private record ProblemView(
      String kind,
      @Nullable CoopId coop,
      @Nullable String name,
      @Nullable String version,
      @Nullable String log,
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

  ListHandlers(ApiContext context, Provenance logs) {
    this.context = context;
    this.logs = logs;
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
    var names =
        reader.conflicts().stream()
            .map(
                conflict ->
                    new ConflictView(
                        conflict.name(),
                        conflict.winner().coop(),
                        conflict.passedOver().stream().map(RecipeId::coop).toList()))
            .toList();
    return Answer.json(Json.write(new ConflictsView(names, disagreements())));
  }

  private List<DisagreedView> disagreements() {
    record Version(RecipeId recipe, String tag) {}
    var byVersion = new LinkedHashMap<Version, DisagreedView>();
    for (var found : context.federation().reports().disagreed(MAX_DISAGREEMENTS)) {
      byVersion
          .computeIfAbsent(
              new Version(found.recipe(), found.tag()),
              version ->
                  new DisagreedView(
                      version.recipe().coop(),
                      version.recipe().name(),
                      version.tag(),
                      found.commit(),
                      found.object(),
                      new ArrayList<>()))
          .others()
          .add(SeenView.disagreement(found.other(), logs));
    }
    return List.copyOf(byVersion.values());
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
    var offset = Paging.offset(request);
    var limit = Paging.limit(request);
    var page = reader.problems(coop, null, offset, limit);
    var views = new ArrayList<>(page.items().stream().map(ListHandlers::view).toList());
    var domain = coop == null ? null : logs.domain(coop).orElse(null);
    var following = context.federation().following();
    var aside = coop != null && domain == null ? 0 : following.quarantined(domain);
    if (aside > 0 && views.size() < limit) {
      var from = Math.max(0, offset - page.total());
      following.quarantine(domain, from, limit - views.size()).stream()
          .map(this::view)
          .forEach(views::add);
    }
    var all = new Page<>(views, page.total() + aside);
    return Paging.answer(request, all, view -> view, context.baseUrl().get());
  }

  private ProblemView view(QuarantinedItem item) {
    var object = item.sha256() == null ? "" : " object " + item.sha256();
    return new ProblemView(
        QUARANTINED,
        item.coop() == null ? null : logs.alias(item.coop()).orElse(null),
        item.recipe(),
        item.tag(),
        item.log(),
        "entry " + item.position() + object,
        item.reason());
  }

  private static ProblemView view(ProblemEntry entry) {
    return new ProblemView(
        entry.kind().text(),
        entry.coop(),
        entry.recipe(),
        entry.tag(),
        null,
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
