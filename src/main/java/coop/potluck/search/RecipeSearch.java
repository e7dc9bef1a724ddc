package coop.potluck.search;

import coop.potluck.database.Database;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds recipes that are served: by text, filtered, sorted, a page at a time.
 *
 * <p>Keeps an index of all of them in memory, which the first call fills and later ones bring up to
 * date; every answer is of one moment of the database.
 */
public final class RecipeSearch {

  /** How many suggestions there are at most. */
  public static final int SUGGESTIONS = 8;

  private static final Query NO_TEXT = new Query(List.of(), List.of());

  private final Database database;
  private final FacetValues values = new FacetValues();
  private final IndexKeeper keeper;
  private final Matcher matcher = new Matcher(Synonyms.standard());

  /** A search that does all its work in the threads that ask. */
  public RecipeSearch(Database database) {
    this(database, SearchSettings.DEFAULT, Runnable::run);
  }

  /**
   * A search.
   *
   * @param background runs what keeps the index small, which nobody waits for
   */
  public RecipeSearch(Database database, SearchSettings settings, Executor background) {
    this.database = database;
    this.keeper = new IndexKeeper(new RecipeAnalysis(values), settings, Stemmer::stem, background);
  }

  /** Fills the index, so that the first search does not wait for it. */
  public void warm() {
    database.read(keeper::at);
  }

  public SearchResult find(RecipeQuery query) {
    var after =
        query.cursor() == null ? null : Cursor.parse(query.cursor(), query.sort()).orElse(null);
    if (query.cursor() != null && after == null) {
      return new SearchResult.MalformedCursor();
    }
    return database.read(handle -> find(handle, query, after));
  }

  private SearchResult.Found find(Handle handle, RecipeQuery query, @Nullable Cursor after) {
    var text = query.text() == null ? NO_TEXT : QueryParser.parse(query.text());
    var matches = matcher.match(keeper.at(handle), text);
    if (after != null) {
      matches.weighAs(after.shares());
    }
    var rows = new RecipeRows(handle);
    var image = query.image() == null ? null : rows.using(query.image());
    var selection = Selection.of(matches, Filters.of(query, text, values, image));
    var isSought = !matches.plan().wanted().isEmpty();
    // One more than asked for tells whether there is a next page.
    var first =
        new Page(query.sort(), isSought, query.limit() + 1, after == null ? null : after.place());
    var counts = new FacetCounts(query.facets(), values);
    var total = selection.run(first, counts);
    var found = first.inOrder();
    var hasNext = found.size() > query.limit();
    var page = hasNext ? found.subList(0, query.limit()) : found;
    return new SearchResult.Found(
        new Hits(rows).of(page, text.clauses().isEmpty() ? null : matches.plan()),
        total,
        hasNext
            ? new Cursor(query.sort(), page.get(page.size() - 1).place(), matches.shares()).text()
            : null,
        selection.isMost() ? SearchResult.Matching.MOST : SearchResult.Matching.ALL,
        query.text() == null
            ? null
            : corrected(query.text(), text.clauses(), matches.corrections()),
        text.warnings(),
        counts.all(selection.isMost()));
  }

  /** The text with other words in the places of mistyped ones; null if there are none. */
  private static @Nullable String corrected(
      String text, List<Clause> clauses, Map<Clause, String> corrections) {
    var corrected = new StringBuilder(text);
    var at = 0;
    // Clauses are in the order of the text: each is sought behind the one before it.
    for (var clause : clauses) {
      var typed = clause.typed();
      var word = corrections.get(clause);
      var hasField = clause instanceof Clause.Word it && it.field() != null;
      var other =
          word == null
              ? typed
              : (hasField ? typed.substring(0, typed.indexOf(':') + 1) : "") + word;
      var found = corrected.indexOf(typed, at);
      if (found >= 0) {
        corrected.replace(found, found + typed.length(), other);
        at = found + other.length();
      }
    }
    return corrections.isEmpty() ? null : corrected.toString();
  }

  /** What a person who types {@code text} may mean, the likeliest first. */
  public List<Suggestion> suggest(String text) {
    return database.read(
        handle -> new Suggestions(keeper.at(handle), values).of(text, SUGGESTIONS));
  }
}
