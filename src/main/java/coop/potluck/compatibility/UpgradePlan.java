package coop.potluck.compatibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from one version to a higher one.
 *
 * @param hops every release after {@code from} up to {@code to}, in order
 * @param verdict what it takes all in all
 * @param reasons what made the verdict, in sentences; empty where it is safe
 * @param route the tags to deploy one after the other; the last is that of {@code to}
 * @param recommended the highest version on the way that takes no more than a review; absent where
 *     the first hop takes more
 * @param backports versions above {@code from} in its own major line that were made after a higher
 *     line began, highest first
 * @param environment what the operator's file needs for the whole way
 */
public record UpgradePlan(
    Release from,
    Release to,
    List<Hop> hops,
    Verdict verdict,
    List<String> reasons,
    List<String> route,
    @Nullable Release recommended,
    List<Release> backports,
    EnvironmentPatch environment) {

  public UpgradePlan {
    hops = List.copyOf(hops);
    reasons = List.copyOf(reasons);
    route = List.copyOf(route);
    backports = List.copyOf(backports);
  }

  /** What an upgrade takes, from least to most. */
  public enum Verdict {
    /** A machine may do it. */
    SAFE,
    /** A person should read first. */
    REVIEW,
    /** A person must do something. */
    MANUAL
  }

  /**
   * One release on the way.
   *
   * @param required the differences from the release before that ask for something
   * @param stop why the release before this one must run first; absent where it can be passed over
   */
  public record Hop(
      Release from,
      Release to,
      @Nullable ReleaseClass claimed,
      ReleaseClass computed,
      Verdict verdict,
      List<Difference> required,
      EnvironmentPatch environment,
      @Nullable Stop stop) {

    public Hop {
      required = List.copyOf(required);
    }
  }

  /**
   * A release that must not be passed over.
   *
   * @param deploy the tag that must run, and have finished its own upgrade, before going on
   * @param because in a sentence
   * @param rule what says so: {@code note}, or the rule's name in the data file
   * @param manual whether going on takes more than deploying, such as a dump and restore
   */
  public record Stop(String deploy, String because, String rule, boolean manual) {}
}
