package coop.potluck.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes words as they stand between blanks, and tells what an index holds. */
final class PlainAnalysis implements Analysis {

  @Override
  public Analysed analyse(Row row) {
    var name = row.id().name().value();
    return new Analysed(
        new Entry(row.recipeId(), row.id(), name, -1, -1, row.updated(), row.rank(), new int[0]),
        List.of(
            new FieldTokens(Field.NAME, words(name.replace('-', ' ')), List.of(name)),
            new FieldTokens(Field.DESCRIPTION, words(row.description()), List.of()),
            new FieldTokens(Field.COOP, words(row.coopName()), List.of()),
            new FieldTokens(
                Field.README,
                words(row.readme()),
                row.facts().stream().map(Row.Fact::value).toList())));
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isBlank() ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  /** A keeper that merges in the thread that asks. */
  IndexKeeper keeper() {
    return new IndexKeeper(this, SearchSettings.DEFAULT, word -> word, Runnable::run);
  }

  /**
   * All that is alive in an index, by recipe: its words in order, and for each of its terms the set
   * of fields that its postings tell.
   */
  static Map<Long, List<String>> contents(Index index) {
    var contents = new TreeMap<Long, List<String>>();
    for (var part : index.parts()) {
      part.live().stream()
          .forEach(
              slot -> {
                var entry = part.segment().entry(slot);
                var before = contents.put(entry.recipeId(), texts(part.segment(), slot, entry));
                if (before != null) {
                  throw new AssertionError("alive twice: " + entry);
                }
              });
      for (var term = 0; term < part.segment().terms(); term++) {
        var postings = part.segment().postings(term);
        while (postings.next()) {
          if (part.live().get(postings.slot())) {
            Objects.requireNonNull(contents.get(part.segment().entry(postings.slot()).recipeId()))
                .add(part.segment().term(term) + "=" + postings.fields());
          }
        }
      }
    }
    contents.values().forEach(texts -> texts.sort(null));
    return contents;
  }

  private static List<String> texts(Segment segment, int slot, Entry entry) {
    var texts = new ArrayList<String>();
    texts.add(entry.id() + " " + entry.rank() + " " + entry.updated());
    var tokens = segment.tokens(slot);
    while (tokens.nextField()) {
      var text = new StringBuilder(tokens.field().text()).append(':');
      for (var term = tokens.nextTerm(); term >= 0; term = tokens.nextTerm()) {
        text.append(' ').append(segment.term(term));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
