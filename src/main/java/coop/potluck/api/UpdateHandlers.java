package coop.potluck.api;

import com.fasterxml.jackson.databind.JsonNode;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.http.Answer;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is newer than what somebody runs. */
final class UpdateHandlers {

  static final Parameter INSTALLED = Parameter.version("installed").most(4_096).inOrder();

  private static final int MAX_ASKED = 50;
  private static final int MAX_SENT = 1_000;
  private static final int MAX_LENGTH = 400;
  private static final String EXPECTED =
      "An object whose installed is a list of at most %d texts coop/name@version of at most %d"
          .formatted(MAX_SENT, MAX_LENGTH);

  private final CatalogueReader reader;
  private final FormerRecipes former;

  UpdateHandlers(ApiContext context) {
    this.reader = context.reader();
    this.former = new FormerRecipes(context);
  }

  /** {@code GET /api/v1/updates}. */
  Answer asked(Request request) {
    request.required("installed");
    var installed =
        request.texts("installed").stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .toList();
    if (installed.size() > MAX_ASKED) {
      throw new Refusal(
              ProblemType.PARAMETER_OUT_OF_RANGE,
              "at most " + MAX_ASKED + " may be asked for; POST takes " + MAX_SENT)
          .with("parameter", "installed");
    }
    return answer(installed);
  }

  /** {@code POST /api/v1/updates}. */
  Answer sent(Request request) {
    HookHandler.requireJson(request);
    var installed = installed(request.body());
    return reader.snapshot(() -> answer(installed));
  }

  private Answer answer(List<String> installed) {
    var updates = new InstalledUpdates(reader, former);
    var items = installed.stream().map(updates::of).toList();
    return Answer.json(Json.write(new Paging.AllView(items)));
  }

  private static List<String> installed(byte[] body) {
    var list =
        Json.parse(body)
            .filter(object -> object.isObject() && object.size() == 1)
            .map(object -> object.path("installed"))
            .filter(array -> array.isArray() && array.size() <= MAX_SENT)
            .orElseThrow(UpdateHandlers::malformed);
    var installed = new ArrayList<String>(list.size());
    for (JsonNode item : list) {
      if (!item.isTextual() || item.asText().isEmpty() || item.asText().length() > MAX_LENGTH) {
        throw malformed();
      }
      installed.add(item.asText());
    }
    return installed;
  }

  private static Refusal malformed() {
    return new Refusal(ApiProblem.MALFORMED_BODY, EXPECTED);
  }
}
