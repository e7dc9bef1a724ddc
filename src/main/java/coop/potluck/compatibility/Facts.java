package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.Overlay;
import coop.potluck.recipe.Privilege;
import coop.potluck.recipe.RecipeContent;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a version says in a view, each thing by itself.
 *
 * <p>Two versions differ in just the facts that they do not share, so that nothing differs from
 * itself, a way there mirrors the way back, and what happens on the way adds up.
 */
final class Facts {

  static final String ON = "on";
  static final String REQUIRED = "required";
  static final String OPTIONAL = "optional";

  /** What follows the path of an overlay that is broken, so that nothing is known of it. */
  static final String UNREADABLE = " (unreadable)";

  /** No overlay is called so. */
  private static final String ALL = "";

  private static final String COMPOSE_FILE = "COMPOSE_FILE";
  private static final String TYPE = "TYPE";

  /** Kinds that older readings did not look for. */
  private static final Set<Privilege.Kind> LATER =
      Set.of(Privilege.Kind.HOST_PROCESSES, Privilege.Kind.DEVICE, Privilege.Kind.SECURITY_OPTION);

  private final Viewed viewed;
  private final FactTable table;
  private final FactTable.Side side;
  private @Nullable KeyUses uses;
  private final boolean inFull;

  /** Services by overlay, or {@link #ALL} deployments, and name. */
  private final Map<String, Map<String, Service>> services = new HashMap<>();

  /**
   * The facts of a version.
   *
   * @param inFull without it, what older readings did not look for is left out, so that a version
   *     that was read by an older program does not differ in it from one that was not
   * @param table what they are put into, beside those of the version that it is compared with
   * @param side which of the two versions this is
   */
  Facts(Viewed viewed, boolean inFull, FactTable table, FactTable.Side side) {
    this.viewed = viewed;
    this.table = table;
    this.side = side;
    this.inFull = inFull;
    var content = viewed.content();
    new CompositionFacts(this, null, inFull).add(viewed.composition());
    for (var overlay : viewed.apart()) {
      new CompositionFacts(this, overlay.name(), inFull).add(overlay.additions());
    }
    viewed.listed().forEach(this::overlay);
    content.environment().forEach(this::environment);
    exports(content);
    for (var need : content.needs()) {
      put(FactKey.of(Aspect.NEED, null, need.name()), optional(need.optional()), null);
    }
    content.privileges().stream().filter(this::isInView).forEach(this::privilege);
  }

  /** Whether there is any such fact. */
  boolean hasAny(BiPredicate<FactKey, Fact> wanted) {
    return table.hasAny(side, wanted);
  }

  @Nullable Fact find(FactKey key) {
    return table.find(key, side);
  }

  boolean has(FactKey key) {
    return find(key) != null;
  }

  /** Made when it is asked for: of the version before, nothing is. */
  KeyUses uses() {
    if (uses == null) {
      uses = new KeyUses(viewed);
    }
    return uses;
  }

  Viewed viewed() {
    return viewed;
  }

  /** A service of all deployments, or as an overlay declares it. */
  Optional<Service> service(@Nullable String overlay, @Nullable String name) {
    var place = overlay == null ? ALL : overlay;
    var declared = services.get(place);
    if (declared == null) {
      declared = byName(services(overlay));
      services.put(place, declared);
    }
    return Optional.ofNullable(declared.get(name));
  }

  private static Map<String, Service> byName(List<Service> services) {
    var byName = new HashMap<String, Service>();
    services.forEach(service -> byName.putIfAbsent(service.name(), service));
    return byName;
  }

  List<Service> services(@Nullable String overlay) {
    return composition(overlay).services();
  }

  Optional<Secret> secret(@Nullable String overlay, String name) {
    return composition(overlay).secrets().stream()
        .filter(secret -> secret.name().equals(name))
        .findFirst();
  }

  Optional<Config> config(@Nullable String overlay, String name) {
    return composition(overlay).configs().stream()
        .filter(config -> config.name().equals(name))
        .findFirst();
  }

  /** The path of an overlay, told of or not. */
  Optional<String> path(String overlay) {
    return Viewed.overlay(viewed.content(), overlay).map(Overlay::path);
  }

