package coop.potluck.source;

import coop.potluck.recipe.RecipeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A listing as it grows, in which every name stands once. */
final class Collected {

  private static final int MAX_NAME = 120;

  private final List<ListedRepository> repositories = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Set<RecipeName> names = new HashSet<>();

  void add(ListedRepository repository) {
    if (names.add(repository.name())) {
      repositories.add(repository);
    } else {
      skip(repository.name().value(), "an earlier repository of this source has the same name");
    }
  }

  void skip(@Nullable String name, String reason) {
    var shown = Cleaned.line(name, MAX_NAME);
    skipped.add(new Skipped(shown == null ? "(without a name)" : shown, reason));
  }

  void skipMalformed(@Nullable String name) {
    skip(name, "not a recipe's name; expected " + RecipeName.EXPECTED);
  }

  int size() {
    return repositories.size() + skipped.size();
  }

  Listing.Listed listed() {
    return new Listing.Listed(repositories, skipped);
  }
}
