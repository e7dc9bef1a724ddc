package coop.potluck.compatibility;

import coop.potluck.recipe.Composition;
import coop.potluck.recipe.Config;
import coop.potluck.recipe.Network;
import coop.potluck.recipe.Secret;
import coop.potluck.recipe.Volume;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges what an overlay declares over what is declared without it, by Compose's rules.
 *
 * <p>The parser merges files; this merges what was understood of them, so that any set of overlays
 * can be looked at without the files. What a file says and its values do not is lost here: that it
 * takes something away ({@code !reset}, {@code !override}), switches a healthcheck off, or listens
 * at another address.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/13-merge.md">the rules</a>
 */
final class Compositions {

  private Compositions() {}

  static Composition merge(Composition base, Composition over) {
    var networks = byName(base.networks(), over.networks(), Network::name, Compositions::network);
    var hasHost = networks.stream().anyMatch(network -> network.name().equals(ServiceMerge.HOST));
    return new Composition(
        byName(
            base.services(),
            over.services(),
            service -> service.name(),
            (a, b) -> ServiceMerge.merge(a, b, hasHost)),
        byName(base.volumes(), over.volumes(), Volume::name, Compositions::volume),
        networks,
        byName(base.configs(), over.configs(), Config::name, Compositions::config),
        byName(base.secrets(), over.secrets(), Secret::name, Compositions::secret));
  }

  private static <T> List<T> byName(
      List<T> base, List<T> over, Function<T, String> name, BinaryOperator<T> merge) {
    if (base.isEmpty() || over.isEmpty()) {
      return base.isEmpty() ? over : base;
    }
    var merged = new TreeMap<String, T>();
    base.forEach(item -> merged.put(name.apply(item), item));
    over.forEach(item -> merged.merge(name.apply(item), item, merge));
    return List.copyOf(merged.values());
  }

  private static Volume volume(Volume base, Volume over) {
    return new Volume(base.name(), base.where(), base.external() || over.external());
  }

  /** An external network without a name of its own is called as its key, which changes nothing. */
  private static Network network(Network base, Network over) {
    var real = over.externalName();
    var named = real != null && !real.equals(over.name());
    return new Network(
        base.name(),
        base.where(),
        base.external() || over.external(),
        named ? real : given(base.externalName(), real));
  }

  private static Config config(Config base, Config over) {
    return new Config(
        base.name(),
        base.where(),
        base.external() || over.external(),
        given(over.file(), base.file()),
        over.file() == null ? base.sha256() : over.sha256(),
        given(over.versionKey(), base.versionKey()),
        over.versionKey() == null ? base.version() : over.version());
  }

  private static Secret secret(Secret base, Secret over) {
    var named = over.versionKey() == null ? base : over;
    var external = base.external() || over.external();
    return new Secret(
        base.name(),
        base.where(),
        external,
        named.versionKey(),
        named.version(),
        named.length(),
        named.charset(),
        // Only what is external and has a version can be made up, and the two may say one each.
        external && named.versionKey() != null && (named.generate() || !named.external()));
  }

  /** A value that is not given changes nothing. */
  static <T> @Nullable T given(@Nullable T over, @Nullable T base) {
    return over == null ? base : over;
  }
}
