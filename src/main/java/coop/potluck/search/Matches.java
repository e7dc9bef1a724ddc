package coop.potluck.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of an index that have any of the words of a query, and what they are worth. */
final class Matches {

  private static final int PERCENT = 100;

  private final Plan plan;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Clause, String> corrections;
  private final boolean[] optional;

  /** What was asked for by field or in quotes is not left out for want of it. */
  private final boolean[] strict;

  private final int required;

  /** What a clause is worth beside the others, in percent: rare words say more. */
  private List<Integer> shares;

  /**
   * Matches of a plan.
   *
   * @param excluded for each finding the documents that are unwanted; null for none
   * @param corrections what was put in the place of mistyped words
   */
  Matches(
      Plan plan,
      List<Finding> findings,
      List<@Nullable BitSet> excluded,
      Map<Clause, String> corrections) {
    this.plan = plan;
    this.corrections = corrections;
    this.optional = new boolean[plan.wanted().size()];
    this.strict = new boolean[optional.length];
    var needed = 0;
    for (var i = 0; i < optional.length; i++) {
      var word = plan.wanted().get(i) instanceof Clause.Word it ? it : null;
      optional[i] = word != null && word.optional();
      strict[i] = word == null || word.field() != null;
      needed += optional[i] || strict[i] ? 0 : 1;
    }
    this.required = needed;
    for (var i = 0; i < findings.size(); i++) {
      parts.add(new Part(findings.get(i), excluded.get(i)));
    }
    this.shares = shares(findings);
  }

  private List<Integer> shares(List<Finding> findings) {
    var shares = new int[optional.length];
    var all = 0L;
    for (var finding : findings) {
      all += finding.live().cardinality();
    }
    for (var clause = 0; clause < shares.length; clause++) {
      shares[clause] = PERCENT;
      if (shares.length > 1) {
        var having = 0L;
        for (var finding : findings) {
          having += finding.count(clause);
        }
        var rarity = Math.log((1.0 + all) / (1.0 + having)) / Math.log(2.0 + all);
        shares[clause] += (int) (PERCENT * rarity);
      }
      if (optional[clause]) {
        shares[clause] = shares[clause] * Plan.STOP_WORD_PERCENT / PERCENT;
      }
    }
    return Arrays.stream(shares).boxed().toList();
  }

  /** What each clause is worth beside the others, in percent. */
  List<Integer> shares() {
    return shares;
  }

  /**
   * Weighs clauses as another answer did, so that its next page goes on where it ended though
   * recipes came and went. Ignored if they are not as many.
   */
  void weighAs(List<Integer> others) {
    if (others.size() == shares.size()) {
      shares = others;
    }
  }

  List<Part> parts() {
    return parts;
  }

  Plan plan() {
    return plan;
  }

  /** How many of the words count. */
  int required() {
    return required;
  }

  Map<Clause, String> corrections() {
    return corrections;
  }

  /** The matches in one segment. */
  final class Part {

    private final Finding finding;
    private final @Nullable BitSet excluded;

    private Part(Finding finding, @Nullable BitSet excluded) {
      this.finding = finding;
      this.excluded = excluded;
    }

    Segment segment() {
      return finding.segment();
    }

    Entry entry(int slot) {
      return finding.segment().entry(slot);
    }

    /** The next document from {@code slot} on that is wanted; -1 if there is none. */
    int next(int slot) {
      var next = finding.live().nextSetBit(slot);
      while (next >= 0 && excluded != null && excluded.get(next)) {
        next = finding.live().nextSetBit(next + 1);
      }
      return next;
    }

    /** How many of the words that count a document has; -1 if it lacks one that it must have. */
    int count(int slot) {
      var count = 0;
      for (var clause = 0; clause < optional.length; clause++) {
        if (finding.best(clause, slot) > 0) {
          count += optional[clause] || strict[clause] ? 0 : 1;
        } else if (strict[clause]) {
          return -1;
        }
      }
      return count;
    }

    /** The fields of a document in which anything was found. */
    int fields(int slot) {
      return finding.fields(slot);
    }

    /** How well a document matches. */
    long score(int slot) {
      var score = finding.bonus(slot);
      for (var clause = 0; clause < optional.length; clause++) {
        score += (long) finding.best(clause, slot) * shares.get(clause) / PERCENT;
      }
      return score;
    }
  }
}
