package coop.potluck.api;

import coop.potluck.compatibility.LintReport;
import coop.potluck.compatibility.LintSubject;
import org.jspecify.annotations.Nullable;

/** What lint says of a working copy, in the words in which it is served of a version. */
public final class LintDocument {

  private LintDocument() {}

  /**
   * The JSON of {@code GET …/lint}, of nobody's co-op.
   *
   * @param version that the working copy is to get; absent where it does not say
   */
  public static byte[] of(@Nullable String version, LintSubject subject, LintReport report) {
    return Json.write(LintView.of(null, version, subject, report));
  }
}
