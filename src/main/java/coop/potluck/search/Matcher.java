package coop.potluck.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a query means in an index: first as it was typed, then what it may have meant. */
final class Matcher {

  private final Synonyms synonyms;

  Matcher(Synonyms synonyms) {
    this.synonyms = synonyms;
  }

  Matches match(Index index, Query query) {
    var plan = Plan.of(query, synonyms);
    var findings = new ArrayList<Finding>();
    for (var part : index.parts()) {
      findings.add(new Finding(part, plan.wanted().size()));
    }
    look(plan.ways(), findings);
    var guessing = new Guessing(plan, findings, synonyms);
    var ways = guessing.ways();
    look(ways, findings);
    return new Matches(plan.with(ways), findings, excluded(index, query), guessing.corrections());
  }

  private static void look(List<Way> ways, List<Finding> findings) {
    for (var finding : findings) {
      ways.forEach(finding::look);
    }
  }

  /** For each part of the index, the documents that have what is not wanted; null for none. */
  private static List<@Nullable BitSet> excluded(Index index, Query query) {
    var unwanted = Plan.unwanted(query);
    var excluded = new ArrayList<@Nullable BitSet>();
    for (var part : index.parts()) {
      excluded.add(unwanted.wanted().isEmpty() ? null : having(part, unwanted));
    }
    return excluded;
  }

  private static BitSet having(Index.Part part, Plan plan) {
    var finding = new Finding(part, plan.wanted().size());
    plan.ways().forEach(finding::look);
    var having = new BitSet();
    for (var clause = 0; clause < plan.wanted().size(); clause++) {
      finding.addTo(having, clause);
    }
    return having;
  }
}
