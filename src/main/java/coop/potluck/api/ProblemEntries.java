package coop.potluck.api;

import coop.potluck.catalogue.ProblemEntry;
import coop.potluck.catalogue.ProblemNews;
import coop.potluck.recipe.Coop;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells of the faults of a co-op's recipes and sources as entries of a feed. */
final class ProblemEntries {

  private static final int MAX_TITLE = 200;
  private static final int MAX_SUMMARY = 2_000;

  /** The line of a file: other lines that come before it do not make a fault another one. */
  private static final Pattern LINE = Pattern.compile(":\\d+(?:-\\d+)?(?=\\s|$)");

  private final Coop coop;
  private final Addresses addresses;

  ProblemEntries(Coop coop, Addresses addresses) {
    this.coop = coop;
    this.addresses = addresses;
  }

  List<AtomFeed.Entry> of(List<ProblemNews> all) {
    var entries = new ArrayList<AtomFeed.Entry>();
    Map<List<String>, Integer> alike = new HashMap<>();
    for (var one : all) {
      var words = words(one.problem());
      var number = alike.merge(words, 1, Integer::sum);
      var numbered = new ArrayList<>(words);
      numbered.add(number.toString());
      entries.add(entry(one, EntryId.of(numbered)));
    }
    return entries;
  }

  private List<String> words(ProblemEntry problem) {
    return List.of(
        "problem",
        EntryId.coop(coop),
        problem.kind().text(),
        problem.recipe() == null ? "" : problem.recipe(),
        problem.tag() == null ? "" : problem.tag(),
        LINE.matcher(problem.problem().where()).replaceFirst(""),
        problem.problem().expected());
  }

  private AtomFeed.Entry entry(ProblemNews news, String id) {
    var problem = news.problem();
    var what = problem.recipe() == null ? "A source" : problem.recipe();
    var tag = problem.tag() == null ? "" : " " + problem.tag();
    var kind = problem.kind().text();
    return new AtomFeed.Entry(
        id,
        XmlText.line(what + tag + ": " + kind, MAX_TITLE),
        news.since(),
        null,
        coop.name(),
        new AtomFeed.Category(kind, kind),
        XmlText.line(problem.problem().where() + ": " + problem.problem().expected(), MAX_SUMMARY),
        null,
        List.of(AtomFeed.Link.json("alternate", address(problem), null)));
  }

  /** The version or the recipe where this node serves it, else the list of all problems. */
  private String address(ProblemEntry problem) {
    var name =
        problem.recipe() == null || problem.kind() == ProblemEntry.Kind.SKIPPED
            ? null
            : RecipeName.parse(problem.recipe()).orElse(null);
    if (name == null) {
      return addresses.problems(coop.id());
    }
    var recipe = new RecipeId(coop.id(), name);
    return problem.tag() == null || problem.kind() == ProblemEntry.Kind.TAG
        ? addresses.recipe(recipe)
        : addresses.version(recipe, problem.tag());
  }
}
