package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintReport.Finding;
import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rules about tags, and what a catalogue knows of them. */
final class ReleaseLint {

  private static final String NOT_PUBLISHED = "it is a working copy, of which no catalogue knows";
  private static final String NO_TAG = "there is no tag yet";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{7,64}");

  private ReleaseLint() {}

  static Answer inCatalogue(LintFacts facts) {
    if (facts.subject().published() == null) {
      return Answer.absent(NOT_PUBLISHED);
    }
    var has = facts.release().isPresent() || facts.subject().previous() != null;
    return Answer.found(
        has
            ? List.of()
            : List.of(
                finding(
                    facts.subject().name().value(),
                    "The catalogue has no version of it that could be read.",
                    "Tag a release, with abra recipe release.")));
  }

  static Answer followed(LintFacts facts) {
    var published = facts.subject().published();
    if (published == null) {
      return Answer.absent(NOT_PUBLISHED);
    }
    return Answer.found(
        published.followed()
            ? List.of()
            : List.of(
                finding(
                    facts.subject().name().value(),
                    "The catalogue does not follow its repository at an address of its own.",
                    "Push it where the catalogue looks, so that others can clone it.")));
  }

  static Answer annotated(LintFacts facts) {
    return ofTag(
        facts,
        release ->
            release.tag().annotated()
                ? Optional.empty()
                : Optional.of(
                    finding(
                        release.tag().name(),
                        "The tag is a lightweight one, which says neither who made it nor when.",
                        "Make releases with abra recipe release, or git tag -a.")));
  }

  static Answer labelled(LintFacts facts) {
    return ofTag(
        facts,
        release -> {
          var tag = release.tag().name();
          var label = facts.content().labelVersion();
          return label != null && says(label, release)
              ? Optional.empty()
              : Optional.of(
                  finding(
                      facts.where(LintFacts.APP),
                      label == null
                          ? "No service has the label coop-cloud.${STACK_NAME}.version."
                          : label.isBlank()
                              ? "The version's label is empty."
                              : "The version's label says " + label + ", and the tag " + tag + ".",
                      "Write coop-cloud.${STACK_NAME}.version=<tag> on app before tagging: abra"
                          + " reads there what is deployed."));
        });
  }

  /** The labels of older tags also had the first digits of the image's digest. */
  private static boolean says(String label, Release release) {
    var tag = release.tag().name();
    return label.equals(tag)
        || (!release.version().release()
            && label.startsWith(tag + "-")
            && DIGEST.matcher(label.substring(tag.length() + 1)).matches());
  }

  static Answer unmoved(LintFacts facts) {
    var published = facts.subject().published();
    if (published == null) {
      return Answer.absent(NOT_PUBLISHED);
    }
    return ofTag(
        facts,
        release ->
            published.moves() == 0
                ? Optional.empty()
                : Optional.of(
                    finding(
                        release.tag().name(),
                        "The tag pointed elsewhere before, and was moved "
                            + (published.moves() == 1 ? "once." : published.moves() + " times."),
                        "Leave published tags where they are, and publish a patch release.")));
  }

  private static Answer ofTag(LintFacts facts, Function<Release, Optional<Finding>> check) {
    return facts
        .release()
        .map(release -> Answer.found(check.apply(release).stream()))
        .orElseGet(() -> Answer.absent(NO_TAG));
  }

  static Answer notes(LintFacts facts) {
    var claimed = facts.claimed();
    if (claimed.isEmpty()) {
      return Answer.absent(facts.unclaimed());
    }
    if (claimed.get() != ReleaseClass.MAJOR) {
      return Answer.absent("it is no major release");
    }
    var tag = facts.version().map(Version::tag).orElse("");
    return Answer.found(
        facts.hasNote()
            ? List.of()
            : List.of(
                finding(
                    tag,
                    "It is a major release, and nobody has written what operators must do.",
                    "Write release/" + tag + "; it may be added later.")));
  }

  static Answer patchImages(LintFacts facts) {
    var previous = facts.subject().previous();
    var claimed = facts.claimed();
    if (previous == null || claimed.isEmpty()) {
      return Answer.absent(facts.unclaimed());
    }
    if (claimed.get() != ReleaseClass.PATCH) {
      return Answer.absent("it is no patch release");
    }
    return Answer.found(
        previous.differences().stream()
            .filter(it -> it.aspect() == Aspect.IMAGE && !it.part())
            .filter(it -> it.change() == Difference.Change.CHANGED)
            .map(
                it ->
                    finding(
                        Optional.ofNullable(it.isAt()).orElse(facts.where(LintFacts.APP)),
                        "The image of %s went from %s to %s in a patch release."
                            .formatted(
                                Optional.ofNullable(it.service()).orElse(it.subject()),
                                it.was(),
                                it.is()),
                        "Raise the second number of the version when an image changes, the first"
                            + " when operators must do something.")));
  }

  static Answer kept(LintFacts facts) {
    var previous = facts.subject().previous();
    var claimed = facts.claimed();
    if (previous == null || claimed.isEmpty()) {
      return Answer.absent(facts.unclaimed());
    }
    var computed = Comparer.computed(previous.differences());
    if (claimed.get().compareTo(computed) >= 0) {
      return Answer.found(List.of());
    }
    return Answer.found(
        previous.differences().stream()
            .filter(it -> Comparer.computed(List.of(it)) == computed)
            .map(
                it ->
                    finding(
                        Optional.ofNullable(it.isAt())
                            .or(() -> Optional.ofNullable(it.wasAt()))
                            .orElseGet(() -> facts.where(LintFacts.APP)),
                        "The tags promise %s, and this makes it a %s release: %s %s %s."
                            .formatted(
                                claimed.get() == ReleaseClass.NONE
                                    ? "nothing new"
                                    : "a " + claimed.get().text() + " release",
                                computed.text(),
                                words(it.aspect()),
                                it.subject(),
                                words(it.change())),
                        "Publish it under a number that says so, with notes.")));
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
