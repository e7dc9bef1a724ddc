package coop.potluck.search;

import java.util.List;

/**
 * What a person's text asks for.
 *
 * @param clauses in the order in which they were typed; none where the text says nothing
 * @param warnings what was read otherwise than it looks
 */
record Query(List<Clause> clauses, List<SearchResult.Warning> warnings) {
  Query {
    clauses = List.copyOf(clauses);
    warnings = List.copyOf(warnings);
  }
}
