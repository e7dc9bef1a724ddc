package coop.potluck.app;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import coop.potluck.source.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may administer the node.
 *
 * @param token that an administrator's requests bear; absent where nobody may
 */
record ConfigAdmin(@Nullable Secret token) implements Settings {

  static final ConfigAdmin DEFAULT = new ConfigAdmin(null);

  private static final int MIN_LENGTH = 16;

  @Override
  public List<Problem> problems() {
    return token != null && token.value().length() < MIN_LENGTH
        ? List.of(new Problem("token", "at least " + MIN_LENGTH + " characters"))
        : List.of();
  }
}
