package coop.potluck.api;

import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.TilePath;
import coop.potluck.http.Answer;
import coop.potluck.http.Handler;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import java.io.ByteArrayOutputStream;

/**
 * Logs as C2SP {@code tlog-tiles} has them: this node's own, verbatim copies of those that it
 * follows, and the objects that any of them names.
 */
final class LogHandlers {

  /** How long others may keep a checkpoint, in seconds. */
  static final int CHECKPOINT_SECONDS = 3;

  private static final String NOTE = "text/plain;charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final int MAX_NUMBER_LENGTH = 16;

  /** How many objects may be asked for at once. */
  private static final int MAX_OBJECTS = 64;

  private final LogStore logs;
  private final ObjectArchive archive;
  private final BlockedObjects blocked;

  LogHandlers(ApiContext context) {
    this.logs = context.federation().logs();
    this.blocked = new BlockedObjects(context);
    this.archive = new ObjectArchive(logs, blocked);
  }

  /** {@code GET /log/checkpoint}, or that of a mirrored log. */
  Handler checkpoint(boolean mirror) {
    return request -> {
      var log = log(request, mirror);
      var checkpoint = log.checkpoint();
      if (checkpoint == null) {
        throw new Refusal(
            ApiProblem.NO_LOG, "The log " + log.origin() + " has no checkpoint yet: come again");
      }
      return Answer.of(NOTE, checkpoint.bytes()).forSeconds(CHECKPOINT_SECONDS);
    };
  }

  /** {@code GET /log/tile/{level}/<number>}, or that of a mirrored log. */
  Handler tile(boolean mirror) {
    return request -> tile(request, mirror, request.path("level"));
  }

  /** {@code GET /log/tile/entries/<number>}, or those of a mirrored log. */
  Handler entries(boolean mirror) {
    return request -> tile(request, mirror, "entries").compressed();
  }

  private Answer tile(Request request, boolean mirror, String level) {
    var path = "tile/" + level + '/' + request.path("number");
    var log = log(request, mirror);
    return TilePath.parse(path)
        .flatMap(it -> logs.tile(log.id(), it))
        .map(bytes -> Answer.of(BYTES, bytes).forever())
        .orElseThrow(
            () ->
                new Refusal(
                    ApiProblem.TILE_NOT_FOUND,
                    "A log of %d entries has no %s".formatted(log.size(), path)));
  }

  /** {@code GET /log/objects/{bundle}}, or those of a mirrored log. */
  Handler objects(boolean mirror) {
    return request -> {
      var log = log(request, mirror);
      var bundle = number(request.path("bundle"));
      if (bundle < 0 || bundle >= log.size() / TilePath.FULL) {
        throw new Refusal(
            ApiProblem.TILE_NOT_FOUND,
            "A log of %d entries has no full bundle %s"
                .formatted(log.size(), request.path("bundle")));
      }
      return Answer.of(BYTES, archive.of(log, bundle)).compressed();
    };
  }

  /** {@code GET /objects/sha256/{sha256}}: one object, or several in the form of an archive. */
  Answer object(Request request) {
    var names = request.path("sha256").split(",", -1);
    if (names.length == 1) {
      return Answer.of(BYTES, object(names[0])).forever().compressed();
    }
    if (names.length > MAX_OBJECTS) {
      throw absent("by so many hashes at once: " + MAX_OBJECTS + " at most");
    }
    var together = new ByteArrayOutputStream();
    for (var name : names) {
      ObjectArchive.write(together, object(name));
      if (together.size() > ObjectArchive.MAX_BYTES) {
        throw absent("so large together: ask for one at a time");
      }
    }
    return Answer.of(BYTES, together.toByteArray()).forever().compressed();
  }

  private byte[] object(String text) {
    var hash = Hash.parseHex(text).orElseThrow(() -> absent(text));
    blocked
        .find(hash)
        .ifPresent(
            block -> {
              throw Lookups.blocked(block);
            });
    return logs.object(hash).orElseThrow(() -> absent(text));
  }

  private static Refusal absent(String hash) {
    return new Refusal(ApiProblem.OBJECT_NOT_FOUND, "This node has no object " + hash);
  }

  private LogStore.Log log(Request request, boolean mirror) {
    var found = mirror ? logs.findByHash(request.path("log")) : logs.own();
    return found.orElseThrow(
        () ->
            new Refusal(
                ApiProblem.NO_LOG,
                mirror
                    ? "This node keeps no log whose origin has that SHA-256"
                    : "This node has no key to sign a log with, and so no log"));
  }

  /** The number that plain digits spell; -1 where they spell none. */
  private static long number(String text) {
    var plain =
        !text.isEmpty()
            && text.length() <= MAX_NUMBER_LENGTH
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    return plain ? Long.parseLong(text) : -1;
  }
}
