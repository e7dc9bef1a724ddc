package coop.potluck.parsing;

import org.jspecify.annotations.Nullable;

/** A Markdown link within a line. */
record MarkdownLink(String text, String target, int end) {

  /** The link that starts at {@code from}; null where none does. */
  static @Nullable MarkdownLink at(String line, int from) {
    if (!line.startsWith("[", from)) {
      return null;
    }
    var middle = line.indexOf("](", from);
    var end = middle < 0 ? -1 : line.indexOf(')', middle);
    return end < 0
        ? null
        : new MarkdownLink(
            line.substring(from + 1, middle).replace("`", "").strip(),
            line.substring(middle + 2, end).strip(),
            end + 1);
  }

  /** The line with each link's text in the link's place. */
  static String unlinked(String line) {
    var out = new StringBuilder();
    for (var i = 0; i < line.length(); ) {
      var link = at(line, i);
      out.append(link == null ? line.substring(i, i + 1) : link.text());
      i = link == null ? i + 1 : link.end();
    }
    return out.toString();
  }

  boolean isWeb() {
    return target.startsWith("https://") || target.startsWith("http://");
  }
}
