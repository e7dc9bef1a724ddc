package coop.potluck.api;

import coop.potluck.compatibility.Action;
import coop.potluck.compatibility.Aspect;
import coop.potluck.compatibility.Comparison;
import coop.potluck.compatibility.Difference;
import coop.potluck.compatibility.Difference.Change;
import coop.potluck.compatibility.ReleaseClass;
import coop.potluck.compatibility.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a release changes, in one sentence: {@code Minor: app image nextcloud 28.0.4 → 29.0.2; 1 new
 * secret; 2 actions required}.
 */
final class ChangeSentence {

  /** More images or services than these are told by their number. */
  private static final int MAX_NAMED = 3;

  private static final int MAX_PART = 160;

  private final List<Difference> differences;
  private final List<String> parts = new ArrayList<>();

  /** Things that are counted together, and what happened to them. */
  private record Counted(Noun noun, Change change) {}

  /** What differences of several aspects are about. */
  private enum Noun {
    SERVICE("service", "services"),
    IMAGE("image", "images"),
    VARIABLE("variable", "variables"),
    SECRET("secret", "secrets"),
    VOLUME("volume", "volumes"),
    NETWORK("network", "networks"),
    CONFIG("config", "configs"),
    OVERLAY("overlay", "overlays"),
    PORT("published port", "published ports"),
    PRIVILEGE("privilege", "privileges"),
    NEED("need", "needs"),
    BACKUP("backup setting", "backup settings"),
    HEALTHCHECK("healthcheck", "healthchecks"),
    OTHER("other change", "other changes");

    private final String one;
    private final String many;

    Noun(String one, String many) {
      this.one = one;
      this.many = many;
    }

    static Noun of(Aspect aspect) {
      return switch (aspect) {
        case SERVICE -> SERVICE;
        case IMAGE -> IMAGE;
        case ENVIRONMENT, ENVIRONMENT_DEFAULT, ENVIRONMENT_REQUIREMENT -> VARIABLE;
        case SECRET, SECRET_VERSION, SECRET_LENGTH, SECRET_CHARSET, SECRET_GENERATION -> SECRET;
        case VOLUME -> VOLUME;
        case NETWORK -> NETWORK;
        case CONFIG, CONFIG_VERSION, CONFIG_CONTENT -> CONFIG;
        case OVERLAY, OVERLAY_DEFAULT -> OVERLAY;
        case PORT -> PORT;
        case PRIVILEGE -> PRIVILEGE;
        case NEED -> NEED;
        case BACKUP -> BACKUP;
        case HEALTHCHECK -> HEALTHCHECK;
        case MOUNT, STALE_EXPORT, LABEL, SERVICE_ENVIRONMENT, SETTING -> OTHER;
      };
    }

    String number(int count) {
      return count + " " + (count == 1 ? one : many);
    }

    String number(int count, Change change) {
      return switch (change) {
        case ADDED -> count + " new " + (count == 1 ? one : many);
        case REMOVED -> number(count) + " removed";
        case CHANGED -> number(count) + " changed";
      };
    }
  }

  private ChangeSentence(List<Difference> differences) {
    this.differences = differences.stream().filter(it -> !it.part()).toList();
  }

  static String of(Comparison comparison) {
    var sentence = new ChangeSentence(comparison.differences());
    if (sentence.differences.isEmpty()) {
      return "Nothing that is deployed differs";
    }
    sentence.addImages();
    sentence.addServices(Change.ADDED, "new service ");
    sentence.addServices(Change.REMOVED, "removed service ");
    sentence.addCounts();
    sentence.addActions(comparison);
    return label(comparison) + ": " + String.join("; ", sentence.parts);
  }

  /** The class that was computed, beside the one that was claimed where that is another. */
  private static String label(Comparison comparison) {
    var computed = label(comparison.computed());
    var claimed = comparison.claimed();
    return comparison.disagreement() == null || claimed == null
        ? computed
        : computed + " (claimed: " + label(claimed).toLowerCase(Locale.ROOT) + ")";
  }

  static String label(ReleaseClass releaseClass) {
    return switch (releaseClass) {
      case NONE -> "None";
      case PATCH -> "Patch";
      case MINOR -> "Minor";
      case MAJOR -> "Major";
    };
  }

