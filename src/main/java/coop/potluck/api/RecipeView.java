package coop.potluck.api;

import coop.potluck.catalogue.Assessment;
import coop.potluck.catalogue.Outcome;
import coop.potluck.catalogue.RecipeEntry;
import coop.potluck.compatibility.ComputedStatus;
import coop.potluck.compatibility.LintReport;
import coop.potluck.recipe.ComputedFeature;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.Features;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.ReleaseNote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One recipe as it stands, with its latest version. */
record RecipeView(
    CoopId coop,
    RecipeName name,
    @Nullable String title,
    @Nullable String description,
    @Nullable String summary,
    @Nullable String website,
    @Nullable String icon,
    boolean archived,
    @Nullable SuccessorView successor,
    String repository,
    @Nullable String sshUrl,
    String mirror,
    @Nullable Head head,
    @Nullable String category,
    @Nullable Integer status,
    @Nullable ComputedStatus computedStatus,
    @Nullable LintSummary lint,
    @Nullable List<EndedView> endOfLife,
    @Nullable String designation,
    FeaturesView features,
    List<String> maintainers,
    @Nullable VersionItemView latest,
    int versions,
    @Nullable ReleaseNote nextNote,
    boolean readme,
    List<Problem> problems,
    Instant firstSeen,
    Instant updated,
    @Nullable Instant missingSince,
    OutcomeView outcome,
    @Nullable ViaView via) {

  /** What the README says the recipe can do, beside what its files show. */
  record FeaturesView(Features claimed, List<ComputedFeature> computed) {}

  /**
   * What came of the last attempt at the repository. When the next is due changes without a change
   * of the catalogue, and so cannot stand in what is cached.
   */
  record OutcomeView(Outcome.Kind kind, @Nullable String reason) {}

  /** What a recipe that was put to rest goes on as. */
  record SuccessorView(CoopId coop, RecipeName name) {}

  /**
   * How it fares by the rules of lint.
   *
   * @param failed their ids, in order
   */
  record LintSummary(int errors, int warnings, List<String> failed) {

    static LintSummary of(LintReport report) {
      return new LintSummary(
          report.failed(LintReport.Severity.ERROR),
          report.failed(LintReport.Severity.WARNING),
          report.rules().stream()
              .filter(it -> it.outcome() == LintReport.Outcome.FAIL)
              .map(it -> it.rule().id())
              .toList());
    }
  }

  /**
   * The recipe as the interface answers it.
   *
   * @param assessment null where it was not assessed yet
   * @param successor null where it goes on as itself
   */
  static RecipeView of(
      RecipeEntry recipe,
      @Nullable Assessment assessment,
      @Nullable RecipeId successor,
      Provenance logs,
      String baseUrl) {
    var repository = recipe.repository();
    var content = recipe.content();
    var outcome = recipe.outcome();
    return new RecipeView(
        recipe.id().coop(),
        recipe.id().name(),
        content == null ? null : content.title(),
        repository.description(),
        content == null ? null : content.summary(),
        repository.website(),
        repository.icon(),
        repository.archived(),
        successor == null ? null : new SuccessorView(successor.coop(), successor.name()),
        RepositoryAddress.of(recipe.id(), repository, baseUrl),
        repository.sshUrl(),
        RepositoryAddress.mirror(recipe.id(), baseUrl),
        recipe.head(),
        recipe.claimed().category(),
        recipe.claimed().status(),
        assessment == null ? null : assessment.status(),
        assessment == null ? null : LintSummary.of(assessment.lint()),
        assessment == null ? null : assessment.past().stream().map(EndedView::of).toList(),
        content == null ? null : content.designation(),
        new FeaturesView(recipe.claimed(), content == null ? List.of() : content.computed()),
        content == null ? List.of() : content.maintainers(),
        recipe.latest() == null ? null : VersionItemView.of(recipe.id(), recipe.latest(), logs),
        recipe.versions(),
        recipe.nextNote(),
        recipe.readme(),
        problems(recipe.reading()),
        recipe.firstSeen(),
        recipe.updated(),
        recipe.missingSince(),
        new OutcomeView(outcome.kind(), outcome.reason()),
        logs.via(recipe.id(), null));
  }

  private static List<Problem> problems(@Nullable Reading reading) {
    if (reading instanceof Reading.Rejected rejected) {
      return rejected.problems();
    }
    return reading instanceof Reading.Parsed parsed ? parsed.content().warnings() : List.of();
  }
}
