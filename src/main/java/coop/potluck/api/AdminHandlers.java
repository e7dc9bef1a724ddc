package coop.potluck.api;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.catalogue.Block;
import coop.potluck.http.Answer;
import coop.potluck.http.Handler;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What only the operator may do. */
final class AdminHandlers {

  static final Parameter COOP = Parameter.text("coop", 40);
  static final Parameter NAME = Parameter.text("name", 100);
  static final Parameter VERSION = Parameter.version("version");

  private static final int MAX_REASON = 500;
  private static final int MAX_TAG = 250;
  private static final String SCHEME = "Bearer ";

  private final ApiContext context;

  private record WishView(@Nullable CoopId coop, @Nullable RecipeName name) {}

  private record ConfirmedView(String id, boolean confirmed) {}

  private record BlockView(
      CoopId coop, RecipeName name, @Nullable String version, String reason, Instant since) {
    static BlockView of(Block block) {
      return new BlockView(
          block.recipe().coop(), block.recipe().name(), block.tag(), block.reason(), block.since());
    }
  }

  AdminHandlers(ApiContext context) {
    this.context = context;
  }

  /** The same handler for who has the operator's token. */
  Handler guarded(Handler handler) {
    return request -> {
      var token = context.secrets().adminToken().filter(text -> !text.isEmpty());
      if (token.isEmpty()) {
        throw new Refusal(
            ApiProblem.ADMIN_DISABLED, "The configuration of this node names no operator's token");
      }
      var given = request.header("Authorization").orElse("");
      var bearer = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
      var presented = bearer ? given.substring(SCHEME.length()).strip() : "";
      if (!HookSignature.equal(presented, token.get())) {
        throw new Refusal(ApiProblem.UNAUTHORIZED, "Send Authorization: Bearer <token>")
            .header("WWW-Authenticate", "Bearer realm=\"potluck\"");
      }
      return handler.answer(request);
    };
  }

  /** {@code POST /api/v1/admin/sync}. */
  Answer sync(Request request) {
    var coop = request.text("coop").map(AdminHandlers::coop).orElse(null);
    var name = request.text("name").map(AdminHandlers::name).orElse(null);
    if (name != null && coop == null) {
      request.required("coop");
    }
    if (coop != null && context.reader().coop(coop).isEmpty()) {
      throw new Refusal(ApiProblem.COOP_NOT_FOUND, "No co-op is called " + coop);
    }
    context.catalogue().requestSync(coop, name);
    return Answer.json(Json.write(new WishView(coop, name))).status(202);
  }

  /** {@code POST /api/v1/admin/sources/{id}/confirm}. */
  Answer confirm(Request request) {
    var id = request.path("id");
    if (!context.catalogue().confirm(id)) {
      throw new Refusal(ApiProblem.SOURCE_NOT_FOUND, "No source has the id " + id);
    }
    return Answer.json(Json.write(new ConfirmedView(id, true)));
  }

  /** {@code GET /api/v1/admin/blocks}. */
  Answer blocks(Request request) {
    var blocks = context.reader().blocks().stream().map(BlockView::of).toList();
    return Answer.json(Json.write(new Paging.AllView(blocks)));
  }

  /** {@code POST /api/v1/admin/blocks}. */
  Answer block(Request request) {
    HookHandler.requireJson(request);
    var body =
        Json.parse(request.body())
            .filter(JsonNode::isObject)
            .orElseThrow(() -> malformed("An object with coop, name, version and reason"));
    var known = Set.of("coop", "name", "version", "reason");
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw malformed("There is no " + field + " in a block");
              }
            });
    var coop = coop(text(body.path("coop")).orElseThrow(() -> malformed("coop is needed")));
    var name = name(text(body.path("name")).orElseThrow(() -> malformed("name is needed")));
    var version = text(body.path("version")).orElse(null);
    var reason =
        text(body.path("reason"))
            .filter(given -> !given.isBlank() && given.length() <= MAX_REASON)
            .orElseThrow(() -> malformed("reason is a text of 1 to " + MAX_REASON));
    if (version != null && (version.isBlank() || version.length() > MAX_TAG)) {
      throw malformed("version is a tag");
    }
    var id = new RecipeId(coop, name);
    context.catalogue().block(id, version, reason);
    return Answer.json(
            Json.write(new BlockView(coop, name, version, reason, context.clock().instant())))
        .status(201);
  }

  /** {@code DELETE /api/v1/admin/blocks}. */
  Answer unblock(Request request) {
    var id = new RecipeId(coop(request.required("coop")), name(request.required("name")));
    if (!context.catalogue().unblock(id, request.text("version").orElse(null))) {
      throw new Refusal(ApiProblem.BLOCK_NOT_FOUND, "Nothing of the kind is blocked");
    }
    return Answer.nothing();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  private static Refusal malformed(String detail) {
    return new Refusal(ApiProblem.MALFORMED_BODY, detail);
  }

  private static CoopId coop(String text) {
    return CoopId.parse(text).orElseThrow(() -> malformed("coop", CoopId.EXPECTED));
  }

  private static RecipeName name(String text) {
    return RecipeName.parse(text).orElseThrow(() -> malformed("name", RecipeName.EXPECTED));
  }

  private static Refusal malformed(String parameter, String expected) {
    return new Refusal(ProblemType.MALFORMED_PARAMETER, parameter + " is " + expected)
        .with("parameter", parameter);
  }
}
