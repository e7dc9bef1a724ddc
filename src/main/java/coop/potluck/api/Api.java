package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.http.Answer;
import coop.potluck.http.Caching;
import coop.potluck.http.Handler;
import coop.potluck.http.Method;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Route;
import java.util.ArrayList;
import java.util.List;

/** The table of the routes that {@code openapi.yaml} describes. */
public final class Api {

  private static final String V1 = "/api/v1";
  private static final String RECIPE = V1 + "/recipes/{coop}/{name}";
  private static final String VERSION = RECIPE + "/versions/{version}";

  private final CatalogueReader reader;
  private final FormerRecipes former;
  private final Federation federation;
  private final Provenance logs;
  private final List<Route> routes = new ArrayList<>();

  private Api(ApiContext context) {
    this.reader = context.reader();
    this.former = new FormerRecipes(context);
    this.federation = context.federation();
    this.logs = new Provenance(context);
  }

  /** All routes, for the server to serve. */
  public static List<Route> routes(ApiContext context) {
    var api = new Api(context);
    api.addDocuments(context);
    api.addRecipes(context);
    api.addUpgrades(context);
    api.addLists(context);
    api.addLogs(context);
    api.addWrites(context);
    api.addOperations(context);
    return List.copyOf(api.routes);
  }

  /** Every kind of problem that these routes or the server may answer with. */
  public static List<ProblemType> problemTypes() {
    var types = new ArrayList<>(ProblemType.ALL);
    types.addAll(ApiProblem.ALL);
    return types;
  }

  private void addDocuments(ApiContext context) {
    var lists = new ListHandlers(context, logs);
    add("/recipes.json", Caching.DOCUMENT, lists::flat);
    add("/coops/{coop}/recipes.json", Caching.DOCUMENT, lists::flatOfCoop);
    add(V1 + "/names", Caching.DOCUMENT, lists::names);
    var feeds = new FeedHandlers(context);
    add("/feed.atom", Caching.DOCUMENT, feeds::all);
    add("/coops/{coop}/feed.atom", Caching.DOCUMENT, feeds::ofCoop);
    add("/coops/{coop}/problems.atom", Caching.DOCUMENT, feeds::problems);
    add(RECIPE + "/feed.atom", Caching.DOCUMENT, feeds::ofRecipe);
  }

  private void addRecipes(ApiContext context) {
    var recipes = new RecipeHandlers(context, logs);
    var search = new SearchHandlers(context, logs);
    add(RECIPE, Caching.QUERY, recipes::one);
    add(V1 + "/recipes", Caching.QUERY, search::find, SearchHandlers.PARAMETERS);
    add(V1 + "/suggest", Caching.QUERY, search::suggest, SearchHandlers.TYPED);
    add(V1 + "/recipes/{name}", Caching.NONE, recipes::named);
    add(RECIPE + "/versions", Caching.QUERY, recipes::versions, Paging.LIMIT, Paging.CURSOR);
    add(VERSION, Caching.QUERY, recipes::version);
    addMoving(VERSION + "/proof", former.followed(new ProofHandler(context, logs)::show));
    add(VERSION + "/files", Caching.QUERY, recipes::files);
    add(VERSION + "/files/content", Caching.QUERY, recipes::content, RecipeHandlers.PATH);
    add(RECIPE + "/readme", Caching.QUERY, recipes::readme);
    add(
        RECIPE + "/badge.svg",
        Caching.DOCUMENT,
        new BadgeHandler(context)::show,
        BadgeHandler.SHOW);
  }

  private void addUpgrades(ApiContext context) {
    var compare = new CompareHandlers(context);
    var upgrades = new UpgradeHandlers(context);
    var check = new CheckHandler(context);
    var updates = new UpdateHandlers(context);
    var lint = new LintHandlers(context);
    add(RECIPE + "/compare", Caching.QUERY, compare::compare, CompareHandlers.PARAMETERS);
    add(
        RECIPE + "/upgrade",
        Caching.QUERY,
        upgrades::plan,
        UpgradeHandlers.FROM,
        UpgradeHandlers.TO);
    routes.add(
        Route.question(
            RECIPE + "/upgrade/check",
            former.followed(check::check),
            UpgradeHandlers.FROM,
            UpgradeHandlers.TO));
    add(V1 + "/updates", Caching.QUERY, updates::asked, UpdateHandlers.INSTALLED);
    routes.add(Route.question(V1 + "/updates", updates::sent));
    routes.add(
        Route.get(
                RECIPE + "/lint",
                Caching.QUERY,
                atOneMoment(former.followed(lint::one)),
                LintHandlers.VERSION)
            .during(lint::day));
    add(V1 + "/lint", Caching.QUERY, lint::all, LintHandlers.COOP, Paging.LIMIT, Paging.CURSOR);
  }

