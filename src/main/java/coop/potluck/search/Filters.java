package coop.potluck.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
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
    var least = query.minStatus();
    if (least != null) {
      all.add(Facet.STATUS, it -> it.status() >= least, false);
    }
    if (image != null) {
      all.add(null, it -> image.contains(it.recipeId()), false);
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
      add(Facet.STATUS, it -> status.holds(it.status()), status.excluded());
    } else if (clause instanceof Clause.Updated updated) {
      add(null, it -> updated.holds(Instant.ofEpochMilli(it.updated())), updated.excluded());
    }
  }

  private void add(@Nullable Facet facet, Predicate<Entry> holds, boolean excluded) {
    // What is unwanted is not picked among the facet's values: it narrows their counts as well.
    conditions.add(excluded ? new Condition(null, holds.negate()) : new Condition(facet, holds));
  }

  private void addValues(Facet facet, List<String> wanted) {
    var each = wanted.stream().map(it -> value(facet, it)).toList();
    if (!each.isEmpty()) {
      var holds =
          facet.several()
              ? each.stream().reduce(Predicate::and)
              : each.stream().reduce(Predicate::or);
      add(facet, holds.orElseThrow(), false);
    }
  }

  private Predicate<Entry> feature(String name) {
    return value(Facet.CLAIMED, name).or(value(Facet.COMPUTED, name));
  }

  private Predicate<Entry> value(Facet facet, String value) {
    return has(values.find(facet, value));
  }

  private static Predicate<Entry> has(OptionalInt value) {
    if (value.isEmpty()) {
      return it -> false;
    }
    var wanted = value.getAsInt();
    return entry -> {
      for (var one : entry.facets()) {
        if (one == wanted) {
          return true;
        }
      }
      return false;
    };
  }
}
