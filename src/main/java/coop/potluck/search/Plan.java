package coop.potluck.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which the words of a query may be found.
 *
 * @param wanted the clauses that are sought, in the order in which they were typed
 */
record Plan(List<Clause> wanted, List<Way> ways) {

  /** More words than this are never one name. */
  private static final int MAX_JOINED = 4;

  /** Shorter ones begin too many words of long texts to tell anything. */
  private static final int MIN_TEXT_PREFIX = 3;

  private static final int MIN_INFIX = 3;

  /** Words with longer endings than this are hardly one word any more. */
  static final int NEAR_ENDING = 2;

  /** What a stop word is worth beside the others, in percent. */
  static final int STOP_WORD_PERCENT = 20;

  static final int NAMES = Field.NAME.bit() | Field.TITLE.bit();

  /** Where words are short and chosen, so that two of them may be written as one. */
  private static final int LABELS =
      NAMES
          | Field.CATEGORY.bit()
          | Field.IMAGE.bit()
          | Field.SERVICE.bit()
          | Field.OVERLAY.bit()
          | Field.ENV.bit();

  /** Where a recipe is described: what a guess may look at. */
  static final int DESCRIBED =
      NAMES
          | Field.CATEGORY.bit()
          | Field.IMAGE.bit()
          | Field.DESCRIPTION.bit()
          | Field.SERVICE.bit()
          | Field.OVERLAY.bit();

  /** What somebody named so: there a synonym tells little. */
  private static final int NAMED = NAMES | Field.IMAGE.bit();

  /** Where a synonym is looked for beside that. */
  private static final int SYNONYMS = (DESCRIBED | Field.README.bit()) & ~NAMED;

  /** Where it tells something that words are neighbours. */
  private static final int SENTENCES = NAMES | Field.DESCRIPTION.bit();

  /** A plan for what is wanted of a query. */
  static Plan of(Query query, Synonyms synonyms) {
    return of(words(query, false), synonyms);
  }

  /** The words and phrases of a query, without its conditions. */
  private static List<Clause> words(Query query, boolean excluded) {
    return query.clauses().stream()
        .filter(it -> it.excluded() == excluded)
        .filter(it -> it instanceof Clause.Word || it instanceof Clause.Phrase)
        .toList();
  }

