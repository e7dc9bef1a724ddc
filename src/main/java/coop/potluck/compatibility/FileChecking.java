package coop.potluck.compatibility;

import coop.potluck.compatibility.FileCheck.MissingKey;
import coop.potluck.compatibility.FileCheck.OverlayInUse;
import coop.potluck.compatibility.FileCheck.PinnedKey;
import coop.potluck.compatibility.FileCheck.SecretToCreate;
import coop.potluck.compatibility.FileCheck.UnknownKey;
import coop.potluck.compatibility.UpgradePlan.Verdict;
import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds one operator's file against the version that it is to be deployed with. */
final class FileChecking {

  /** What the client itself reads in an app's file, whatever its recipe says. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of(
          "TYPE",
          "RECIPE",
          "DOMAIN",
          "LETS_ENCRYPT_ENV",
          "TIMEOUT",
          "STACK_NAME",
          "ENABLE_AUTO_UPDATE",
          "ENABLE_BACKUPS",
          "POST_DEPLOY_CMDS",
          "POST_UPGRADE_CMDS",
          SampleKeys.COMPOSE_FILE);

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_.-]+");

  private final RecipeContent from;
  private final RecipeContent to;
  private final OperatorFile file;
  private final SampleKeys before;
  private final SampleKeys after;
  private final List<String> inUse;
  private final View.Overlays view;
  private final Viewed target;
  private final KeyUses uses;

  FileChecking(RecipeContent from, RecipeContent to, OperatorFile file) {
    this.from = from;
    this.to = to;
    this.file = file;
    before = new SampleKeys(from);
    after = new SampleKeys(to);
    inUse = file.composeFiles().stream().filter(it -> !it.equals(Viewed.COMPOSE)).toList();
    view = view(inUse, from, to);
    target = Viewed.of(to, view);
    uses = new KeyUses(target);
  }

  /** A view of those of a file's overlays that either version has. */
  static View.Overlays view(List<String> inUse, RecipeContent one, RecipeContent other) {
    return new View.Overlays(
        inUse.stream()
            .filter(
                path ->
                    Viewed.overlay(one, path).isPresent()
                        || Viewed.overlay(other, path).isPresent())
            .toList());
  }

  List<String> inUse() {
    return inUse;
  }

  /**
   * What is to be done.
   *
   * @param legs the way, compared with just the overlays of the file
   */
  FileCheck check(List<Leg> legs) {
    var overlays =
        inUse.stream()
            .map(path -> new OverlayInUse(path, Viewed.overlay(to, path).isPresent()))
            .toList();
    var missing = missing();
    var unknown = unknown();
    var secrets = secrets();
    var pinned = pinned();
    var differences = new Comparer().differences(from, to, view);
    var manual =
        overlays.stream().anyMatch(it -> !it.known())
            || missing.stream().anyMatch(MissingKey::required)
            || !secrets.isEmpty()
            || differences.stream().anyMatch(this::asksForMore)
            || legs.stream().flatMap(leg -> leg.halts().stream()).anyMatch(Stops.Halt::manual);
    var review =
        !pinned.isEmpty()
            || unknown.stream().anyMatch(UnknownKey::was)
            || differences.stream().anyMatch(it -> it.action() != Action.NONE)
            || legs.stream().anyMatch(leg -> leg.noted() || !leg.halts().isEmpty());
    return new FileCheck(
        overlays,
        missing,
        unknown,
        secrets,
        pinned,
        differences,
        manual ? Verdict.MANUAL : review ? Verdict.REVIEW : Verdict.SAFE,
        patch(missing, unknown));
  }

  /** Whether a difference asks for what is not told of as a key or a secret of the file already. */
  private boolean asksForMore(Difference difference) {
    if (difference.action() != Action.REQUIRED) {
      return false;
    }
    return switch (difference.aspect()) {
      case ENVIRONMENT, ENVIRONMENT_REQUIREMENT -> !file.values().containsKey(difference.subject());
      case SECRET, SECRET_VERSION -> false;
      default -> true;
    };
  }

  private List<MissingKey> missing() {
    var missing = new ArrayList<MissingKey>();
    for (var key : to.environment()) {
      var name = key.key();
      if (!file.values().containsKey(name)
          && !name.equals(SampleKeys.COMPOSE_FILE)
          && isWanted(key)) {
        var use = uses.of(name);
        missing.add(new MissingKey(name, after.line(key), use.fallback(), isRequired(key)));
      }
    }
    var undeclared = new TreeSet<String>();
    to.variables().stream()
        .map(RecipeContent.Variable::name)
        .filter(name -> after.isKnown(name) && after.find(name).isEmpty())
        .filter(name -> !file.values().containsKey(name) && uses.of(name).mandatory())
        .forEach(undeclared::add);
    undeclared.forEach(name -> missing.add(new MissingKey(name, name + "=", null, true)));
    return missing;
  }

