package coop.potluck.peer;

import coop.potluck.federation.AddCheckpoint;
import coop.potluck.federation.Hash;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.SignedCheckpoint;
import coop.potluck.federation.SignedNote;
import coop.potluck.outbound.Outbound;
import coop.potluck.outbound.OutboundRequest;
import coop.potluck.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks witnesses over HTTP. What they answer is limited in size and time, and nothing is believed.
 *
 * @see <a href="https://c2sp.org/tlog-witness">c2sp.org/tlog-witness</a>
 */
final class WitnessClient {

  /** The media type of the size that comes with a conflict. */
  private static final String SIZE_TYPE = "text/x.tlog.size";

  private static final int MAX_ANSWER_BYTES = 64 << 10;
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final Outbound outbound;
  private final Duration timeout;

  /** What a witness answered to a submission. */
  sealed interface Answer {

    /** It claims to have cosigned; the lines are as they came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lines(byte[] bytes) implements Answer {}

    /** It cosigned another size last. */
    record Conflict(long size) implements Answer {}

    /** It did not cosign. */
    record Refused(String reason) implements Answer {}
  }

  WitnessClient(Outbound outbound, Duration timeout) {
    this.outbound = outbound;
    this.timeout = timeout;
  }

  Answer submit(WitnessSettings witness, AddCheckpoint submission) throws IOException {
    var body = OutboundRequest.Body.of("text/plain; charset=utf-8", submission.format());
    var uri = URI.create(witness.url() + "/add-checkpoint");
    try (var response = outbound.send(limited(OutboundRequest.post(uri, body)))) {
      return switch (response.status()) {
        case 200 -> new Answer.Lines(response.body().readAllBytes());
        case 409 -> conflict(response);
        default -> new Answer.Refused("it answered " + response.status());
      };
    }
  }

  private static Answer conflict(OutboundResponse response) throws IOException {
    var size = SIZE.matcher(response.text());
    var type = String.valueOf(response.header("Content-Type"));
    return type.split(";", 2)[0].strip().equals(SIZE_TYPE) && size.matches()
        ? new Answer.Conflict(Long.parseLong(size.group(1)))
        : new Answer.Refused("it answered a conflict without its size");
  }

  /**
   * The newest checkpoint that somebody holds of a log; empty where it has none.
   *
   * @param prefix of a witness, or of a node's {@code /mirror}
   * @throws IOException where it answers nothing of the kind
   */
  Optional<SignedCheckpoint> shown(URI prefix, String origin) throws IOException {
    var hash = Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex();
    var uri = URI.create(prefix + "/" + hash + "/checkpoint");
    try (var response = outbound.send(limited(OutboundRequest.get(uri)))) {
      if (response.status() == 404) {
        return Optional.empty();
      }
      if (response.status() != 200) {
        throw new IOException("it answered " + response.status());
      }
      var shown = SignedCheckpoint.parse(response.body().readAllBytes());
      if (!shown.checkpoint().origin().equals(origin)) {
        throw new IOException("it showed the checkpoint of another log");
      }
      return Optional.of(shown);
    } catch (MalformedException e) {
      throw new IOException("it showed no checkpoint: " + e.problem(), e);
    }
  }

  private OutboundRequest limited(OutboundRequest request) {
    return request
        .withTimeout(timeout)
        .withMaxBytes(Math.max(MAX_ANSWER_BYTES, SignedNote.MAX_BYTES))
        .withSameOrigin();
  }
}
