package coop.potluck.recipe;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A release tag that could be read as a version.
 *
 * <p>A <em>release</em> is {@code <major>.<minor>.<patch>+<app version>}; anything else that has
 * leading numbers is a <em>legacy</em> tag of an older scheme ({@code v2.4.8}, {@code
 * 1.14.1-rootless_1}), which orders below every release.
 *
 * @param tag the tag's text, unchanged
 * @param numbers the leading numbers: three of a release, one to three of a legacy tag
 * @param app what follows the {@code +} of a release or the numbers of a legacy tag; may be empty
 */
public record Version(String tag, boolean release, List<BigInteger> numbers, String app) {

  private static final int MAX_LENGTH = 200;
  private static final Pattern RELEASE =
      Pattern.compile(
          "([0-9]{1,18})\\.([0-9]{1,18})\\.([0-9]{1,18})\\+([0-9A-Za-z][0-9A-Za-z._+-]*)");
  private static final Pattern LEGACY =
      Pattern.compile(
          "v?([0-9]{1,18})(?:\\.([0-9]{1,18}))?(?:\\.([0-9]{1,18}))?((?:[-_+][0-9A-Za-z._+-]+)?)");

  /** Eight digits alone are a date or a commit's name, not a version. */
  private static final Pattern DATE_OR_HASH = Pattern.compile("[0-9]{7,}|[0-9a-f]{40}");

  public Version {
    numbers = List.copyOf(numbers);
  }

  /** The version that a tag's text spells; empty for a tag that is none ({@code latest}). */
  public static Optional<Version> parse(String tag) {
    if (tag.length() > MAX_LENGTH || DATE_OR_HASH.matcher(tag).matches()) {
      return Optional.empty();
    }
    var release = RELEASE.matcher(tag);
    if (release.matches()) {
      return Optional.of(new Version(tag, true, numbers(release, 3), release.group(4)));
    }
    var legacy = LEGACY.matcher(tag);
    return legacy.matches()
        ? Optional.of(new Version(tag, false, numbers(legacy, 3), legacy.group(4)))
        : Optional.empty();
  }

  private static List<BigInteger> numbers(java.util.regex.MatchResult match, int groups) {
    var numbers = new ArrayList<BigInteger>();
    for (var group = 1; group <= groups && match.group(group) != null; group++) {
      numbers.add(new BigInteger(match.group(group)));
    }
    return numbers;
  }

  @Override
  public String toString() {
    return tag;
  }
}