  /** What is commented out is wanted only by what cannot do without it. */
  private boolean isWanted(EnvironmentKey key) {
    var use = uses.of(key.key());
    if (!key.optional()) {
      return use.used() || OF_THE_CLIENT.contains(key.key()) || !uses.unused(key.key());
    }
    return use.mandatory()
        || (!use.covered() && !String.valueOf(use.where()).startsWith(Viewed.COMPOSE + ":"));
  }

  private boolean isRequired(EnvironmentKey key) {
    var use = uses.of(key.key());
    return use.mandatory() || (!key.optional() && !use.covered());
  }

  private List<UnknownKey> unknown() {
    return file.values().keySet().stream()
        .filter(key -> !OF_THE_CLIENT.contains(key) && !after.isNamed(key))
        .sorted()
        .map(key -> new UnknownKey(key, before.isNamed(key)))
        .toList();
  }

  private List<SecretToCreate> secrets() {
    var known = new HashMap<String, Secret>();
    Viewed.of(from, view).composition().secrets().forEach(it -> known.put(it.name(), it));
    var secrets = new ArrayList<SecretToCreate>();
    for (var secret : target.composition().secrets()) {
      var earlier = known.get(secret.name());
      if (secret.external() && (earlier == null || isRenewed(earlier, secret))) {
        secrets.add(
            new SecretToCreate(
                secret.name(),
                secret.version(),
                secret.generate(),
                secret.length(),
                secret.charset(),
                command(secret)));
      }
    }
    return secrets;
  }

  /** Whether the sample asks for another version of a secret, and the file does not have it yet. */
  private boolean isRenewed(Secret earlier, Secret secret) {
    return secret.version() != null
        && !Objects.equals(earlier.version(), secret.version())
        && !secret.version().equals(value(secret.versionKey()));
  }

  private @Nullable String value(@Nullable String key) {
    return key == null ? null : file.values().get(key);
  }

  private static String command(Secret secret) {
    var version = secret.version() == null ? "v1" : secret.version();
    return "abra app secret "
        + (secret.generate() ? "generate" : "insert")
        + " DOMAIN "
        + word(secret.name())
        + " "
        + word(version)
        + (secret.generate() ? "" : " VALUE");
  }

  /** A stranger's text as one word of a shell. */
  private static String word(String text) {
    return PLAIN_WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private List<PinnedKey> pinned() {
    var pinned = new ArrayList<PinnedKey>();
    for (var service : target.composition().services()) {
      var image = service.imageText() == null ? "" : service.imageText();
      VARIABLE
          .matcher(image)
          .results()
          .map(match -> match.group(1))
          .distinct()
          .filter(this::isPinned)
          .forEach(key -> pinned.add(new PinnedKey(key, service.name())));
    }
    return pinned;
  }

  /** Whether the file says otherwise than the sample, or than what stands in for it. */
  private boolean isPinned(String key) {
    var value = file.values().get(key);
    if (value == null) {
      return false;
    }
    var sample = after.isActive(key) ? after.find(key).map(EnvironmentKey::value) : null;
    var fallback = uses.of(key).fallback();
    return !value.equals(sample == null ? fallback : sample.orElse(fallback));
  }

  private EnvironmentPatch patch(List<MissingKey> missing, List<UnknownKey> unknown) {
    var add = new ArrayList<String>();
    for (var key : missing) {
      add.add(after.find(key.key()).map(after::block).orElse(key.line()));
    }
    add.addAll(
        EnvironmentChanges.chain(
            EnvironmentChanges.overlaysToAdd(from, to, inUse), !file.composeFiles().isEmpty()));
    var remove = unknown.stream().map(UnknownKey::key).toList();
    var unchanged = remove.stream().filter(this::isAsTheSampleHadIt).toList();
    return EnvironmentPatch.of(
        List.of(), add, remove, EnvironmentChanges.removals(before, unchanged));
  }

  private boolean isAsTheSampleHadIt(String key) {
    Map<String, String> values = file.values();
    return before.find(key).filter(it -> it.value().equals(values.get(key))).isPresent();
  }
}
