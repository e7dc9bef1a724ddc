package coop.potluck.app;

import coop.potluck.http.Refusal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A recipe as a person names it.
 *
 * @param text a name, which the order of precedence resolves, or {@code CO-OP/NAME}
 */
record NamedRecipe(String text) {

  private static final int MAX_NAME = 100;

  /**
   * The recipe's address in the interface.
   *
   * @throws UnusableException if nobody has the bare name
   */
  String address(NodeReads asked) {
    return "/api/v1/recipes/"
        + id(asked)
            .orElseThrow(
                () -> new UnusableException("there is no recipe named " + text + near(asked)));
  }

  /** Whether there is such a recipe. */
  boolean exists(NodeReads asked) {
    var id = id(asked);
    if (id.isEmpty() || text.indexOf('/') < 0) {
      return id.isPresent();
    }
    try {
      asked.get("/api/v1/recipes/" + id.get() + "/versions");
      return true;
    } catch (UnusableException e) {
      if (isMissing(e)) {
        return false;
      }
      throw e;
    }
  }

  /** An answer about the recipe; where there is none of that name, one that was meant is told. */
  <T> T found(NodeReads asked, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (UnusableException e) {
      throw isMissing(e) ? new UnusableException(e.getMessage() + near(asked), e) : e;
    }
  }

  private static boolean isMissing(UnusableException e) {
    return e.getCause() instanceof Refusal refusal
        && refusal.type().slug().equals("recipe-not-found");
  }

  /** Co-op and name as they stand in an address. */
  private Optional<String> id(NodeReads asked) {
    var slash = text.indexOf('/');
    if (slash >= 0) {
      return Optional.of(
          NodeReads.encode(text.substring(0, slash))
              + "/"
              + NodeReads.encode(text.substring(slash + 1)));
    }
    for (var item : asked.get("/api/v1/names").path("items")) {
      if (item.path("name").asText().equals(text)) {
        return Optional.of(
            NodeReads.encode(item.path("coop").asText()) + "/" + NodeReads.encode(text));
      }
    }
    return former(asked);
  }

  /** What a recipe that had the bare name goes on as. */
  private Optional<String> former(NodeReads asked) {
    try {
      var found = asked.get("/api/v1/recipes/" + NodeReads.encode(text));
      return Optional.of(
          NodeReads.encode(found.path("coop").asText())
              + "/"
              + NodeReads.encode(found.path("name").asText()));
    } catch (UnusableException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Which recipe may have been meant, where one may; called as the person calls it. */
  private String near(NodeReads asked) {
    var slash = text.indexOf('/');
    var name = text.substring(slash + 1);
    if (name.isBlank() || name.length() > MAX_NAME) {
      return "";
    }
    var suggested = asked.get("/api/v1/suggest?q=" + NodeReads.encode(name));
    for (var one : suggested.path("items")) {
      var meant = one.path("recipe");
      if (meant.isObject()) {
        var coop = slash < 0 ? "" : meant.path("coop").asText() + "/";
        return "; did you mean " + coop + meant.path("name").asText() + "?";
      }
    }
    return "";
  }
}
