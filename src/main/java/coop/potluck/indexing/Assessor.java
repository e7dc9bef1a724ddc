package coop.potluck.indexing;

import coop.potluck.catalogue.Assessed;
import coop.potluck.catalogue.Assessment;
import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.Neighbours;
import coop.potluck.catalogue.Unassessed;
import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.compatibility.LintSubject;
import coop.potluck.compatibility.Linter;
import coop.potluck.compatibility.View;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.RecipeId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works out what follows from what was stored of a recipe: how neighbouring releases differ, what
 * lint says, where it stands, what it runs that is past its end.
 */
final class Assessor {

  private static final Logger LOG = LoggerFactory.getLogger(Assessor.class);

  /** How many differences are kept in memory before they are stored. */
  private static final int MAX_DIFFERENCES = 10_000;

  private static final String COMPARISONS =
      "how its versions differ could not be worked out: an error of this node, see its log";
  private static final String STANDING =
      "what lint says of it could not be worked out: an error of this node, see its log";

  private final Unassessed unassessed;
  private final Catalogue catalogue;
  private final EndOfLife endOfLife;
  private final Linter linter;
  private final Comparer comparer = new Comparer();
  private final Clock clock;

  Assessor(Unassessed unassessed, Catalogue catalogue, EndOfLife endOfLife, Clock clock) {
    this.unassessed = unassessed;
    this.catalogue = catalogue;
    this.endOfLife = endOfLife;
    this.linter = new Linter(endOfLife);
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Tells the rules and dates of a day from any others. */
  private String rules(LocalDate today) {
    return String.join(
        " ",
        String.valueOf(Comparer.SCHEMA),
        String.valueOf(Linter.SCHEMA),
        endOfLife.fingerprint(),
        endOfLife.lastEnd(today).toString());
  }

  /** The recipes that are to be assessed. */
  List<RecipeId> outdated() {
    return unassessed.list(rules(today()));
  }

  /**
   * Assesses a recipe, if it is to be; what goes wrong is recorded, and stops nobody. A recipe that
   * changes meanwhile is left to a later time.
   */
  void assess(RecipeId id) {
    var today = today();
    try {
      unassessed.find(id, rules(today)).ifPresent(recipe -> assess(recipe, today));
    } catch (RuntimeException e) {
      LOG.error("{} could not be assessed; it is tried again", id, e);
    }
  }

  private void assess(Unassessed.Recipe recipe, LocalDate today) {
    var work = new Work(recipe);
    work.compare();
    var assessment = work.stand(today);
    catalogue.assess(new Assessed(recipe, work.comparisons, assessment, work.failure));
  }

  /** What is under way for one recipe. */
  private final class Work {
    private final Unassessed.Recipe recipe;
    private final Map<Neighbours, List<Difference>> comparisons = new LinkedHashMap<>();
    private int differences;
    private @Nullable String failure;

    Work(Unassessed.Recipe recipe) {
      this.recipe = recipe;
    }

    /** Each content is decoded once, since the upper one of two is the lower one of the next. */
    void compare() {
      var last = "";
      RecipeContent lastContent = null;
      for (var pair : recipe.missing()) {
        try {
          var below =
              lastContent != null && pair.below().equals(last)
                  ? lastContent
                  : unassessed.content(pair.below());
          lastContent = null;
          var above = unassessed.content(pair.above());
          add(pair, comparer.differences(below, above, new View.Defaults()));
          last = pair.above();
          lastContent = above;
        } catch (RuntimeException | StackOverflowError e) {
          failed(COMPARISONS, e);
        }
      }
    }

    private void add(Neighbours pair, List<Difference> found) {
      if (differences + found.size() > MAX_DIFFERENCES && !comparisons.isEmpty()) {
        catalogue.compare(comparisons);
        comparisons.clear();
        differences = 0;
      }
      comparisons.put(pair, found);
      differences += found.size();
    }

    @Nullable Assessment stand(LocalDate today) {
      try {
        return unassessed
            .subject(recipe.id(), comparisons)
            .map(subject -> assessment(subject, today))
            .orElse(null);
      } catch (RuntimeException | StackOverflowError e) {
        failed(STANDING, e);
        return null;
      }
    }

    private Assessment assessment(LintSubject subject, LocalDate today) {
      var report = linter.lint(subject, today);
      var content = subject.content();
      return new Assessment(
          ComputedStatus.of(subject, report),
          report,
          content == null ? List.of() : endOfLife.past(content, today));
    }

    private void failed(String what, Throwable reason) {
      LOG.error("{}: {}", recipe.id(), what, reason);
      failure = what;
    }
  }
}
