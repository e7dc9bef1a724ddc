package coop.potluck.catalogue;

import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.LintReport;
import java.util.List;

/**
 * What was worked out of a recipe's latest version, or of its head where it has none.
 *
 * @param past what it runs that is past its end of life
 */
public record Assessment(ComputedStatus status, LintReport lint, List<EndOfLife.Past> past) {

  public Assessment {
    past = List.copyOf(past);
  }
}
