package coop.potluck.compatibility;

import static coop.potluck.compatibility.LintRule.finding;

import coop.potluck.compatibility.LintReport.Finding;
import coop.potluck.compatibility.LintRule.Answer;
import coop.potluck.recipe.ImageReference;
import coop.potluck.recipe.Service;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Rules about the images that services run. */
final class ImageLint {

  /** What abra's own library takes for a version; more digits are a date or a commit. */
  private static final Pattern VERSION =
      Pattern.compile("v?[0-9]{1,6}(?:\\.[0-9]{1,6}){0,2}(?:-.*)?");

  /** Only the first number of a version; more digits are a build. */
  private static final Pattern ONE_NUMBER = Pattern.compile("v?[0-9]{1,3}(?:[-_+].*)?");

  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private ImageLint() {}

  static Answer tags(LintFacts facts) {
    return Answer.found(
        facts.allServices().stream()
            .filter(it -> it.imageText() != null)
            .filter(it -> it.image() == null || it.image().tag() == null)
            .map(
                it ->
                    finding(
                        at(it),
                        "The image "
                            + it.imageText()
                            + (it.image() == null ? " is none that can be read." : " has no tag."),
                        "Write the tag of a release after a colon, with a default where it is a"
                            + " variable.")));
  }

  static Answer unstable(LintFacts facts) {
    return tagged(
        facts,
        (image, tag) -> !DIGIT.matcher(tag).find(),
        (image, tag) ->
            "The tag " + tag + " of " + image.shortName() + " names no version, so it moves.",
        "Write the tag of a release.");
  }

  static Answer versions(LintFacts facts) {
    return tagged(
        facts,
        (image, tag) -> !VERSION.matcher(tag).matches(),
        (image, tag) ->
            "The tag "
                + tag
                + " of "
                + image.shortName()
                + " does not look like a version, so abra offers no upgrade of it.",
        "Use a tag such as 1.2.3 or v1.2.3-alpine where the image has one.");
  }

  static Answer floating(LintFacts facts) {
    return tagged(
        facts,
        (image, tag) -> image.digest() == null && ONE_NUMBER.matcher(tag).matches(),
        (image, tag) ->
            "The tag "
                + tag
                + " of "
                + image.shortName()
                + " moves with every release of that line, so the same version of the recipe runs"
                + " different software from one day to the next.",
        "Write the whole version of the release, such as 15.6 instead of 15.");
  }

  static Answer digests(LintFacts facts) {
    return Answer.found(
        facts.allServices().stream()
            .filter(it -> it.image() != null && it.image().digest() != null)
            .map(
                it ->
                    finding(
                        at(it),
                        "The image "
                            + Objects.requireNonNull(it.image()).shortName()
                            + " is pinned to a digest, which abra does not see: it goes on running"
                            + " when the tag beside it is changed.",
                        "Leave the digest away, and write the tag of a release.")));
  }

  static Answer endOfLife(LintFacts facts) {
    if (!facts.endOfLife().knows(facts.content())) {
      return Answer.absent("no end is known of any image");
    }
    return Answer.found(
        facts.endOfLife().past(facts.content(), facts.today()).stream()
            .map(
                it ->
                    finding(
                        it.where(),
                        "%s of %s is %s %s, which has had no fixes since %s."
                            .formatted(
                                it.image(),
                                it.service(),
                                it.cycle().product(),
                                it.cycle().cycle(),
                                it.cycle().ends()),
                        "Move to a version that still gets fixes; a new major of the recipe where"
                            + " operators must do something for it.")));
  }

  private static Answer tagged(
      LintFacts facts,
      BiPredicate<ImageReference, String> broken,
      BiFunction<ImageReference, String, String> found,
      String mend) {
    return Answer.found(
        facts.allServices().stream()
            .flatMap(it -> ofTag(it, broken, found, mend).stream())
            .distinct());
  }

  private static Optional<Finding> ofTag(
      Service service,
      BiPredicate<ImageReference, String> broken,
      BiFunction<ImageReference, String, String> found,
      String mend) {
    var image = service.image();
    var tag = image == null ? null : image.tag();
    return image != null && tag != null && broken.test(image, tag)
        ? Optional.of(finding(at(service), found.apply(image, tag), mend))
        : Optional.empty();
  }

  private static String at(Service service) {
    var at = service.imageAt();
    return at == null ? service.where() : at;
  }
}
