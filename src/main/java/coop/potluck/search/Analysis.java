package coop.potluck.search;

import java.util.List;

/** Makes of a recipe's columns what is indexed of it. */
@FunctionalInterface
interface Analysis {

  /** Never throws, whatever the texts are. Called by one thread at a time, but by many. */
  Analysed analyse(Row row);

  /**
   * What is indexed of a recipe.
   *
   * @param fields the weightiest first: what is too long is cut at the end
   */
  record Analysed(Entry entry, List<FieldTokens> fields) {}
}
