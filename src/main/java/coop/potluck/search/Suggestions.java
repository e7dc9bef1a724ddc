package coop.potluck.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Names and categories that begin as what was typed, or have a word that does. */
final class Suggestions {

  /** Categories beyond these would take the room of names. */
  private static final int MAX_CATEGORIES = 2;

  private static final int NAMES = Field.NAME.bit() | Field.TITLE.bit();
  private static final int CATEGORY = Field.CATEGORY.bit();

  private final Index index;
  private final FacetValues values;

  Suggestions(Index index, FacetValues values) {
    this.index = index;
    this.values = values;
  }

  /** A name, and the recipe that wins it of those that were met. */
  private record Named(Entry winner, boolean isWhole, boolean begins) {
    Named and(Named other) {
      return new Named(
          other.winner.rank() < winner.rank() ? other.winner : winner,
          isWhole || other.isWhole,
          begins || other.begins);
    }
  }

  private static final Comparator<Named> LIKELIEST =
      Comparator.comparing((Named it) -> !it.isWhole())
          .thenComparing(it -> !it.begins())
          .thenComparing(
              it -> Place.of(it.winner(), 0), Place.order(RecipeQuery.Sort.STATUS, false));

  /** What one document of an index has to do with what was typed. */
  private interface Met {
    void accept(Entry entry);
  }

  /** The likeliest first, at most {@code most}. */
  List<Suggestion> of(String typed, int most) {
    var joined = Words.joined(typed);
    if (joined.isEmpty()) {
      return List.of();
    }
    var named = named(joined);
    var categories = categories(joined);
    if (named.isEmpty() && categories.isEmpty()) {
      for (var guess : new Guesses(index.parts()).corrections(joined, true)) {
        named(guess.word()).forEach(named::putIfAbsent);
      }
    }
    var names =
        named.values().stream()
            .sorted(LIKELIEST)
            .limit(most - categories.size())
            .map(it -> suggestion(it.winner()));
    return Stream.concat(names, categories.stream()).toList();
  }

  /** Suggests a name that a recipe has, for all who have it. */
  private Suggestion suggestion(Entry one) {
    var winner = one;
    var recipes = 0;
    for (var part : index.parts()) {
      var segment = part.segment();
      var term = segment.find(one.joinedName());
      var postings = term < 0 ? null : segment.postings(term);
      while (postings != null && postings.next()) {
        var entry = segment.entry(postings.slot());
        if ((postings.fields() & Field.NAME.bit()) != 0
            && part.live().get(postings.slot())
            && name(entry).equals(name(one))) {
          winner = entry.rank() < winner.rank() ? entry : winner;
          recipes++;
        }
      }
    }
    return new Suggestion(winner.id().name().value(), winner.id(), Math.max(1, recipes));
  }

  /** Names that differ in case alone are one. */
  private static String name(Entry entry) {
    return entry.id().name().value().toLowerCase(Locale.ROOT);
  }

  private Map<String, Named> named(String joined) {
    var named = new HashMap<String, Named>();
    var seen = new HashSet<Long>();
    meet(
        joined,
        NAMES,
        entry -> {
          if (seen.add(entry.recipeId())) {
            var isWhole = entry.joinedName().equals(joined);
            var begins = entry.joinedName().startsWith(joined);
            named.merge(name(entry), new Named(entry, isWhole, begins), Named::and);
          }
        });
    return named;
  }

  private List<Suggestion> categories(String joined) {
    var counts = new HashMap<Integer, Integer>();
    var seen = new HashSet<Long>();
    meet(
        joined,
        CATEGORY,
        entry -> {
          if (seen.add(entry.recipeId())) {
            for (var value : entry.facets()) {
              if (values.facet(value) == Facet.CATEGORY) {
                counts.merge(value, 1, Integer::sum);
              }
            }
          }
        });
    return counts.entrySet().stream()
        .map(it -> new Suggestion(values.value(it.getKey()), null, it.getValue()))
        .sorted(
            Comparator.comparingInt(Suggestion::recipes).reversed().thenComparing(Suggestion::text))
        .limit(MAX_CATEGORIES)
        .toList();
  }

  /** Tells of each document with a word in some fields that begins so; of some more than once. */
  private void meet(String beginning, int fields, Met met) {
    for (var part : index.parts()) {
      var segment = part.segment();
      var end = segment.beyond(beginning);
      for (var term = segment.atLeast(beginning); term < end; term++) {
        if ((segment.fields(term) & fields) == 0) {
          continue;
        }
        var postings = segment.postings(term);
        while (postings.next()) {
          if ((postings.fields() & fields) != 0 && part.live().get(postings.slot())) {
            met.accept(segment.entry(postings.slot()));
          }
        }
      }
    }
  }
}
