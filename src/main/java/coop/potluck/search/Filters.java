package coop.potluck.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All conditions of a query: of its filters, and of its text. */
final class Filters {

  private final FacetValues values;
  private final List<Condition> conditions = new ArrayList<>();

  private Filters(FacetValues values) {
    this.values = values;
  }

  /**
   * The conditions of a query.
   *
   * @param image the recipes that use the wanted image; null where none is wanted
   */
  static List<Condition> of(
      RecipeQuery query, Query text, FacetValues values, @Nullable Set<Long> image) {
    var all = new Filters(values);
    query.filters().forEach(all::addValues);
    query.features().forEach(it -> all.add(null, all.feature(it), false));
    all.addLeast(Facet.STATUS, query.minStatus());
    all.addLeast(Facet.COMPUTED_STATUS, query.minComputedStatus());
    if (image != null) {
      all.add(null, (segment, slot) -> image.contains(segment.entry(slot).recipeId()), false);
    }
    text.clauses().forEach(all::add);
    return List.copyOf(all.conditions);
  }

  private void add(Clause clause) {
    if (clause instanceof Clause.HasValue has) {
      add(has.facet(), value(has.facet(), has.value()), has.excluded());
    } else if (clause instanceof Clause.HasFeature has) {
      add(null, feature(has.feature()), has.excluded());
    } else if (clause instanceof Clause.StatusIs status) {
      add(
          status.scale(),
          (segment, slot) -> status.holds(segment.entry(slot).status(status.scale())),
          status.excluded());
    } else if (clause instanceof Clause.Updated updated) {
      add(
          null,
          (segment, slot) -> updated.holds(Instant.ofEpochMilli(segment.entry(slot).updated())),
          updated.excluded());
    }
  }

  private void add(@Nullable Facet facet, Condition.Test holds, boolean excluded) {
    // What is unwanted is not picked among the facet's values: it narrows their counts as well.
    conditions.add(excluded ? new Condition(null, holds.negate()) : new Condition(facet, holds));
  }

  private void addLeast(Facet scale, @Nullable Integer least) {
    if (least != null) {
      add(scale, (segment, slot) -> segment.entry(slot).status(scale) >= least, false);
    }
  }

  private void addValues(Facet facet, List<String> wanted) {
    var each = wanted.stream().map(it -> value(facet, it)).toList();
    if (!each.isEmpty()) {
      var holds =
          facet.several()
              ? each.stream().reduce(Condition.Test::and)
              : each.stream().reduce(Condition.Test::or);
      add(facet, holds.orElseThrow(), false);
    }
  }

  private Condition.Test feature(String name) {
    return value(Facet.CLAIMED, name).or(value(Facet.COMPUTED, name));
  }

  private Condition.Test value(Facet facet, String value) {
    var exact = values.find(facet, value);
    if (exact.isEmpty() && facet == Facet.END_OF_LIFE) {
      return hasAny(values.list(facet, known -> Ended.isMeant(known, value)));
    }
    return exact.isEmpty() ? hasAny() : hasAny(exact.getAsInt());
  }

  private static Condition.Test hasAny(int... wanted) {
    return (segment, slot) -> {
      for (var value : wanted) {
        if (segment.facets().has(slot, value)) {
          return true;
        }
      }
      return false;
    };
  }
}
