package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.OperatorFile;
import coop.potluck.compatibility.Release;
import coop.potluck.http.Answer;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.parsing.OperatorFileReader;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST …/upgrade/check}: what an upgrade means for an operator's own file.
 *
 * <p>The file may hold secrets. Of it nothing but names of keys and paths of Compose files goes
 * anywhere: not into an answer, a problem, a log or the catalogue.
 */
final class CheckHandler {

  private static final Set<String> TEXT = Set.of("text/plain", "text/plain;charset=utf-8");

  private final CatalogueReader reader;
  private final OperatorFileReader files;

  CheckHandler(ApiContext context) {
    this.reader = context.reader();
    this.files = context.files();
  }

  Answer check(Request request) {
    var recipe = Lookups.recipe(request);
    requireText(request);
    var body = request.body();
    return Unspoken.during(() -> reader.snapshot(() -> check(request, recipe, read(body))));
  }

  private OperatorFile read(byte[] body) {
    var read = files.read(body);
    if (read instanceof OperatorFileReader.Read.Rejected rejected) {
      throw new Refusal(ApiProblem.MALFORMED_BODY, "The body is no .env that can be read")
          .with(
              "reasons",
              rejected.problems().stream().map(it -> it.where() + ": " + it.expected()).toList());
    }
    return ((OperatorFileReader.Read.Parsed) read).file();
  }

  private Answer check(Request request, RecipeId recipe, OperatorFile file) {
    var releases = Releases.of(reader, recipe);
    refuseOtherRecipe(releases, file);
    var from = from(request, releases, file);
    var to = releases.target(from, request.required("to"));
    UpgradeHandlers.refuseDowngrade(recipe, from, to);
    var check = releases.upgrades().check(from, to, file);
    return Answer.json(Json.write(FileCheckView.of(recipe, from, to, check)));
  }

  private static Release from(Request request, Releases releases, OperatorFile file) {
    var given = request.text("from");
    if (given.isPresent()) {
      return releases.get(given.get());
    }
    var version = file.version();
    if (version == null) {
      throw new Refusal(
              ProblemType.MISSING_PARAMETER,
              "from is needed here, since the file has no TYPE=name:version")
          .with("parameter", "from");
    }
    return releases.get(version, "What the TYPE of the file names after its colon");
  }

  /**
   * A recipe's sample may have another TYPE than the repository's name, and a file the name that
   * the recipe had when the app was made.
   */
  private void refuseOtherRecipe(Releases releases, OperatorFile file) {
    var type = file.type();
    if (type == null || type.equals(releases.recipe().name().value())) {
      return;
    }
    var known = releases.latest().map(latest -> releases.content(latest).type());
    if (!known.equals(Optional.of(type)) && !isFormerName(type, releases.recipe())) {
      throw new Refusal(
          ApiProblem.OTHER_RECIPE, "The TYPE of the file is not that of " + releases.recipe());
    }
  }

  private boolean isFormerName(String type, RecipeId recipe) {
    return RecipeName.parse(type)
        .flatMap(name -> reader.successor(new RecipeId(recipe.coop(), name)))
        .filter(recipe::equals)
        .isPresent();
  }

  private static void requireText(Request request) {
    var type = request.header("Content-Type").orElse("");
    if (!TEXT.contains(type.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", ""))) {
      throw new Refusal(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is the file, sent as text/plain in UTF-8");
    }
  }
}
