package coop.potluck.compatibility;

import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds where a way through releases must not be taken in one go. */
final class Stops {

  static final String NOTE = "note";

  private final List<Release> releases;
  private final UpgradeRules rules;
  private final Function<Release, RecipeContent> contents;

  /**
   * For a recipe.
   *
   * @param releases from the lowest to the highest
   */
  Stops(List<Release> releases, UpgradeRules rules, Function<Release, RecipeContent> contents) {
    this.releases = List.copyOf(releases);
    this.rules = rules;
    this.contents = contents;
  }

  /** One step of a way, from a release to the next. */
  record Step(Release from, Release to, List<Difference> differences) {
    Step {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Why a step must not be taken together with those before it.
   *
   * @param deploy the release that must run first
   * @param overlay the overlay whose service asks for it; absent where every app has it
   */
  record Halt(
      Release deploy, String because, String rule, boolean manual, @Nullable String overlay) {}

  /** For each step of a way in turn, what it must wait for; mostly nothing. */
  List<List<Halt>> of(List<Step> way) {
    var halts = new ArrayList<List<Halt>>();
    for (var i = 0; i < way.size(); i++) {
      halts.add(new ArrayList<>());
    }
    for (var i = 0; i < way.size(); i++) {
      notes(way, i, halts);
      images(way.get(i), halts.get(i));
    }
    if (!way.isEmpty()) {
      var start = way.get(0).from();
      // What runs already needs no deploying, unless there is more to do than that.
      halts.forEach(
          it -> it.removeIf(halt -> !halt.manual() && halt.deploy().compareTo(start) <= 0));
    }
    return halts;
  }

  private void notes(List<Step> way, int at, List<List<Halt>> halts) {
    var step = way.get(at);
    var note = step.to().note();
    if (note == null) {
      return;
    }
    for (var warning : NoteWarnings.of(note.text())) {
      var first =
          warning.about() == NoteWarnings.About.THIS_RELEASE
              ? step.to()
              : named(warning, step.to()).orElse(step.from());
      var waits = first.equals(step.to()) ? at + 1 : at;
      if (waits < way.size()) {
        var said = "The note of " + step.to().tag().name() + " says: " + warning.sentence();
        halts.get(waits).add(new Halt(first, said, NOTE, false, null));
      }
    }
  }

  /** The highest release up to another one that a sentence names, by its tag or a part of it. */
  private Optional<Release> named(NoteWarnings.Warning warning, Release highest) {
    return releases.stream()
        .filter(release -> release.compareTo(highest) <= 0)
        .filter(release -> warning.versions().stream().anyMatch(it -> names(it, release)))
        .reduce((lower, higher) -> higher);
  }

  private static boolean names(String version, Release release) {
    var tag = release.tag().name();
    var plus = tag.indexOf('+');
    if (tag.equals(version) || plus < 0) {
      return tag.equals(version);
    }
    var app = tag.substring(plus + 1);
    return tag.startsWith(version + "+")
        || (version.indexOf('.') > 0 && tag.startsWith(version + "."))
        || app.equals(version)
        || app.startsWith(version + "-")
        || app.startsWith(version + ".");
  }

  private void images(Step step, List<Halt> halts) {
    var seen = new HashSet<List<@Nullable Object>>();
    for (var change : imageChanges(step)) {
      var was = ImageReference.parse(Objects.requireNonNullElse(change.was(), ""));
      var is = ImageReference.parse(Objects.requireNonNullElse(change.is(), ""));
      if (was.isEmpty() || is.isEmpty()) {
        continue;
      }
      var rule = rules.step(was.get(), is.get(), unseen -> false);
      if (rule.isPresent() && rule.get().unless() != null) {
        rule = rules.step(was.get(), is.get(), environment(step.to(), change.service())::contains);
      }
      if (rule.isEmpty() || !seen.add(Arrays.asList(rule.get().name(), change.overlay()))) {
        continue;
      }
      var skips = rules.skips(was.get(), is.get());
      halts.add(
          new Halt(
              step.from(),
              because(rule.get(), was.get(), is.get(), change.overlay(), skips),
              rule.get().name(),
              rule.get().manual() || skips,
              change.overlay()));
    }
  }

  private static String because(
      UpgradeRules.Rule rule,
      ImageReference was,
      ImageReference is,
      @Nullable String overlay,
      boolean skips) {
    return rule.name()
        + " goes from "
        + was.tag()
        + " to "
        + is.tag()
        + (overlay == null ? "" : " where the overlay " + overlay + " is in use")
        + ". "
        + rule.because()
        + (skips ? " No release in between runs what must run first." : "");
  }

  /** An image that a service runs, before and after, in whichever file it is declared. */
  private record ImageChange(
      @Nullable String overlay, String service, @Nullable String was, @Nullable String is) {}

  private static List<ImageChange> imageChanges(Step step) {
    var changes = new ArrayList<ImageChange>();
    for (var it : step.differences()) {
      var service = it.service() == null ? it.subject() : it.service();
      if (it.aspect() == Aspect.IMAGE) {
        changes.add(new ImageChange(it.overlay(), service, it.was(), it.is()));
      } else if (it.aspect() == Aspect.SERVICE && it.change() == Difference.Change.ADDED) {
        before(it, step.differences())
            .ifPresent(
                was -> changes.add(new ImageChange(it.overlay(), it.subject(), was, it.is())));
      }
    }
    return changes;
  }

  /** What a service ran that came from another file, or had another name. */
  private static Optional<String> before(Difference added, List<Difference> differences) {
    return differences.stream()
        .filter(
            it ->
                it.aspect() == Aspect.SERVICE
                    && it.change() == Difference.Change.REMOVED
                    && (it.subject().equals(added.subject())
                        || it.subject().equals(added.counterpart())))
        .map(Difference::was)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Keys of a service's environment, whichever file sets them. */
  private Set<String> environment(Release release, String service) {
    var keys = new HashSet<String>();
    SampleKeys.compositions(contents.apply(release)).stream()
        .flatMap(composition -> composition.services().stream())
        .filter(it -> it.name().equals(service))
        .map(Service::environment)
        .forEach(entries -> entries.forEach(entry -> keys.add(entry.key())));
    return keys;
  }
}
