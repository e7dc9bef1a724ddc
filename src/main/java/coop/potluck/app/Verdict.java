package coop.potluck.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of checking one thing.
 *
 * @param faults a sentence each; empty where it holds
 * @param facts what is known of it now, in the order in which it is told
 */
record Verdict(String what, List<String> faults, Map<String, String> facts) {

  Verdict {
    faults = List.copyOf(faults);
    facts = new LinkedHashMap<>(facts);
  }

  boolean holds() {
    return faults.isEmpty();
  }

  /** The same for JSON. */
  Map<String, Object> item() {
    var item = new LinkedHashMap<String, Object>();
    item.put("what", what);
    item.put("holds", holds());
    item.put("faults", faults);
    item.putAll(facts);
    return item;
  }

  /** Tells it, and answers the exit status for all of them. */
  static int tell(List<Verdict> verdicts, Sheet sheet) {
    for (var verdict : verdicts) {
      sheet.line(
          0,
          verdict.holds()
              ? new Sheet.Inked(Sheet.Ink.GREEN, "holds  ")
              : new Sheet.Inked(Sheet.Ink.RED, "FAILS  "),
          verdict.what());
      verdict.faults().forEach(fault -> sheet.line(1, fault));
      verdict.facts().forEach((name, value) -> sheet.line(1, name, ": ", value));
    }
    sheet.end();
    return status(verdicts);
  }

  static int status(List<Verdict> verdicts) {
    return verdicts.stream().allMatch(Verdict::holds) ? Main.OK : Main.SOME_FAILED;
  }

  /** Collects faults and facts. */
  static final class Builder {
    private final String what;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();

    Builder(String what) {
      this.what = what;
    }

    Builder fault(String sentence) {
      faults.add(sentence);
      return this;
    }

    Builder fact(String name, Object value) {
      facts.put(name, String.valueOf(value));
      return this;
    }

    Verdict done() {
      return new Verdict(what, faults, facts);
    }
  }
}
