package coop.potluck.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** More ways for those words of a plan that describe no recipe. */
final class Guessing {

  private final List<Finding> findings;
  private final Guesses guesses;
  private final List<Way> ways = new ArrayList<>();
  private final Map<Clause, String> corrections = new LinkedHashMap<>();

  /** The clauses with the likeliest words in the places of mistyped ones. */
  private final List<Clause> corrected;

  private final Set<Integer> places = new HashSet<>();
  private int worth = Weights.FULL;

  Guessing(Plan plan, List<Finding> findings, Synonyms synonyms) {
    this.findings = findings;
    this.guesses =
        new Guesses(findings.stream().map(it -> new Index.Part(it.segment(), it.live())).toList());
    this.corrected = new ArrayList<>(plan.wanted());
    for (var i = 0; i < plan.wanted().size(); i++) {
      if (plan.wanted().get(i) instanceof Clause.Word word) {
        addApart(word, i);
        if (describesNothing(word, i)) {
          guess(word, i);
        }
      }
    }
    if (!places.isEmpty()) {
      var through = Plan.of(corrected, synonyms).waysThrough(places, worth);
      // A name that is but a guess gets nothing for being whole where what was typed exists.
      through.stream()
          .filter(it -> it.kind() != Way.Kind.NAME || worth > Weights.GUESS_BESIDE_EXACT)
          .forEach(ways::add);
    }
  }

  /** The ways that the plan did not have. */
  List<Way> ways() {
    return ways;
  }

  /** What was put in the place of mistyped words. */
  Map<Clause, String> corrections() {
    return corrections;
  }

  /**
   * {@code uptimekuma}, where a recipe is named {@code uptime-kuma}, is any {@code uptime kuma}.
   */
  private void addApart(Clause.Word word, int place) {
    var apart = word.parts().size() == 1 ? guesses.apart(word.parts().get(0)) : List.<String>of();
    if (!apart.isEmpty()) {
      var fields = word.field() == null ? Field.ALL : word.field().bit();
      ways.add(new Way(Way.Kind.PHRASE, place, place + 1, apart, fields, Weights.PARTS));
    }
  }

  private boolean describesNothing(Clause.Word word, int clause) {
    var field = word.field();
    return (field == null || (field.bit() & Plan.DESCRIBED) != 0)
        && findings.stream().noneMatch(it -> it.isDescribed(clause));
  }

  private void guess(Clause.Word word, int place) {
    var typed = String.join("", word.parts());
    var fields = word.field() == null ? Plan.DESCRIBED : word.field().bit();
    var splits = guesses.splits(typed);
    for (var split : splits) {
      ways.add(new Way(Way.Kind.TOGETHER, place, place + 1, split, fields, Weights.SPLIT));
    }
    var isNamed = word.field() == null && guesses.has(typed, Field.COOP.bit() | Field.ENV.bit());
    if (splits.isEmpty() && !isNamed) {
      var isExact = findings.stream().anyMatch(it -> it.isExact(place));
      correct(
          word,
          place,
          isExact ? guesses.names(typed) : guesses.corrections(typed, word.prefix()),
          isExact);
    }
  }

  private void correct(Clause.Word word, int place, List<Guesses.Guess> found, boolean isExact) {
    if (found.isEmpty()) {
      return;
    }
    var share = isExact ? Weights.GUESS_BESIDE_EXACT : found.get(0).worth();
    var likeliest = found.get(0).word();
    corrected.set(
        place,
        new Clause.Word(
            List.of(likeliest), word.prefix(), word.optional(), word.field(), false, word.typed()));
    places.add(place);
    worth = Math.min(worth, share);
    if (!word.optional()) {
      corrections.put(word, likeliest);
    }
    for (var other : found.subList(1, found.size())) {
      var fields = word.field() == null ? Plan.DESCRIBED : word.field().bit();
      ways.add(new Way(Way.Kind.TERM, place, place + 1, List.of(other.word()), fields, share));
    }
  }
}
