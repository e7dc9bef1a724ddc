package coop.potluck.compatibility;

import coop.potluck.recipe.ImageReference;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The words of {@code judging.txt} that tell one difference from another. */
final class Conditions {

  private static final String DECLARES_BACKUP = "backupbot.backup";
  private static final Set<String> YES = Set.of("true", "yes", "on", "1");

  /** Keys that the client itself heeds, and does without. */
  private static final Set<String> ABRA =
      Set.of(
          "TYPE",
          "RECIPE",
          "TIMEOUT",
          "ENABLE_AUTO_UPDATE",
          "ENABLE_BACKUPS",
          "POST_DEPLOY_CMDS",
          "POST_UPGRADE_CMDS",
          "PRE_UPGRADE_CMDS");

  /** Every host of the field has it; whether it is needed is told as a need. */
  private static final String PROXY = "proxy";

  private static final Map<String, Predicate<Changed>> BY_NAME =
      Map.ofEntries(
          Map.entry("always", c -> true),
          // What became of it
          Map.entry("moved", Changed::moved),
          Map.entry("renamed", Changed::renamed),
          Map.entry("switched", Changed::switched),
          // Images
          Map.entry("step by hand", c -> rule(c, UpgradeRules.Rule::manual)),
          Map.entry("step of a database", c -> rule(c, UpgradeRules.Rule::database)),
          Map.entry("step in turn", c -> rule(c, rule -> true)),
          Map.entry("database", Changed::isDatabase),
          Map.entry("other path", c -> differ(c, ImageReference::path)),
          Map.entry("other registry", c -> differ(c, ImageReference::registry)),
          Map.entry("lower", c -> c.step() == TagStep.DOWNGRADE),
          Map.entry("major", c -> c.step() == TagStep.MAJOR),
          Map.entry("minor", c -> c.step() == TagStep.MINOR),
          Map.entry("patch", c -> c.step() == TagStep.PATCH),
          Map.entry("variant", c -> c.step() == TagStep.VARIANT),
          Map.entry("not comparable", c -> c.step() == TagStep.NOT_COMPARABLE),
          // Keys
          Map.entry("mandatory", c -> c.use().mandatory()),
          Map.entry("used", c -> c.use().used()),
          Map.entry("covered", c -> c.use().covered()),
          Map.entry("used by overlays", c -> !c.use().overlays().isEmpty()),
          Map.entry("unused", c -> c.after().uses().unused(c.key().subject())),
          Map.entry("names something", c -> c.after().uses().names(c.key().subject())),
          Map.entry("exported", Conditions::isExported),
          Map.entry("of abra", c -> ABRA.contains(c.key().subject())),
          Map.entry("empty", c -> c.isText().isEmpty()),
          Map.entry("was empty", c -> c.wasText().isEmpty()),
          Map.entry("optional", Conditions::isOptional),
          // Secrets, volumes, mounts
          Map.entry("generated", c -> kind(c).equals(CompositionFacts.GENERATED)),
          Map.entry("file", c -> c.isText().equals(CompositionFacts.FILE)),
          Map.entry("was file", c -> c.wasText().equals(CompositionFacts.FILE)),
          Map.entry("external", c -> c.isText().equals(CompositionFacts.EXTERNAL)),
          Map.entry("bind", c -> c.isText().startsWith(CompositionFacts.BIND)),
          Map.entry("was volume", c -> c.wasText().startsWith(CompositionFacts.VOLUME)),
          Map.entry("same source", c -> source(c.wasText()).equals(source(c.isText()))),
          Map.entry("nowhere", Conditions::isMountedNowhere),
          // The rest of the stack
          Map.entry("of a service", c -> c.key().service() != null),
          Map.entry("must exist", Conditions::mustExist),
          Map.entry("outer", Conditions::wasOuter),
          Map.entry("versioned", Conditions::isVersioned),
          Map.entry("on", c -> c.isText().equals(Facts.ON)),
          Map.entry("took over", Conditions::tookOver),
          Map.entry("unreadable", c -> c.isText().endsWith(Facts.UNREADABLE)),
          Map.entry("was unreadable", c -> c.wasText().endsWith(Facts.UNREADABLE)),
          Map.entry("routing", c -> c.key().subject().endsWith("traefik.enable")),
          Map.entry("yes", c -> isYes(c.isText())),
          Map.entry("backed up", c -> isBackedUp(c.after())),
          Map.entry("declares backup", c -> c.key().subject().equals(DECLARES_BACKUP)),
          Map.entry("user", c -> c.key().subject().equals("user")),
          Map.entry("placement", c -> c.key().subject().equals("deploy.placement")),
          Map.entry("of a new overlay", Conditions::isOfNewOverlay),
          Map.entry("traefik", c -> c.key().subject().equals("traefik")));

