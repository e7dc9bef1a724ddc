package coop.potluck.compatibility;

import org.jspecify.annotations.Nullable;

/** How far one tag of an image is from another. */
public enum TagStep {
  MAJOR,
  MINOR,
  PATCH,
  DOWNGRADE,
  /**
   * The same version under another tag: another variant of it ({@code 1.27} to {@code
   * 1.27-alpine}), or the same line named more or less closely ({@code 15} to {@code 15.4}), where
   * nobody can say which of the two is newer.
   */
  VARIANT,
  NOT_COMPARABLE;

  /**
   * The step between two tags of one image that differ; a missing tag compares with nothing.
   *
   * <p>The numbers that a tag begins with decide, one by one, as far as both have them: the first
   * is major, the second minor, any later one patch. What follows them decides nothing. A day
   * ({@code 20191109}), a word, a commit, a revision ({@code r1295}) or what a variable stands for
   * is not comparable. A tag that is a version is a variant of itself.
   */
  public static TagStep between(@Nullable String was, @Nullable String is) {
    var before = TagNumbers.parse(was);
    var after = TagNumbers.parse(is);
    if (before.isEmpty() || after.isEmpty()) {
      return NOT_COMPARABLE;
    }
    var from = before.get().numbers();
    var to = after.get().numbers();
    for (var i = 0; i < Math.min(from.size(), to.size()); i++) {
      var order = to.get(i).compareTo(from.get(i));
      if (order < 0) {
        return DOWNGRADE;
      }
      if (order > 0) {
        return i == 0 ? MAJOR : i == 1 ? MINOR : PATCH;
      }
    }
    return VARIANT;
  }
}
