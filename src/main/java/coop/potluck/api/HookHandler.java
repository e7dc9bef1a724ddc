package coop.potluck.api;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.catalogue.Lookup;
import coop.potluck.http.Answer;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/hooks/{coop}}: a forge tells that something was pushed.
 *
 * <p>All that comes of it is a wish to look, so a replay does no harm. A co-op that is unknown, or
 * has no secret, answers as a wrong signature does.
 */
final class HookHandler {

  /** A secret that nobody knows, so that an unknown co-op takes as long as a known one. */
  private static final String NOBODYS = "\0";

  private final ApiContext context;

  private record AcceptedView(@Nullable CoopId coop, @Nullable RecipeName name) {}

  HookHandler(ApiContext context) {
    this.context = context;
  }

  Answer accept(Request request) {
    requireJson(request);
    var body = request.body();
    var coop = CoopId.parse(request.path("coop"));
    var secret = coop.flatMap(context.secrets().hookSecrets()).filter(known -> !known.isEmpty());
    var fits = HookSignature.fits(request, body, secret.orElse(NOBODYS));
    if (!fits || secret.isEmpty() || coop.isEmpty()) {
      throw new Refusal(
          ApiProblem.BAD_SIGNATURE, "Sign the body with the secret that the operator gave you");
    }
    var push =
        Json.parse(body)
            .filter(JsonNode::isObject)
            .orElseThrow(
                () -> new Refusal(ApiProblem.MALFORMED_BODY, "A forge's push event is expected"));
    var recipe = recipe(coop.get(), push);
    context.catalogue().requestSync(coop.get(), recipe);
    return Answer.json(Json.write(new AcceptedView(coop.get(), recipe))).status(202);
  }

  static void requireJson(Request request) {
    var type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).strip();
    if (!type.equals("application/json") && !type.startsWith("application/json;")) {
      throw new Refusal(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is application/json");
    }
  }

  /** The recipe that was pushed to; null where it is not known yet, so that all is looked at. */
  private @Nullable RecipeName recipe(CoopId coop, JsonNode push) {
    return repositoryName(push)
        .flatMap(RecipeName::parse)
        .filter(
            name ->
                !(context.reader().recipe(new RecipeId(coop, name)) instanceof Lookup.Absent<?>))
        .orElse(null);
  }

  private static Optional<String> repositoryName(JsonNode push) {
    var gitlab = push.path("project").path("path_with_namespace").asText("");
    if (!gitlab.isEmpty()) {
      return Optional.of(gitlab.substring(gitlab.lastIndexOf('/') + 1));
    }
    var name = push.path("repository").path("name").asText("");
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