  private Conditions() {}

  /** {@code moved and not external}. */
  static Predicate<Changed> parse(String text) {
    Predicate<Changed> all = c -> true;
    for (var word : text.split(" and ", -1)) {
      var turned = !BY_NAME.containsKey(word) && word.startsWith("not ");
      var condition = BY_NAME.get(turned ? word.substring("not ".length()) : word);
      if (condition == null) {
        throw new IllegalArgumentException("no condition is called " + word);
      }
      all = all.and(turned ? condition.negate() : condition);
    }
    return all;
  }

  private static boolean rule(Changed c, Predicate<UpgradeRules.Rule> wanted) {
    return c.rule().filter(wanted).isPresent();
  }

  private static boolean differ(Changed c, Function<ImageReference, String> part) {
    var was = c.imageBefore();
    var is = c.imageAfter();
    return was.isPresent() && is.isPresent() && !was.map(part).equals(is.map(part));
  }

  /** Of a key: whether the sample has it commented out; of anything else, what it says itself. */
  private static boolean isOptional(Changed c) {
    var requirement = c.after().find(c.key().as(Aspect.ENVIRONMENT_REQUIREMENT));
    return (requirement == null ? c.isText() : requirement.value()).equals(Facts.OPTIONAL);
  }

  /** What {@code abra.sh} exports stands above an app's own file. */
  private static boolean isExported(Changed c) {
    return c.after().viewed().content().configVersions().stream()
        .anyMatch(export -> export.key().equals(c.key().subject()));
  }

  private static String kind(Changed c) {
    var secret = c.after().find(c.key().as(Aspect.SECRET));
    return secret == null ? "" : secret.value();
  }

  private static String source(String mount) {
    return mount.endsWith(CompositionFacts.READ_ONLY)
        ? mount.substring(0, mount.length() - CompositionFacts.READ_ONLY.length())
        : mount;
  }

  private static boolean isMountedNowhere(Changed c) {
    var source = source(c.wasText());
    return !c.after()
        .hasAny((key, fact) -> key.aspect() == Aspect.MOUNT && source(fact.value()).equals(source));
  }

  private static boolean mustExist(Changed c) {
    var real = c.isText().equals(CompositionFacts.EXTERNAL) ? c.key().subject() : c.isText();
    return !real.equals(CompositionFacts.INTERNAL) && !real.equals(PROXY);
  }

  private static boolean wasOuter(Changed c) {
    var network = c.before().find(FactKey.of(Aspect.NETWORK, null, c.key().subject()));
    return network != null && !network.value().equals(CompositionFacts.INTERNAL);
  }

  private static boolean isVersioned(Changed c) {
    return c.after()
        .config(c.key().overlay(), c.key().subject())
        .filter(config -> config.versionKey() != null)
        .isPresent();
  }

  private static boolean isBackedUp(Facts facts) {
    return facts.hasAny(
        (key, fact) ->
            key.aspect() == Aspect.BACKUP
                && (key.subject().equals(DECLARES_BACKUP)
                    ? isYes(fact.value())
                    : key.subject().equals(DECLARES_BACKUP + ".path")));
  }

  private static boolean isYes(String text) {
    return YES.contains(text.toLowerCase(Locale.ROOT));
  }

  /** What is on by default holds for apps to come: the file of one made before does not name it. */
  private static boolean tookOver(Changed c) {
    var after = c.after().viewed();
    return after.defaults()
        && Viewed.overlay(after.content(), c.key().subject())
            .filter(
                it ->
                    EnvironmentChanges.tookOver(c.before().viewed().content(), after.content(), it))
            .isPresent();
  }

  private static boolean isOfNewOverlay(Changed c) {
    return isOptional(c)
        && c.after().viewed().apart().stream()
            .filter(overlay -> !c.before().has(FactKey.of(Aspect.OVERLAY, null, overlay.name())))
            .flatMap(overlay -> overlay.additions().services().stream())
            .anyMatch(service -> service.name().equals(c.key().service()));
  }
}
