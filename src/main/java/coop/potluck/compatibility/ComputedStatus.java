package coop.potluck.compatibility;

import java.util.List;

/**
 * Where a recipe stands on the README's scale from 0 to 5, by what its files show.
 *
 * @param evidence what each step of the scale rests on, in the scale's order
 */
public record ComputedStatus(int status, List<Evidence> evidence) {

  public ComputedStatus {
    evidence = List.copyOf(evidence);
  }

  /**
   * One thing that the scale asks for.
   *
   * @param name {@code upstream_image}, {@code backups}, {@code email}, {@code healthcheck}, {@code
   *     tests}, {@code sso}…
   * @param because what shows it, or what was looked for in vain
   */
  public record Evidence(String name, boolean holds, String because) {}

  /** What the files of a subject come to, given what lint says of it. */
  public static ComputedStatus of(LintSubject subject, LintReport report) {
    throw new UnsupportedOperationException();
  }
}
