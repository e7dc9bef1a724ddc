package coop.potluck.api;

import coop.potluck.http.ProblemType;
import java.util.List;

/** The kinds of problems that this interface adds to the server's own. */
final class ApiProblem {

  static final ProblemType COOP_NOT_FOUND =
      new ProblemType("coop-not-found", 404, "There is no such co-op on this node");
  static final ProblemType RECIPE_NOT_FOUND =
      new ProblemType("recipe-not-found", 404, "There is no such recipe, or no longer");
  static final ProblemType VERSION_NOT_FOUND =
      new ProblemType("version-not-found", 404, "The recipe has no such version, or no longer");
  static final ProblemType COMMIT_WITHOUT_VERSION =
      new ProblemType("commit-without-version", 404, "No version is at that commit");
  static final ProblemType OVERLAY_NOT_FOUND =
      new ProblemType("overlay-not-found", 404, "Neither version has such an overlay");
  static final ProblemType FILE_NOT_FOUND =
      new ProblemType("file-not-found", 404, "The version has no such file");
  static final ProblemType FILE_NOT_TEXT =
      new ProblemType("file-not-text", 422, "The file's content is not kept");
  static final ProblemType VERSION_NOT_READABLE =
      new ProblemType("version-not-readable", 422, "The version could not be read as a recipe");
  static final ProblemType DOWNGRADE =
      new ProblemType("downgrade", 422, "The target is lower than what is installed");
  static final ProblemType OTHER_RECIPE =
      new ProblemType("other-recipe", 422, "The file is of another recipe");
  static final ProblemType README_NOT_FOUND =
      new ProblemType("readme-not-found", 404, "The recipe has no README");
  static final ProblemType SOURCE_NOT_FOUND =
      new ProblemType("source-not-found", 404, "There is no such source on this node");
  static final ProblemType NO_LOG = new ProblemType("no-log", 404, "This node keeps no such log");
  static final ProblemType TILE_NOT_FOUND =
      new ProblemType("tile-not-found", 404, "The log has no such tile, or not yet");
  static final ProblemType OBJECT_NOT_FOUND =
      new ProblemType("object-not-found", 404, "This node has no such object");
  static final ProblemType NOT_LOGGED =
      new ProblemType("not-logged", 404, "No log holds the version, or not yet");
  static final ProblemType BLOCK_NOT_FOUND =
      new ProblemType("block-not-found", 404, "There is no such block");
  static final ProblemType BLOCKED =
      new ProblemType("blocked", 451, "This node's operator has taken this out of the catalogue");
  static final ProblemType SINCE_BEYOND_HEAD =
      new ProblemType("since-beyond-head", 409, "The change log is not as long as that");
  static final ProblemType BAD_SIGNATURE =
      new ProblemType("bad-signature", 403, "The signature does not fit, or nobody may sign here");
  static final ProblemType MALFORMED_BODY =
      new ProblemType("malformed-body", 400, "The body is not what is expected");
  static final ProblemType UNAUTHORIZED =
      new ProblemType("unauthorized", 401, "This takes the operator's token");
  static final ProblemType ADMIN_DISABLED =
      new ProblemType("admin-disabled", 403, "Administration over HTTP is switched off");
  static final ProblemType UNTRUSTED_CHECKPOINT =
      new ProblemType("untrusted-checkpoint", 403, "No key of the log has signed it well");
  static final ProblemType INCONSISTENT_CHECKPOINT =
      new ProblemType("inconsistent-checkpoint", 422, "It does not follow from what was cosigned");
  static final ProblemType NOT_READY =
      new ProblemType("not-ready", 503, "This node is not ready to serve");

  static final List<ProblemType> ALL =
      List.of(
          COOP_NOT_FOUND,
          RECIPE_NOT_FOUND,
          VERSION_NOT_FOUND,
          COMMIT_WITHOUT_VERSION,
          OVERLAY_NOT_FOUND,
          FILE_NOT_FOUND,
          FILE_NOT_TEXT,
          VERSION_NOT_READABLE,
          DOWNGRADE,
          OTHER_RECIPE,
          README_NOT_FOUND,
          SOURCE_NOT_FOUND,
          NO_LOG,
          TILE_NOT_FOUND,
          OBJECT_NOT_FOUND,
          NOT_LOGGED,
          BLOCK_NOT_FOUND,
          BLOCKED,
          SINCE_BEYOND_HEAD,
          BAD_SIGNATURE,
          MALFORMED_BODY,
          UNAUTHORIZED,
          ADMIN_DISABLED,
          UNTRUSTED_CHECKPOINT,
          INCONSISTENT_CHECKPOINT,
          NOT_READY);

  private ApiProblem() {}
}