  private void addLists(ApiContext context) {
    var lists = new ListHandlers(context, logs);
    add(
        V1 + "/images",
        Caching.QUERY,
        lists::images,
        ListHandlers.IMAGE_NAME,
        ListHandlers.IMAGE_TAG,
        Paging.LIMIT,
        Paging.CURSOR);
    add(V1 + "/categories", Caching.QUERY, lists::categories);
    add(V1 + "/coops", Caching.QUERY, lists::coops);
    add(V1 + "/coops/{coop}", Caching.QUERY, lists::coop);
    add(V1 + "/conflicts", Caching.QUERY, lists::conflicts);
    addMoving(V1 + "/problems", lists::problems, Paging.LIMIT, Paging.CURSOR);
    addMoving(V1 + "/coops/{coop}/problems", lists::problemsOfCoop, Paging.LIMIT, Paging.CURSOR);
    add(V1 + "/changes", Caching.QUERY, lists::changes, ListHandlers.SINCE, ListHandlers.CHANGES);
  }

  private void addLogs(ApiContext context) {
    var handlers = new LogHandlers(context);
    routes.add(
        log("/.well-known/potluck", Caching.DOCUMENT, new WellKnownHandler(context)::show)
            .dependingOn(federation.writes()));
    for (var mirror : new boolean[] {false, true}) {
      var prefix = mirror ? "/mirror/{log}" : "/log";
      routes.add(
          log(prefix + "/checkpoint", Caching.DOCUMENT, handlers.checkpoint(mirror))
              .dependingOn(federation.writes()));
      routes.add(log(prefix + "/tile/entries/<number>", Caching.FIXED, handlers.entries(mirror)));
      routes.add(log(prefix + "/tile/{level}/<number>", Caching.FIXED, handlers.tile(mirror)));
      routes.add(log(prefix + "/objects/{bundle}", Caching.DOCUMENT, handlers.objects(mirror)));
    }
    routes.addAll(WitnessRoutes.of(federation.witness()));
    routes.add(log("/objects/sha256/{sha256}", Caching.DOCUMENT, handlers::object));
  }

  private Route log(String path, Caching caching, Handler handler) {
    return Route.log(path, caching, request -> reader.snapshot(() -> handler.answer(request)));
  }

  private void addWrites(ApiContext context) {
    var hooks = new HookHandler(context);
    var admin = new AdminHandlers(context);
    routes.add(Route.restricted(Method.POST, V1 + "/hooks/{coop}", hooks::accept));
    routes.add(
        Route.restricted(
            Method.POST,
            V1 + "/admin/sync",
            admin.guarded(admin::sync),
            AdminHandlers.COOP,
            AdminHandlers.NAME));
    routes.add(
        Route.restricted(
            Method.POST, V1 + "/admin/sources/{id}/confirm", admin.guarded(admin::confirm)));
    var blocks = V1 + "/admin/blocks";
    routes.add(Route.restricted(Method.GET, blocks, admin.guarded(admin::blocks)));
    routes.add(Route.restricted(Method.POST, blocks, admin.guarded(admin::block)));
    routes.add(
        Route.restricted(
            Method.DELETE,
            blocks,
            admin.guarded(admin::unblock),
            AdminHandlers.COOP,
            AdminHandlers.NAME,
            AdminHandlers.VERSION));
  }

  private void addOperations(ApiContext context) {
    var status = new StatusHandlers(context);
    routes.add(Route.get(V1 + "/status", Caching.NONE, status::status));
    routes.add(Route.get(V1 + "/peers", Caching.NONE, status::peers));
    routes.add(Route.probe("/health/live", status::live));
    routes.add(Route.probe("/health/ready", status::ready));
    routes.add(Route.probe("/metrics", status::metrics));
    routes.addAll(Reference.routes());
    routes.add(Route.get("/", Caching.NONE, request -> Answer.redirect(303, "docs")));
  }

  /** Adds a route whose handler sees the catalogue at one moment, and says at which. */
  private void add(String path, Caching caching, Handler handler, Parameter... parameters) {
    var found = path.startsWith(RECIPE) ? former.followed(handler) : handler;
    routes.add(Route.get(path, caching, atOneMoment(found), parameters));
  }

  /** The same for what depends on more than the catalogue and logs: on any write. */
  private void addMoving(String path, Handler handler, Parameter... parameters) {
    routes.add(
        Route.get(
                path,
                Caching.DOCUMENT,
                request -> reader.snapshot(() -> handler.answer(request)),
                parameters)
            .dependingOn(federation.writes()));
  }

  private Handler atOneMoment(Handler handler) {
    return request ->
        reader.snapshot(
            () -> handler.answer(request).at(reader.lastChange() + federation.reports().said()));
  }
}
