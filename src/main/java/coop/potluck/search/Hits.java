package coop.potluck.search;

import coop.potluck.search.SearchResult.Hit;
import coop.potluck.search.SearchResult.Match;
import coop.potluck.search.SearchResult.Snippet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hits of one page: rows, and why each of them was found. */
final class Hits {

  private final RecipeRows rows;

  Hits(RecipeRows rows) {
    this.rows = rows;
  }

  /**
   * Reads what is shown of a page.
   *
   * @param plan what was sought; null where nothing was typed
   */
  List<Hit> of(List<Page.Selected> page, @Nullable Plan plan) {
    var found = rows.list(page.stream().map(it -> it.place().id()).toList());
    var reasons = plan == null ? Map.<Long, Reasons.Reason>of() : reasons(page, plan);
    var texts =
        rows.texts(
            reasons.entrySet().stream()
                .filter(it -> !isShown(it.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    var hits = new ArrayList<Hit>();
    for (var selected : page) {
      var id = selected.place().id();
      var row = found.get(id);
      if (row != null) {
        var reason = reasons.get(id);
        hits.add(new Hit(row.row(), reason == null ? null : match(row, texts.get(id), reason)));
      }
    }
    return hits;
  }

  private static Map<Long, Reasons.Reason> reasons(List<Page.Selected> page, Plan plan) {
    var bySegment = new HashMap<Segment, Reasons>();
    return page.stream()
        .collect(
            Collectors.toMap(
                it -> it.place().id(),
                it ->
                    bySegment
                        .computeIfAbsent(it.segment(), segment -> Reasons.of(plan, segment))
                        .of(it.slot(), it.fields())));
  }

  /** Whether the row itself has a text that shows the words. */
  private static boolean isShown(Reasons.Reason reason) {
    return reason.fields().isEmpty() || reason.fields().contains(Field.DESCRIPTION);
  }

  private static Match match(
      RecipeRows.Found row, RecipeRows.@Nullable Texts texts, Reasons.Reason reason) {
    var fields = reason.fields().stream().map(Field::text).toList();
    return new Match(fields, snippet(row, texts, reason).orElse(null));
  }

  /** A passage of the description if that has the words, else of the weightiest field. */
  private static Optional<Snippet> snippet(
      RecipeRows.Found row, RecipeRows.@Nullable Texts texts, Reasons.Reason reason) {
    Function<Field, Optional<Snippet>> of =
        field -> Snippets.of(field, text(field, row, texts, reason.words()), reason.words());
    var described =
        reason.fields().contains(Field.DESCRIPTION)
            ? of.apply(Field.DESCRIPTION)
            : Optional.<Snippet>empty();
    return described.or(
        () -> reason.fields().stream().map(of).flatMap(Optional::stream).findFirst());
  }

  private static String text(
      Field field, RecipeRows.Found found, RecipeRows.@Nullable Texts texts, Set<String> words) {
    var row = found.row();
    var text =
        switch (field) {
          case NAME -> row.id().name().value();
          case TITLE -> row.title();
          case CATEGORY -> row.category();
          case DESCRIPTION -> row.description();
          case COOP -> row.id().coop().value() + ", " + found.coopName();
          case IMAGE -> texts == null ? null : having(texts.images(), field, words);
          case SERVICE -> texts == null ? null : having(texts.services(), field, words);
          case OVERLAY -> texts == null ? null : having(texts.overlays(), field, words);
          case ENV -> texts == null ? null : having(texts.environment(), field, words);
          case README -> texts == null ? null : texts.readme();
        };
    return text == null ? "" : text.replace('\n', ' ');
  }

  /** The lines that have any of the words, in one. */
  private static String having(String lines, Field field, Set<String> words) {
    return lines
        .lines()
        .filter(line -> Snippets.of(field, line, words).isPresent())
        .collect(Collectors.joining(", "));
  }
}