  private Composition composition(@Nullable String overlay) {
    return overlay == null
        ? viewed.composition()
        : Viewed.overlay(viewed.content(), overlay)
            .map(Overlay::additions)
            .orElse(Composition.EMPTY);
  }

  /** An overlay adds only what it does not repeat. */
  void put(FactKey key, String value, @Nullable String where) {
    var everywhere = mayBeEverywhere(key) ? find(key.in(null)) : null;
    if (everywhere == null || !everywhere.value().equals(value)) {
      table.put(key, side, new Fact(value, where));
    }
  }

  private boolean mayBeEverywhere(FactKey key) {
    return key.overlay() != null
        && (key.service() == null || service(null, key.service()).isPresent());
  }

  private void overlay(Overlay overlay) {
    var key = FactKey.of(Aspect.OVERLAY, null, overlay.name());
    var broken = overlay.problems().isEmpty() ? "" : UNREADABLE;
    put(key, overlay.path() + broken, overlay.path());
    if (viewed.defaults()) {
      put(key.as(Aspect.OVERLAY_DEFAULT), overlay.byDefault() ? ON : "off", overlay.path());
    }
  }

  /** What {@code COMPOSE_FILE} switches on is told of overlays; {@code TYPE} names the version. */
  private void environment(EnvironmentKey written) {
    if (written.key().equals(COMPOSE_FILE)) {
      return;
    }
    var value = written.key().equals(TYPE) ? written.value().split(":", 2)[0] : written.value();
    var key = FactKey.of(Aspect.ENVIRONMENT, null, written.key());
    put(key, value, written.where());
    put(key.as(Aspect.ENVIRONMENT_DEFAULT), value, written.where());
    put(key.as(Aspect.ENVIRONMENT_REQUIREMENT), optional(written.optional()), written.where());
  }

  /** Exports that neither a config nor any Compose file takes up. */
  private void exports(RecipeContent content) {
    var taken = new HashSet<String>();
    content.variables().forEach(variable -> taken.add(variable.name()));
    var base = content.base();
    Stream.of(
            Stream.of(content.composition()),
            Stream.ofNullable(base),
            content.overlays().stream().map(Overlay::additions))
        .flatMap(all -> all)
        .flatMap(composition -> composition.configs().stream())
        .forEach(config -> Stream.ofNullable(config.versionKey()).forEach(taken::add));
    for (var export : content.configVersions()) {
      if (!taken.contains(export.key())) {
        put(FactKey.of(Aspect.STALE_EXPORT, null, export.key()), export.value(), export.where());
      }
    }
  }

  private boolean isInView(Privilege asked) {
    return (inFull || !LATER.contains(asked.kind()))
        && asked.kind() != Privilege.Kind.PUBLISHED_PORT
        && (viewed.defaults()
            || service(null, asked.service()).filter(it -> asks(it, asked)).isPresent());
  }

  /** Whether a service may be why a privilege is told; a volume may stand for a host's path. */
  private static boolean asks(Service service, Privilege asked) {
    return switch (asked.kind()) {
      case PRIVILEGED -> service.privileged();
      case CAPABILITY -> service.capabilities().contains(asked.detail());
      case HOST_NETWORK -> service.networks().contains(asked.detail());
      case DOCKER_SOCKET, HOST_PATH ->
          service.mounts().stream()
              .anyMatch(it -> !it.kind().equals("bind") || asked.detail().equals(it.source()));
      case DEVICE, HOST_PROCESSES, SECURITY_OPTION, PUBLISHED_PORT -> true;
    };
  }

  /** With given overlays, nothing that they ask for is optional. */
  private void privilege(Privilege asked) {
    var subject =
        asked.kind() == Privilege.Kind.PRIVILEGED
            ? asked.kind().text()
            : asked.kind().text() + " " + asked.detail();
    put(
        new FactKey(Aspect.PRIVILEGE, null, asked.service(), subject),
        optional(asked.optional() && viewed.defaults()),
        service(null, asked.service()).map(Service::where).orElse(null));
  }

  private static String optional(boolean optional) {
    return optional ? OPTIONAL : REQUIRED;
  }
}
