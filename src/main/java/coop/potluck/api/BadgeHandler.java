package coop.potluck.api;

import coop.potluck.api.Badge.Colour;
import coop.potluck.catalogue.Assessment;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.RecipeEntry;
import coop.potluck.compatibility.LintReport.Severity;
import coop.potluck.http.Answer;
import coop.potluck.http.Parameter;
import coop.potluck.http.Request;
import java.util.List;

/** {@code GET …/badge.svg?show=}: one property of a recipe, to be shown in its README. */
final class BadgeHandler {

  static final Parameter SHOW =
      Parameter.choice("show", List.of("version", "status", "lint", "backups")).preset("version");

  private static final String POLICY =
      "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'";
  private static final int GOOD_STATUS = 3;
  private static final int FAIR_STATUS = 2;

  private final CatalogueReader reader;

  BadgeHandler(ApiContext context) {
    this.reader = context.reader();
  }

  /** What a badge says, and in which colour. */
  private record Said(String text, Colour colour) {}

  Answer show(Request request) {
    var id = Lookups.recipe(request);
    var recipe = Lookups.found(reader.recipe(id), ApiProblem.RECIPE_NOT_FOUND, id.toString());
    var shown = request.required("show");
    var said =
        switch (shown) {
          case "status" -> status(recipe);
          case "lint" -> lint(recipe);
          case "backups" -> backups(recipe);
          default -> version(recipe);
        };
    var badge =
        new Badge(id + ", " + shown + ": " + said.text(), shown, said.text(), said.colour());
    return Answer.of(Badge.MEDIA_TYPE, badge.svg()).header("Content-Security-Policy", POLICY);
  }

  private static Said version(RecipeEntry recipe) {
    return recipe.latest() == null
        ? new Said("none", Colour.UNKNOWN)
        : new Said(recipe.latest().tag().name(), Colour.PLAIN);
  }

  /** By its files, and by its README where that claims something else. */
  private Said status(RecipeEntry recipe) {
    var claimed = recipe.claimed().status();
    var computed = reader.assessment(recipe.id()).map(it -> it.status().status()).orElse(null);
    if (computed == null) {
      return claimed == null
          ? new Said("unknown", Colour.UNKNOWN)
          : new Said(claimed + " as claimed", Colour.UNKNOWN);
    }
    var colour =
        computed >= GOOD_STATUS ? Colour.GOOD : computed >= FAIR_STATUS ? Colour.FAIR : Colour.BAD;
    return claimed == null || claimed.equals(computed)
        ? new Said(computed.toString(), colour)
        : new Said(computed + ", claims " + claimed, colour);
  }

  private Said lint(RecipeEntry recipe) {
    var report = reader.assessment(recipe.id()).map(Assessment::lint).orElse(null);
    if (report == null) {
      return new Said("unknown", Colour.UNKNOWN);
    }
    var errors = report.failed(Severity.ERROR);
    var warnings = report.failed(Severity.WARNING);
    if (errors == 0) {
      return warnings == 0
          ? new Said("passes", Colour.GOOD)
          : new Said(number(warnings, "warning"), Colour.FAIR);
    }
    return new Said(
        number(errors, "error") + (warnings == 0 ? "" : ", " + number(warnings, "warning")),
        Colour.BAD);
  }

  private static String number(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** As its files show. */
  private static Said backups(RecipeEntry recipe) {
    var content = recipe.content();
    if (content == null) {
      return new Said("unknown", Colour.UNKNOWN);
    }
    var present =
        content.computed().stream().anyMatch(it -> it.name().equals("backups") && it.present());
    return present ? new Said("yes", Colour.GOOD) : new Said("no", Colour.BAD);
  }
}