  /** A plan for these clauses. */
  static Plan of(List<Clause> wanted, Synonyms synonyms) {
    var ways = new ArrayList<Way>();
    for (var i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) instanceof Clause.Word word) {
        addWord(ways, i, word);
      } else if (wanted.get(i) instanceof Clause.Phrase phrase) {
        ways.add(phrase(i, phrase));
      }
    }
    addJoined(ways, wanted);
    addNeighbours(ways, wanted);
    addSynonyms(ways, wanted, synonyms);
    addName(ways, wanted);
    return new Plan(wanted, ways);
  }

  private static void addWord(List<Way> ways, int at, Clause.Word word) {
    var fields = fields(word.field());
    var joined = String.join("", word.parts());
    ways.add(way(Way.Kind.TERM, at, joined, fields, Weights.EXACT));
    if (word.parts().size() > 1) {
      ways.add(new Way(Way.Kind.PHRASE, at, at + 1, word.parts(), fields, Weights.PARTS));
    } else {
      ways.add(way(Way.Kind.STEM, at, joined, fields, Weights.EXACT));
    }
    if (word.prefix()) {
      var enough = joined.length() >= MIN_TEXT_PREFIX;
      ways.add(way(Way.Kind.PREFIX, at, joined, enough ? fields : fields & LABELS, Weights.PREFIX));
    }
    if (joined.length() >= MIN_INFIX && (fields & NAMES) != 0) {
      ways.add(way(Way.Kind.INFIX, at, joined, fields & NAMES, Weights.INFIX));
    }
  }

  private static Way phrase(int at, Clause.Phrase phrase) {
    var kind = phrase.words().size() == 1 ? Way.Kind.TERM : Way.Kind.PHRASE;
    return new Way(kind, at, at + 1, phrase.words(), fields(phrase.field()), Weights.PHRASE);
  }

  private static Way way(Way.Kind kind, int at, String word, int fields, int worth) {
    return new Way(kind, at, at + 1, List.of(word), fields, worth);
  }

  /** Neighbours may be one word: {@code next cloud}, {@code postgres 16}. */
  private static void addJoined(List<Way> ways, List<Clause> wanted) {
    for (var from = 0; from < wanted.size(); from++) {
      var joined = new StringBuilder();
      for (var to = from; to < Math.min(wanted.size(), from + MAX_JOINED); to++) {
        if (!(wanted.get(to) instanceof Clause.Word word)
            || word.field() != ((Clause.Word) wanted.get(from)).field()) {
          break;
        }
        word.parts().forEach(joined::append);
        if (to > from) {
          var fields = fields(word.field()) & LABELS;
          var one = List.of(joined.toString());
          ways.add(new Way(Way.Kind.TERM, from, to + 1, one, fields, Weights.JOINED));
          if (word.prefix()) {
            ways.add(new Way(Way.Kind.PREFIX, from, to + 1, one, fields & NAMES, Weights.PREFIX));
          }
        }
      }
    }
  }

  private static void addNeighbours(List<Way> ways, List<Clause> wanted) {
    for (var at = 0; at + 1 < wanted.size(); at++) {
      if (wanted.get(at) instanceof Clause.Word first
          && wanted.get(at + 1) instanceof Clause.Word second
          && first.field() == null
          && second.field() == null) {
        var both = new ArrayList<>(first.parts());
        both.addAll(second.parts());
        ways.add(new Way(Way.Kind.PHRASE, at, at + 2, both, SENTENCES, Weights.NEIGHBOURS));
      }
    }
  }

  private static void addSynonyms(List<Way> ways, List<Clause> wanted, Synonyms synonyms) {
    var words = new ArrayList<String>();
    for (var clause : wanted) {
      var isPlain = clause instanceof Clause.Word word && word.field() == null;
      // What is no plain word parts its neighbours: it is in no synonym.
      words.add(isPlain ? String.join("", ((Clause.Word) clause).parts()) : "");
    }
    for (var span : synonyms.find(words)) {
      span.alternatives().forEach(it -> addSynonym(ways, span, it));
    }
  }

  private static void addSynonym(List<Way> ways, Synonyms.Span span, List<String> words) {
    var isOne = span.to() == span.from() + 1;
    var worth = isOne ? Weights.SYNONYM : Weights.SYNONYM_OF_SEVERAL;
    var kinds =
        words.size() > 1 ? List.of(Way.Kind.TOGETHER) : List.of(Way.Kind.TERM, Way.Kind.STEM);
    for (var kind : kinds) {
      ways.add(new Way(kind, span.from(), span.to(), words, SYNONYMS, worth));
      ways.add(new Way(kind, span.from(), span.to(), words, NAMED, Weights.SYNONYM_IN_NAME));
    }
  }

  /** All that was typed may be a name, or how it begins. */
  private static void addName(List<Way> ways, List<Clause> wanted) {
    var joined = new StringBuilder();
    for (var clause : wanted) {
      var isName =
          clause instanceof Clause.Word word
              && (word.field() == null || word.field() == Field.NAME);
      if (!isName) {
        return;
      }
      ((Clause.Word) clause).parts().forEach(joined::append);
    }
    if (!joined.isEmpty()) {
      ways.add(
          new Way(
              Way.Kind.NAME,
              0,
              wanted.size(),
              List.of(joined.toString()),
              Field.NAME.bit(),
              Weights.FULL));
    }
  }

  private static int fields(@Nullable Field field) {
    return field == null ? Field.ALL : field.bit();
  }

  /** What makes a recipe unwanted: the words as they are, wherever they stand. */
  static Plan unwanted(Query query) {
    var unwanted = words(query, true);
    var ways = new ArrayList<Way>();
    for (var i = 0; i < unwanted.size(); i++) {
      if (unwanted.get(i) instanceof Clause.Word word) {
        var fields = fields(word.field());
        var joined = String.join("", word.parts());
        ways.add(way(Way.Kind.TERM, i, joined, fields, Weights.EXACT));
        if (word.parts().size() > 1) {
          ways.add(new Way(Way.Kind.PHRASE, i, i + 1, word.parts(), fields, Weights.EXACT));
        }
      } else if (unwanted.get(i) instanceof Clause.Phrase phrase) {
        ways.add(phrase(i, phrase));
      }
    }
    return new Plan(unwanted, ways);
  }

  /** The same plan with more ways. */
  Plan with(List<Way> more) {
    var all = new ArrayList<>(ways);
    all.addAll(more);
    return new Plan(wanted, all);
  }

  /**
   * The ways that answer any of some clauses, which are guesses.
   *
   * @param worth of what is found so, as a part of {@link Weights#FULL}
   */
  List<Way> waysThrough(Set<Integer> places, int worth) {
    return ways.stream()
        .filter(way -> places.stream().anyMatch(it -> way.from() <= it && it < way.to()))
        .filter(way -> way.kind() != Way.Kind.INFIX)
        .map(
            way ->
                new Way(
                    way.kind(),
                    way.from(),
                    way.to(),
                    way.words(),
                    way.fields() & ~Field.COOP.bit(),
                    way.worth() * worth / Weights.FULL))
        .toList();
  }
}
