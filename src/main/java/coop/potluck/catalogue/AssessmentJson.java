package coop.potluck.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.LintReport;
import coop.potluck.compatibility.Linter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An assessment in its column: rules by their ids, since every recipe has the same. */
record AssessmentJson(
    int status, List<ComputedStatus.Evidence> evidence, List<Verdict> rules, List<PastEnd> past) {

  private static final TypeReference<AssessmentJson> TYPE = new TypeReference<>() {};

  /** What came of a rule. */
  record Verdict(
      String id,
      LintReport.Outcome outcome,
      List<LintReport.Finding> findings,
      @Nullable String reason) {}

  /** Something that is past its end, with its day as {@code 2021-11-11}. */
  record PastEnd(
      String service, String where, String image, String product, String cycle, String ends) {}

  static byte[] bytes(Assessment assessment) {
    return StoredJson.bytes(
        new AssessmentJson(
            assessment.status().status(),
            assessment.status().evidence(),
            assessment.lint().rules().stream()
                .map(it -> new Verdict(it.rule().id(), it.outcome(), it.findings(), it.reason()))
                .toList(),
            assessment.past().stream().map(AssessmentJson::pastEnd).toList()));
  }

  private static PastEnd pastEnd(EndOfLife.Past past) {
    var cycle = past.cycle();
    return new PastEnd(
        past.service(),
        past.where(),
        past.image(),
        cycle.product(),
        cycle.cycle(),
        cycle.ends().toString());
  }

  /** Empty if the bytes are damaged, or of another program's rules. */
  static Optional<Assessment> parse(byte[] bytes) {
    return StoredJson.parse(bytes, TYPE).flatMap(AssessmentJson::assessment);
  }

  private Optional<Assessment> assessment() {
    var known = new HashMap<String, LintReport.Rule>();
    Linter.rules().forEach(rule -> known.put(rule.id(), rule));
    var verdicts = new ArrayList<LintReport.Verdict>();
    for (var it : rules) {
      var rule = known.get(it.id());
      if (rule == null) {
        return Optional.empty();
      }
      verdicts.add(new LintReport.Verdict(rule, it.outcome(), it.findings(), it.reason()));
    }
    try {
      return Optional.of(
          new Assessment(
              new ComputedStatus(status, evidence),
              new LintReport(verdicts),
              past.stream().map(AssessmentJson::past).toList()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static EndOfLife.Past past(PastEnd it) {
    var cycle = new EndOfLife.Cycle(it.product(), it.cycle(), LocalDate.parse(it.ends()));
    return new EndOfLife.Past(it.service(), it.where(), it.image(), cycle);
  }
}
