package coop.potluck.source;

import coop.potluck.outbound.OutboundResponse;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out from an answer's headers whether a forge's list goes on, and where. */
sealed interface NextPage {

  /** The list goes on there. */
  record At(URI uri) implements NextPage {}

  /** This was the last page. */
  record None() implements NextPage {}

  /** What the forge says cannot be followed. */
  record Wrong(String reason) implements NextPage {}

  Pattern LINK =
      Pattern.compile(
          "<([^<>]{1,2000})>((?:\\s*;\\s*[A-Za-z*]+\\s*=\\s*(?:\"[^\"]*\"|[^\\s,;\"]*))*)");
  Pattern NEXT =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\b)");
  Pattern NUMBER = Pattern.compile("\\d{1,9}");
  int MAX_LINK = 8_192;

  /**
   * The page after {@code number}.
   *
   * @param onPage repositories on the page just read
   * @param seen different repositories on all pages so far
   */
  static NextPage after(ForgeApi api, int number, OutboundResponse response, int onPage, int seen) {
    var link = response.header("Link");
    var next = link == null ? null : next(link);
    if (next != null) {
      return sameHost(response.uri(), next);
    }
    var counted = response.header("x-next-page");
    if (counted != null && NUMBER.matcher(counted.strip()).matches()) {
      return new At(api.page(Integer.parseInt(counted.strip())));
    }
    var total = total(response);
    if (total >= 0 && seen >= total) {
      return new None();
    }
    if (total >= 0 && onPage == 0) {
      return new Wrong("the forge counts " + total + " repositories but lists only " + seen);
    }
    if (total >= 0 && link == null) {
      return new At(api.page(number + 1));
    }
    if (total >= 0) {
      return new Wrong("the forge counts " + total + " repositories but lists only " + seen);
    }
    var whole = link != null || counted != null || onPage == 0 || api.saysWhenThereIsMore();
    return whole ? new None() : new At(api.page(number + 1));
  }

  private static @Nullable String next(String header) {
    var links = LINK.matcher(header.length() > MAX_LINK ? header.substring(0, MAX_LINK) : header);
    while (links.find()) {
      if (NEXT.matcher(links.group(2)).find()) {
        return links.group(1);
      }
    }
    return null;
  }

  private static NextPage sameHost(URI from, String next) {
    try {
      var to = from.resolve(next);
      return RepositoryUrl.origin(to).equals(RepositoryUrl.origin(from))
          ? new At(to)
          : new Wrong("the forge's next page is on another host");
    } catch (IllegalArgumentException e) {
      return new Wrong("the forge's next page is no URL");
    }
  }

  private static int total(OutboundResponse response) {
    var text = response.header("X-Total-Count");
    if (text == null) {
      text = response.header("x-total");
    }
    return text != null && NUMBER.matcher(text.strip()).matches()
        ? Integer.parseInt(text.strip())
        : -1;
  }
}
