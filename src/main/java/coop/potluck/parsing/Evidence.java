package coop.potluck.parsing;

import coop.potluck.parsing.ComposedRecipe.Addition;
import coop.potluck.parsing.CompositionReader.Composed;
import coop.potluck.recipe.ComputedFeature;
import coop.potluck.recipe.EnvironmentKey;
import coop.potluck.recipe.Need;
import coop.potluck.recipe.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a recipe's declarations show of its needs and features, whatever its README claims. */
final class Evidence {

  /** Names that contain any of these speak of single sign-on. */
  private static final List<String> SSO =
      List.of(
          "OPENID",
          "OIDC",
          "OAUTH",
          "SAML",
          "KEYCLOAK",
          "AUTHENTIK",
          "AUTHELIA",
          "ZITADEL",
          "KANIDM");

  private static final List<String> MAIL =
      List.of("SMTP", "MSMTP", "MAIL", "MAILER", "MAILRELAY", "SENDMAIL");

  private final String recipe;
  private final Composed byDefault;
  private final List<Addition> additions;
  private final EnvSample sample;
  private final AbraScript script;

  /**
   * Evidence from all views of a recipe.
   *
   * @param recipe its name, since no recipe needs itself
   */
  Evidence(
      String recipe,
      Composed byDefault,
      List<Addition> additions,
      EnvSample sample,
      AbraScript script) {
    this.recipe = recipe;
    this.byDefault = byDefault;
    this.additions = additions;
    this.sample = sample;
    this.script = script;
  }

  List<Need> needs() {
    var needs = new LinkedHashMap<String, Need>();
    needs(byDefault, false, needs);
    for (var addition : additions) {
      var overlay = addition.overlay();
      needs(addition.composed(), !overlay.byDefault(), needs);
      if (speaksOfSso(overlay.name())) {
        add(needs, "sso", "the overlay " + overlay.path(), !overlay.byDefault());
      }
    }
    key(this::speaksOfSso).ifPresent(key -> add(needs, "sso", named(key), true));
    return needs.values().stream().sorted(Comparator.comparing(Need::name)).toList();
  }

  private void needs(Composed composed, boolean optional, Map<String, Need> into) {
    if (!recipe.equals("traefik")) {
      for (var network : composed.composition().networks()) {
        if ("proxy".equals(composed.externalNetworks().get(network.name()))) {
          add(into, "traefik", "the external network proxy at " + network.where(), optional);
        }
      }
      label(composed, label -> label.key().equals("traefik.enable") && isTrue(label))
          .ifPresent(where -> add(into, "traefik", where, optional));
    }
    if (!recipe.equals("backup-bot") && !recipe.equals("backup-bot-two")) {
      labelled(composed, Evidence::isBackup)
          .ifPresent(where -> add(into, "backup-bot", where, optional));
    }
    if (!recipe.equals("swarm-cronjob")) {
      label(composed, label -> label.key().startsWith("swarm.cronjob."))
          .ifPresent(where -> add(into, "swarm-cronjob", where, optional));
    }
  }

  /** What is needed by default is not optional, whatever else asks for it too. */
  private static void add(Map<String, Need> needs, String name, String because, boolean optional) {
    var known = needs.get(name);
    if (known == null || (known.optional() && !optional)) {
      needs.put(name, new Need(name, because, optional));
    }
  }

  List<ComputedFeature> features() {
    return List.of(backups(), healthcheck(), email(), sso());
  }

  /** Those that any service names. */
  List<String> architectures() {
    return all()
        .flatMap(composed -> composed.architectures().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private ComputedFeature backups() {
    return all()
        .map(composed -> labelled(composed, Evidence::isBackup))
        .flatMap(Optional::stream)
        .findFirst()
        .map(where -> new ComputedFeature("backups", true, where))
        .orElseGet(
            () ->
                script.backups()
                    ? new ComputedFeature("backups", true, "abra_backup in " + AbraScript.PATH)
                    : new ComputedFeature("backups", false, "no label backupbot.backup=true"));
  }

  private ComputedFeature healthcheck() {
    var without = new ArrayList<String>();
    for (var service : byDefault.composition().services()) {
      if (!service.healthcheck()) {
        without.add(service.name());
      }
    }
    return without.isEmpty()
        ? new ComputedFeature("healthcheck", true, "every service has one")
        : new ComputedFeature("healthcheck", false, "none on " + String.join(", ", without));
  }

  private ComputedFeature email() {
    return found("email", Evidence::speaksOfMail, "no key, variable or overlay names SMTP or mail");
  }

  private ComputedFeature sso() {
    return found("sso", this::speaksOfSso, "no key, variable or overlay names single sign-on");
  }

  private ComputedFeature found(String feature, Predicate<String> speaks, String inVain) {
    for (var addition : additions) {
      if (speaks.test(addition.overlay().name())) {
        return new ComputedFeature(feature, true, "the overlay " + addition.overlay().path());
      }
    }
    var key = key(speaks);
    if (key.isPresent()) {
      return new ComputedFeature(feature, true, named(key.get()));
    }
    return all()
        .flatMap(composed -> composed.composition().services().stream())
        .flatMap(
            service ->
                service.environment().stream()
                    .filter(entry -> speaks.test(entry.key()))
                    .map(entry -> entry.key() + " of the service at " + service.where()))
        .findFirst()
        .map(where -> new ComputedFeature(feature, true, where))
        .orElseGet(() -> new ComputedFeature(feature, false, inVain));
  }

  private Optional<EnvironmentKey> key(Predicate<String> speaks) {
    return sample.keys().stream().filter(key -> speaks.test(key.key())).findFirst();
  }

  private static String named(EnvironmentKey key) {
    return key.key() + " at " + key.where();
  }

  private Stream<Composed> all() {
    return Stream.concat(Stream.of(byDefault), additions.stream().map(Addition::composed));
  }

  private static Optional<String> label(Composed composed, Predicate<Service.Label> wanted) {
    return labelled(composed, (service, label) -> wanted.test(label));
  }

  private static Optional<String> labelled(
      Composed composed, BiPredicate<Service, Service.Label> wanted) {
    for (var service : composed.composition().services()) {
      for (var label : service.labels()) {
        if (wanted.test(service, label)) {
          return Optional.of("the label " + label.key() + " of the service at " + service.where());
        }
      }
    }
    return Optional.empty();
  }

  /** {@code backupbot.backup=true}; the oldest labels say what to back up and nothing else. */
  private static boolean isBackup(Service service, Service.Label label) {
    return label.key().equals("backupbot.backup")
        ? isTrue(label)
        : (label.key().equals("backupbot.backup.path")
                || label.key().equals("backupbot.backup.command"))
            && service.labels().stream().noneMatch(l -> l.key().equals("backupbot.backup"));
  }

  private static boolean isTrue(Service.Label label) {
    return ShortSyntax.isTrue(label.value());
  }

  /** A provider's own variables do not make it depend on another. */
  private boolean speaksOfSso(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return SSO.stream()
            .anyMatch(
                word -> upper.contains(word) && !recipe.toUpperCase(Locale.ROOT).contains(word))
        || words(upper).contains("SSO");
  }

  private static boolean speaksOfMail(String name) {
    var words = words(name.toUpperCase(Locale.ROOT));
    return words.stream().anyMatch(MAIL::contains)
        || (words.contains("EMAIL")
            && (words.contains("HOST") || words.contains("SERVER") || words.contains("BACKEND")));
  }

  private static List<String> words(String name) {
    return List.of(name.split("[^A-Z0-9]", -1));
  }
}
