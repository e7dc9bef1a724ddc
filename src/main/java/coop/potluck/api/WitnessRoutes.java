package coop.potluck.api;

import coop.potluck.federation.AddCheckpoint;
import coop.potluck.federation.Witness;
import coop.potluck.federation.WitnessAnswer;
import coop.potluck.http.Answer;
import coop.potluck.http.Caching;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This node as a witness, by the letter of {@code tlog-witness}; a node without a key for it knows
 * no log.
 *
 * @see <a href="https://c2sp.org/tlog-witness">c2sp.org/tlog-witness</a>
 */
final class WitnessRoutes {

  private static final String NOTE = "text/plain;charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";
  private static final String NO_WITNESS = "This node is no witness";

  /** How long others may keep what was cosigned last, in seconds. */
  private static final int CHECKPOINT_SECONDS = 3;

  private final @Nullable Witness witness;

  private WitnessRoutes(@Nullable Witness witness) {
    this.witness = witness;
  }

  /** The routes of both prefixes, which are one. */
  static List<Route> of(@Nullable Witness witness) {
    var routes = new WitnessRoutes(witness);
    return List.of(
        Route.witness("/witness/add-checkpoint", routes::add),
        Route.log("/witness/{log}/checkpoint", Caching.NONE, routes::checkpoint));
  }

  private Answer add(Request request) {
    if (witness == null) {
      throw new Refusal(ApiProblem.NO_LOG, NO_WITNESS);
    }
    var body = request.body();
    if (body.length > AddCheckpoint.MAX_BYTES) {
      throw new Refusal(
          ProblemType.TOO_LARGE, "A submission has at most " + AddCheckpoint.MAX_BYTES + " bytes");
    }
    var answer = witness.add(body);
    if (answer instanceof WitnessAnswer.Cosigned cosigned) {
      return text(NOTE, cosigned.lines());
    }
    if (answer instanceof WitnessAnswer.Conflict conflict) {
      return text(SIZE, conflict.size() + "\n").status(409);
    }
    var refused = (WitnessAnswer.Refused) answer;
    throw new Refusal(problem(refused.reason()), refused.detail());
  }

  private static ProblemType problem(WitnessAnswer.Reason reason) {
    return switch (reason) {
      case MALFORMED -> ApiProblem.MALFORMED_BODY;
      case UNKNOWN_LOG -> ApiProblem.NO_LOG;
      case UNTRUSTED -> ApiProblem.UNTRUSTED_CHECKPOINT;
      case INCONSISTENT -> ApiProblem.INCONSISTENT_CHECKPOINT;
    };
  }

  private Answer checkpoint(Request request) {
    if (witness == null) {
      throw new Refusal(ApiProblem.NO_LOG, NO_WITNESS);
    }
    return witness
        .checkpoint(request.path("log"))
        .map(note -> Answer.of(NOTE, note).forSeconds(CHECKPOINT_SECONDS))
        .orElseThrow(
            () ->
                new Refusal(
                    ApiProblem.NO_LOG, "Nothing was cosigned of a log of that origin's hash"));
  }

  private static Answer text(String mediaType, String text) {
    return Answer.of(mediaType, text.getBytes(StandardCharsets.UTF_8));
  }
}