  /** Those of every deployment first. */
  private void addImages() {
    var changed =
        differences.stream()
            .filter(it -> it.aspect() == Aspect.IMAGE && it.was() != null && it.is() != null)
            .sorted(Comparator.comparing(it -> it.overlay() != null))
            .toList();
    changed.stream().limit(MAX_NAMED).forEach(it -> add(image(it)));
    if (changed.size() > MAX_NAMED) {
      var more = changed.size() - MAX_NAMED;
      add(more + " more " + (more == 1 ? "image" : "images"));
    }
  }

  private static String image(Difference difference) {
    var was = Written.of(String.valueOf(difference.was()));
    var is = Written.of(String.valueOf(difference.is()));
    var overlay = difference.overlay() == null ? "" : " (" + difference.overlay() + ")";
    var service = difference.service() == null ? "" : difference.service() + " ";
    return service + "image " + step(was, is) + overlay;
  }

  private static String step(Written was, Written is) {
    if (!was.name().equals(is.name())) {
      return was.name() + ":" + was.tag() + " → " + is.name() + ":" + is.tag();
    }
    return was.tag().equals(is.tag())
        ? was.name() + " " + was.digest() + " → " + is.digest()
        : was.name() + " " + was.tag() + " → " + is.tag();
  }

  /** An image in its parts, each a word of its own where it has none. */
  private record Written(String name, String tag, String digest) {

    /** So much of a digest tells it from another one. */
    private static final int DIGEST = "sha256:".length() + 12;

    /** A colon before a slash is that of a registry's port. */
    static Written of(String image) {
      var at = image.indexOf('@');
      var end = at < 0 ? image.length() : at;
      var colon = image.indexOf(':', image.lastIndexOf('/', end) + 1);
      var isTagged = colon >= 0 && colon < end;
      return new Written(
          image.substring(0, isTagged ? colon : end),
          isTagged ? image.substring(colon + 1, end) : "(no tag)",
          at < 0
              ? "(no digest)"
              : image.substring(at + 1, Math.min(image.length(), at + 1 + DIGEST)));
    }
  }

  private void addServices(Change change, String words) {
    var names =
        differences.stream()
            .filter(it -> it.aspect() == Aspect.SERVICE && it.change() == change)
            .map(Difference::subject)
            .distinct()
            .toList();
    if (names.size() > MAX_NAMED) {
      add(Noun.SERVICE.number(names.size(), change));
    } else {
      names.forEach(it -> add(words + it));
    }
  }

  /** How many of each kind of thing: several differences of one secret are about one. */
  private void addCounts() {
    var counted = new LinkedHashMap<Counted, Set<String>>();
    for (var one : differences) {
      var noun = Noun.of(one.aspect());
      var isNamed =
          (noun == Noun.IMAGE && one.was() != null && one.is() != null)
              || (noun == Noun.SERVICE && one.change() != Change.CHANGED);
      if (!isNamed) {
        var change = noun == Noun.OTHER ? Change.CHANGED : one.change();
        counted
            .computeIfAbsent(new Counted(noun, change), none -> new LinkedHashSet<>())
            .add(noun == Noun.OTHER ? one.toString() : one.service() + " " + one.subject());
      }
    }
    for (var noun : Noun.values()) {
      for (var change : Change.values()) {
        var subjects = counted.get(new Counted(noun, change));
        if (subjects != null) {
          add(
              noun == Noun.OTHER
                  ? noun.number(subjects.size())
                  : noun.number(subjects.size(), change));
        }
      }
    }
  }

  private void addActions(Comparison comparison) {
    var required = differences.stream().filter(it -> it.action() == Action.REQUIRED).count();
    if (required > 0) {
      add(required + (required == 1 ? " action required" : " actions required"));
    }
    if (comparison.risk().compareTo(Risk.DATA_LOSS) >= 0
        && differences.stream().anyMatch(it -> it.risk() == Risk.DATA_LOSS)) {
      add("data at risk");
    }
  }

  private void add(String part) {
    parts.add(XmlText.line(part, MAX_PART));
  }
}
