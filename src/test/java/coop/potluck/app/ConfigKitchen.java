package coop.potluck.app;

import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Settings;
import coop.potluck.source.ForgeKind;
import coop.potluck.source.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings with a component of every type that a setting can have. */
record ConfigKitchen(
    int cooks,
    long stepsTaken,
    long maxPotBytes,
    boolean open,
    String name,
    @Nullable String motto,
    Duration simmer,
    List<String> dishes,
    Path cellar,
    URI menu,
    ForgeKind oven,
    @Nullable Secret key)
    implements Settings {

  static final ConfigKitchen DEFAULT =
      new ConfigKitchen(
          2,
          10_000,
          1 << 20,
          false,
          "small",
          "eat well",
          Duration.ofMinutes(90),
          List.of("soup"),
          Path.of("/cellar"),
          URI.create("https://menu.example"),
          ForgeKind.GITEA,
          null);

  @Override
  public List<Problem> problems() {
    return cooks > 20 ? List.of(new Problem("cooks", "1 to 20")) : List.of();
  }
}
