package coop.potluck.catalogue;

import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds what a recipe goes on as: by its tags, or by what its maintainers wrote. */
final class Successors {

  /** How many addresses of a text are looked at. */
  private static final int MAX_ADDRESSES = 100;

  /** Where one thing that is said ends in a README. */
  private static final Pattern BLOCK =
      Pattern.compile("</?(?:p|li|ul|ol|h[1-6]|div|td|th|tr|blockquote|pre|hr)\\b[^>]*>");

  private static final Pattern ADDRESS = Pattern.compile("(?:https?|ssh)://[^\\s\"'<>()\\[\\]]++");

  /** The words with which maintainers say that a recipe goes on elsewhere. */
  private static final Pattern MOVED =
      Pattern.compile(
          "\\b(?:moved|renamed|migrated|relocated|superseded|successor|replaced|replacement"
              + "|deprecated|archived|obsolete|new (?:home|location|repository)"
              + "|(?:now|continued|maintained|developed) (?:at|in|on|here)|in favou?r of)\\b",
          Pattern.CASE_INSENSITIVE);

  private final SuccessorSql sql;

  Successors(Handle handle) {
    this.sql = handle.attach(SuccessorSql.class);
  }

  Optional<RecipeId> find(RecipeId id) {
    return sql.findFormer(id.coop().value(), id.name().value())
        .flatMap(
            former ->
                sql.findWithTagsOf(former.id(), former.coopId())
                    .or(() -> former.archived() ? named(former) : Optional.empty())
                    .map(row -> new RecipeId(row.coop(), row.name())));
  }

  /** The one whose repository is named first. */
  private Optional<SuccessorSql.ServedRow> named(SuccessorSql.FormerRow former) {
    var addresses = addresses(former.description(), former.readme());
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    var byAddress = new LinkedHashMap<String, SuccessorSql.ServedRow>();
    for (var row : sql.listOthers(former.id())) {
      var url = row.publicUrl();
      if (url != null) {
        byAddress.putIfAbsent(plain(url), row);
      }
    }
    return addresses.stream()
        .flatMap(address -> Optional.ofNullable(byAddress.get(address)).stream())
        .findFirst();
  }

  /** All of a description, and of a README those that stand with words of moving. */
  static List<String> addresses(@Nullable String description, @Nullable String readmeHtml) {
    var found = new ArrayList<String>();
    if (description != null) {
      add(found, description);
    }
    if (readmeHtml != null) {
      for (var block : BLOCK.split(readmeHtml, -1)) {
        if (MOVED.matcher(block).find()) {
          add(found, block);
        }
      }
    }
    return found;
  }

  private static void add(List<String> found, String text) {
    var matcher = ADDRESS.matcher(text);
    while (matcher.find() && found.size() < MAX_ADDRESSES) {
      found.add(plain(matcher.group()));
    }
  }

  /** Without what may differ between two addresses of one repository. */
  private static String plain(String address) {
    return address
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^[a-z]+://(?:[^@/]*@)?", "")
        .replaceFirst("[?#].*$", "")
        .replaceFirst("[.,;:!/]+$", "")
        .replaceFirst("\\.git$", "");
  }
}
