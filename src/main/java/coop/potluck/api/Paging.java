package coop.potluck.api;

import coop.potluck.catalogue.Page;
import coop.potluck.http.Answer;
import coop.potluck.http.Cursor;
import coop.potluck.http.Parameter;
import coop.potluck.http.ProblemType;
import coop.potluck.http.Refusal;
import coop.potluck.http.Request;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists a page at a time. */
final class Paging {

  static final Parameter LIMIT = Parameter.integer("limit", 1, 200).preset("50");
  static final Parameter CURSOR = Parameter.cursor();

  private static final long MAX_OFFSET = 100_000_000;

  /** A list without pages. */
  record AllView(List<?> items) {}

  /**
   * A page of a list.
   *
   * @param total entries on all pages
   * @param next the cursor of the next page; null on the last
   */
  record PageView(List<?> items, long total, @Nullable String next) {}

  private Paging() {}

  static int limit(Request request) {
    return request.integer("limit").orElseThrow();
  }

  /** Where a list that is paged by position goes on. */
  static long offset(Request request) {
    return request.cursor().map(Paging::offset).orElse(0L);
  }

  private static long offset(Cursor cursor) {
    try {
      var offset = Long.parseLong(cursor.parts().isEmpty() ? "" : cursor.parts().get(0));
      if (offset >= 0 && offset <= MAX_OFFSET) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal of any other cursor that is not ours
    }
    throw new Refusal(ProblemType.MALFORMED_CURSOR, "This cursor was not given out here");
  }

  /** The answer for a page that starts at the request's offset. */
  static <T> Answer answer(Request request, Page<T> page, Function<T, ?> view, String baseUrl) {
    var end = offset(request) + page.items().size();
    var next = end < page.total() && !page.items().isEmpty() ? Cursor.of("" + end) : null;
    return answer(request, page.items().stream().map(view).toList(), page.total(), next, baseUrl);
  }

  /** The same for a list that is in memory whole. */
  static <T> Answer slice(Request request, List<T> all, Function<T, ?> view, String baseUrl) {
    var from = (int) Math.min(offset(request), all.size());
    var to = Math.min(all.size(), from + limit(request));
    return answer(request, new Page<>(all.subList(from, to), all.size()), view, baseUrl);
  }

  static Answer answer(
      Request request, List<?> items, long total, @Nullable Cursor next, String baseUrl) {
    var cursor = next == null ? null : request.encode(next);
    return linked(request, Json.write(new PageView(items, total, cursor)), next, baseUrl);
  }

  /** A page, whatever its shape, with the address of the next. */
  static Answer linked(Request request, byte[] page, @Nullable Cursor next, String baseUrl) {
    return next == null
        ? Answer.json(page)
        : Answer.json(page)
            .header("Link", '<' + baseUrl + request.pageAt(next) + ">; rel=\"next\"");
  }
}
