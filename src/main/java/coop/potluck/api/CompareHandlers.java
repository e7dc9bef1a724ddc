package coop.potluck.api;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.Comparer;
import coop.potluck.compatibility.Release;
import coop.potluck.compatibility.UnknownOverlayException;
import coop.potluck.compatibility.View;
import coop.potluck.http.Answer;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.RecipeContent;
import java.util.List;
import java.util.stream.Stream;

/** What differs between two versions of a recipe. */
final class CompareHandlers {

  static final Parameter FROM = Parameter.version("from");
  static final Parameter TO = Parameter.version("to").preset(Releases.LATEST);
  static final Parameter[] PARAMETERS = {
    FROM,
    TO,
    Parameter.text("overlays", 1_000),
    Parameter.choice("view", List.of("defaults", "abra")),
    Parameter.text("files", 2_048).repeated(),
  };

  private static final int MAX_OVERLAYS = 32;

  private final CatalogueReader reader;
  private final ApiSettings settings;
  private final Comparer comparer = new Comparer();

  CompareHandlers(ApiContext context) {
    this.reader = context.reader();
    this.settings = context.settings();
  }

  /** {@code GET …/compare}. */
  Answer compare(Request request) {
    var view = view(request);
    var wanted = WantedFiles.of(request.texts("files"));
    var releases = Releases.of(reader, Lookups.recipe(request));
    var from = releases.get(request.required("from"));
    var to = releases.target(from, request.required("to"));
    var was = releases.content(from);
    var is = releases.content(to);
    try {
      var differences =
          view instanceof View.Defaults
              ? releases.differences(from, to)
              : comparer.differences(was, is, view);
      var comparison = comparer.comparison(from, was, to, is, view, differences);
      var files = new FileChanges(reader, releases.recipe(), settings).between(from, to, wanted);
      return Answer.json(
          Json.write(ComparisonView.of(releases.recipe(), view, from, to, comparison, files)));
    } catch (UnknownOverlayException e) {
      throw unknown(e.overlay(), from, was, to, is);
    }
  }

  private static View view(Request request) {
    var overlays = request.text("overlays");
    var view = request.text("view");
    if (overlays.isEmpty()) {
      return view.orElse("").equals("abra") ? new View.Abra() : new View.Defaults();
    }
    if (view.isPresent()) {
      throw malformed("overlays are a view of their own: leave view out");
    }
    if (overlays.get().equals(Parameter.NONE)) {
      return new View.Overlays(List.of());
    }
    var names = Stream.of(overlays.get().split(",", -1)).map(String::strip).toList();
    if (names.contains("") || names.size() > MAX_OVERLAYS) {
      throw malformed("overlays are up to " + MAX_OVERLAYS + " names or paths, parted by commas");
    }
    return new View.Overlays(names);
  }

  private static Refusal malformed(String detail) {
    return new Refusal(ProblemType.MALFORMED_PARAMETER, detail).with("parameter", "overlays");
  }

  private static Refusal unknown(
      String overlay, Release from, RecipeContent was, Release to, RecipeContent is) {
    var known =
        Stream.of(was, is)
            .flatMap(content -> content.overlays().stream())
            .map(Overlay::name)
            .distinct()
            .sorted()
            .toList();
    return new Refusal(
            ApiProblem.OVERLAY_NOT_FOUND,
            "Neither %s nor %s has an overlay %s; %s"
                .formatted(
                    from.tag().name(),
                    to.tag().name(),
                    overlay,
                    known.isEmpty() ? "they have none" : "there are " + String.join(", ", known)))
        .with("overlays", known);
  }
}
