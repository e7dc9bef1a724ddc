package coop.potluck.compatibility;

import coop.potluck.compatibility.Difference.Change;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Differences that another difference says already. */
final class Parts {

  private Parts() {}

  /** Why a difference is a part of another one, in a sentence; empty where it stands for itself. */
  static Optional<String> reason(Changed c) {
    if (c.change() == Change.CHANGED) {
      var told = told(c);
      if (told != null) {
        return Optional.of(told);
      }
    }
    if (c.key().overlay() != null && isEverywhere(c)) {
      return Optional.of(
          c.change() == Change.REMOVED
              ? "Every deployment has it now."
              : "Every deployment had it before.");
    }
    return Optional.ofNullable(owner(c))
        .map(
            owner ->
                switch (c.change()) {
                  case ADDED -> "It comes with " + owner + ".";
                  case REMOVED -> "It goes with " + owner + ".";
                  case CHANGED -> "It changes with " + owner + ".";
                });
  }

  /** Whether all that happened to an overlay is that it need not say it any more, or must now. */
  private static boolean isEverywhere(Changed c) {
    var everywhere = c.key().in(null);
    var other =
        switch (c.change()) {
          case ADDED -> c.before().find(everywhere);
          case REMOVED -> c.after().find(everywhere);
          case CHANGED -> null;
        };
    return other != null
        && (Viewed.COMPOSE.equals(c.counterpart())
            || other.value().equals(c.wasText() + c.isText()));
  }

  /** What is said again under another aspect. */
  private static @Nullable String told(Changed c) {
    return switch (c.key().aspect()) {
      case SERVICE -> "Its image changed.";
      case ENVIRONMENT -> "Its default changed.";
      case SECRET -> "Who makes it changed.";
      case CONFIG_CONTENT ->
          c.differs(c.key().as(Aspect.CONFIG_VERSION))
              ? "Its version changed with it, as it must."
              : null;
      case ENVIRONMENT_DEFAULT -> secretVersion(c);
      default -> null;
    };
  }

  private static @Nullable String secretVersion(Changed c) {
    return c.after().viewed().composition().secrets().stream()
        .filter(secret -> c.key().subject().equals(secret.versionKey()))
        .filter(secret -> c.differs(FactKey.of(Aspect.SECRET_VERSION, null, secret.name())))
        .findFirst()
        .map(secret -> "It is the version of the secret " + secret.name() + ".")
        .orElse(null);
  }

  private static @Nullable String owner(Changed c) {
    var key = c.key();
    var overlay = overlay(c);
    if (overlay != null) {
      return overlay;
    }
    var service = key.service();
    if (service != null && key.aspect() != Aspect.SERVICE) {
      var declared = new FactKey(Aspect.SERVICE, key.overlay(), service, service);
      if (c.cameOrWent(declared) || c.cameOrWent(declared.in(null))) {
        return keepsItsWeight(c) ? null : "the service " + service;
      }
    }
    return switch (key.aspect()) {
      case SECRET_VERSION, SECRET_LENGTH, SECRET_CHARSET, SECRET_GENERATION ->
          c.cameOrWent(key.as(Aspect.SECRET)) ? "the secret " + key.subject() : null;
      case CONFIG_VERSION, CONFIG_CONTENT ->
          c.cameOrWent(key.as(Aspect.CONFIG)) || isFromElsewhere(c)
              ? "the config " + key.subject()
              : null;
      case ENVIRONMENT_DEFAULT, ENVIRONMENT_REQUIREMENT ->
          c.cameOrWent(key.as(Aspect.ENVIRONMENT)) ? "the key " + key.subject() : null;
      case OVERLAY_DEFAULT ->
          c.cameOrWent(key.as(Aspect.OVERLAY)) ? "the overlay " + key.subject() : null;
      case SETTING ->
          key.subject().equals("healthcheck") && c.cameOrWent(healthcheck(key))
              ? "the healthcheck"
              : null;
      case NETWORK -> service == null ? null : whole(c, Aspect.NETWORK, key.subject());
      case MOUNT -> c.change() == Change.CHANGED ? null : mounted(c);
      default -> null;
    };
  }

  /** A config that is not of the recipe's files now, or was not before. */
  private static boolean isFromElsewhere(Changed c) {
    var key = c.key().as(Aspect.CONFIG);
    return c.differs(key)
        && Stream.of(c.before(), c.after())
            .map(facts -> facts.config(key.overlay(), key.subject()))
            .anyMatch(config -> config.filter(it -> it.file() == null).isPresent());
  }

  private static FactKey healthcheck(FactKey key) {
    return new FactKey(
        Aspect.HEALTHCHECK, key.overlay(), key.service(), String.valueOf(key.service()));
  }

  /** What a new service may do to its host is worth a look of its own. */
  private static boolean keepsItsWeight(Changed c) {
    return c.change() == Change.ADDED
        && (c.key().aspect() == Aspect.PORT || c.key().aspect() == Aspect.PRIVILEGE);
  }

  /** Whatever an overlay adds, where it came, went, or changed its place in all deployments. */
  private static @Nullable String overlay(Changed c) {
    var overlay = c.key().overlay();
    if (overlay == null) {
      return null;
    }
    var key = FactKey.of(Aspect.OVERLAY, null, overlay);
    var losesData =
        c.key().aspect() == Aspect.VOLUME
            && c.change() == Change.REMOVED
            && !c.after().has(key)
            && !c.moved();
    return !losesData && (c.differs(key) || c.differs(key.as(Aspect.OVERLAY_DEFAULT)))
        ? "the overlay " + overlay
        : null;
  }

  private static @Nullable String mounted(Changed c) {
    var value = c.wasText() + c.isText();
    var colon = value.indexOf(':');
    if (colon < 0) {
      return null;
    }
    var aspect =
        switch (value.substring(0, colon + 1)) {
          case CompositionFacts.VOLUME -> Aspect.VOLUME;
          case CompositionFacts.SECRET -> Aspect.SECRET;
          case CompositionFacts.CONFIG -> Aspect.CONFIG;
          default -> null;
        };
    var name = value.substring(colon + 1);
    return aspect == null
        ? null
        : whole(
            c,
            aspect,
            name.endsWith(CompositionFacts.READ_ONLY)
                ? name.substring(0, name.length() - CompositionFacts.READ_ONLY.length())
                : name);
  }

  private static @Nullable String whole(Changed c, Aspect aspect, String name) {
    var key = FactKey.of(aspect, c.key().overlay(), name);
    return Stream.of(key, key.in(null)).anyMatch(c::cameOrWent)
        ? "the " + aspect.text() + " " + name
        : null;
  }
}
