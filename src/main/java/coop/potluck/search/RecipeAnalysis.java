package coop.potluck.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is indexed of a recipe: the words of each field, in order for phrases, and beside them the
 * spellings that nobody should have to guess: {@code uptimekuma} for {@code uptime-kuma}, {@code
 * wiki} of {@code DokuWiki}, {@code postgres16} for {@code postgres:16.4}.
 */
final class RecipeAnalysis implements Analysis {

  /** More words than this are a sentence, which nobody writes as one word. */
  private static final int MAX_JOINED = 4;

  /** Where a word in camel case is a name. */
  private static final Set<Field> CAMEL = Set.of(Field.NAME, Field.TITLE, Field.DESCRIPTION);

  private static final Set<Field> JOINED = Set.of(Field.NAME, Field.TITLE, Field.CATEGORY);

  private final FacetValues facets;

  RecipeAnalysis(FacetValues facets) {
    this.facets = facets;
  }

  @Override
  public Analysed analyse(Row row) {
    // In the order of the fields, which passages are looked for in.
    var fields = new ArrayList<FieldTokens>();
    addText(fields, Field.NAME, row.id().name().value());
    addText(fields, Field.TITLE, row.title());
    row.images().lines().forEach(line -> fields.add(image(line)));
    addText(fields, Field.CATEGORY, row.category());
    addText(fields, Field.DESCRIPTION, row.description());
    row.services().lines().forEach(line -> fields.add(label(Field.SERVICE, line)));
    row.overlays().lines().forEach(line -> fields.add(label(Field.OVERLAY, line)));
    fields.add(label(Field.COOP, row.id().coop().value()));
    addText(fields, Field.COOP, row.coopName());
    row.environment().lines().forEach(line -> fields.add(label(Field.ENV, line)));
    addText(fields, Field.README, row.readme());
    fields.removeIf(it -> it.inOrder().isEmpty());
    return new Analysed(entry(row), fields);
  }

  private Entry entry(Row row) {
    var values = new LinkedHashSet<Integer>();
    values.add(facets.ordinal(Facet.COOP, row.id().coop().value()));
    if (row.category() != null) {
      values.add(facets.ordinal(Facet.CATEGORY, row.category()));
    }
    if (row.status() != null) {
      values.add(facets.ordinal(Facet.STATUS, row.status().toString()));
    }
    if (row.computedStatus() != null) {
      values.add(facets.ordinal(Facet.COMPUTED_STATUS, row.computedStatus().toString()));
    }
    for (var fact : row.facts()) {
      Facet.parse(fact.kind()).ifPresent(it -> values.add(facets.ordinal(it, fact.value())));
    }
    return new Entry(
        row.recipeId(),
        row.id(),
        Words.joined(row.id().name().value()),
        row.status() == null ? -1 : row.status(),
        row.computedStatus() == null ? -1 : row.computedStatus(),
        row.updated(),
        row.rank(),
        values.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void addText(List<FieldTokens> fields, Field field, @Nullable String text) {
    if (text == null) {
      return;
    }
    var inOrder = new ArrayList<String>();
    var besides = new LinkedHashSet<String>();
    var before = -1;
    for (var word : Words.of(text)) {
      if (before > 0 && word.start() == before + 1 && text.charAt(before) == '-') {
        besides.add(inOrder.get(inOrder.size() - 1) + word.text());
      }
      before = word.end();
      inOrder.add(word.text());
      if (CAMEL.contains(field)) {
        besides.addAll(Words.camel(text.substring(word.start(), word.end())));
      }
    }
    if (JOINED.contains(field)) {
      addJoined(besides, inOrder);
    }
    fields.add(new FieldTokens(field, inOrder, List.copyOf(besides)));
  }

  private static void addJoined(Set<String> besides, List<String> words) {
    if (words.size() > 1 && words.size() <= MAX_JOINED) {
      besides.add(String.join("", words));
    }
  }

  /** A name, which may be written in one word. */
  private static FieldTokens label(Field field, String line) {
    var besides = new LinkedHashSet<String>();
    var words = words(line);
    addJoined(besides, words);
    return new FieldTokens(field, words, List.copyOf(besides));
  }

  private static List<String> words(String text) {
    return Words.of(text).stream().map(Words.Word::text).toList();
  }

  private static FieldTokens image(String line) {
    var colon = line.indexOf(':');
    var name = colon < 0 ? line : line.substring(0, colon);
    var last = Words.joined(name.substring(name.lastIndexOf('/') + 1));
    var inOrder = new ArrayList<>(words(name));
    var besides = new LinkedHashSet<String>();
    if (!last.isEmpty() && !inOrder.contains(last)) {
      besides.add(last);
    }
    if (colon >= 0) {
      addTag(inOrder, besides, last, line.substring(colon + 1));
    }
    return new FieldTokens(Field.IMAGE, inOrder, List.copyOf(besides));
  }

  /** Of {@code postgres:16.4-alpine}, beside its words: postgres16, postgres164, 164. */
  private static void addTag(List<String> inOrder, Set<String> besides, String image, String tag) {
    var isNumbered = tag.length() > 1 && tag.charAt(0) == 'v' && Character.isDigit(tag.charAt(1));
    var numbers = new StringBuilder();
    var leading = true;
    for (var word : words(isNumbered ? tag.substring(1) : tag)) {
      leading &= Character.isDigit(word.charAt(0));
      if (leading) {
        numbers.append(word);
        besides.add(image + numbers);
        if (numbers.length() > word.length()) {
          besides.add(numbers.toString());
        }
      }
      inOrder.add(word);
    }
  }
}
