package coop.potluck.api;

import static coop.potluck.api.AtomFeed.MAX_ENTRIES;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.CoopEntry;
import coop.potluck.catalogue.ReleaseNews;
import coop.potluck.http.Answer;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.CoopId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is new, for those who subscribe to it. */
final class FeedHandlers {

  private static final String NODE = "Potluck";
  private static final int MAX_TITLE = 200;

  private final ApiContext context;
  private final CatalogueReader reader;

  FeedHandlers(ApiContext context) {
    this.context = context;
    this.reader = context.reader();
  }

  /** {@code GET /feed.atom}. */
  Answer all(Request request) {
    return answer(
        new AtomFeed(
            EntryId.of(List.of("releases", addresses().baseUrl())),
            "Releases of all recipes",
            NODE,
            addresses().baseUrl() + "/feed.atom",
            AtomFeed.Link.json("alternate", addresses().baseUrl() + "/api/v1/recipes", null),
            Instant.EPOCH,
            releases(reader.news(null, null, MAX_ENTRIES))));
  }

  /** {@code GET /coops/{coop}/feed.atom}. */
  Answer ofCoop(Request request) {
    var coop = followed(request).coop();
    return answer(
        new AtomFeed(
            EntryId.of(List.of("releases", addresses().baseUrl(), EntryId.coop(coop))),
            XmlText.line("Releases of " + coop.name(), MAX_TITLE),
            coop.name(),
            addresses().baseUrl() + "/coops/" + coop.id() + "/feed.atom",
            AtomFeed.Link.json("alternate", addresses().recipes(coop.id()), null),
            Instant.EPOCH,
            releases(reader.news(coop.id(), null, MAX_ENTRIES))));
  }

  /** {@code GET /api/v1/recipes/{coop}/{name}/feed.atom}. */
  Answer ofRecipe(Request request) {
    var id = Lookups.recipe(request);
    var recipe = Lookups.found(reader.recipe(id), ApiProblem.RECIPE_NOT_FOUND, id.toString());
    var coop = followed(request).coop();
    var address = addresses().recipe(id);
    return answer(
        new AtomFeed(
            EntryId.of(
                List.of("releases", addresses().baseUrl(), EntryId.coop(coop), id.name().value())),
            "Releases of " + id,
            coop.name(),
            address + "/feed.atom",
            AtomFeed.Link.json("alternate", address, null),
            recipe.firstSeen(),
            releases(reader.news(id.coop(), id.name(), MAX_ENTRIES))));
  }

  /** {@code GET /coops/{coop}/problems.atom}. */
  Answer problems(Request request) {
    var coop = followed(request).coop();
    var problems = new ProblemEntries(coop, addresses());
    return answer(
        new AtomFeed(
            EntryId.of(List.of("problems", addresses().baseUrl(), EntryId.coop(coop))),
            XmlText.line("What " + coop.name() + " could mend", MAX_TITLE),
            NODE,
            addresses().baseUrl() + "/coops/" + coop.id() + "/problems.atom",
            AtomFeed.Link.json("alternate", addresses().problems(coop.id()), null),
            Instant.EPOCH,
            problems.of(reader.problemNews(coop.id(), MAX_ENTRIES))));
  }

  private List<AtomFeed.Entry> releases(List<ReleaseNews> news) {
    Map<CoopId, CoopEntry> coops =
        reader.coops().stream()
            .collect(Collectors.toMap(it -> it.coop().id(), Function.identity()));
    var entry = new ReleaseEntry(coops, addresses());
    return news.stream().map(entry::of).toList();
  }

  private CoopEntry followed(Request request) {
    var id = Lookups.coop(request);
    return reader
        .coop(id)
        .orElseThrow(() -> new Refusal(ApiProblem.COOP_NOT_FOUND, "No co-op is called " + id));
  }

  private Addresses addresses() {
    return new Addresses(context.baseUrl().get());
  }

  private Answer answer(AtomFeed feed) {
    return AtomWriter.answer(feed, context.version());
  }
}
