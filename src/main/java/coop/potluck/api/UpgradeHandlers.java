package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.Release;
import coop.potluck.http.Answer;
import coop.potluck.http.Parameter;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.RecipeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an upgrade takes. */
final class UpgradeHandlers {

  static final Parameter FROM = Parameter.version("from");
  static final Parameter TO = Parameter.version("to").preset(Releases.LATEST);

  private final CatalogueReader reader;

  UpgradeHandlers(ApiContext context) {
    this.reader = context.reader();
  }

  /** {@code GET …/upgrade}. */
  Answer plan(Request request) {
    var releases = Releases.of(reader, Lookups.recipe(request));
    var from = releases.get(request.required("from"));
    var to = releases.target(from, request.required("to"));
    refuseDowngrade(releases.recipe(), from, to);
    var plan = releases.upgrades().plan(from, to);
    return Answer.json(Json.write(UpgradeView.of(releases.recipe(), plan)));
  }

  /** An upgrade goes up. */
  static void refuseDowngrade(RecipeId recipe, Release from, Release to) {
    if (to.compareTo(from) < 0) {
      throw new Refusal(
              ApiProblem.DOWNGRADE,
              "%s is lower than %s: compare tells what a downgrade means"
                  .formatted(to.tag().name(), from.tag().name()))
          .with(
              "compare",
              "/api/v1/recipes/%s/compare?from=%s&to=%s"
                  .formatted(recipe, encoded(from), encoded(to)));
    }
  }

  private static String encoded(Release release) {
    return URLEncoder.encode(release.tag().name(), StandardCharsets.UTF_8);
  }
}
