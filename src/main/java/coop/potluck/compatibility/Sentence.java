package coop.potluck.compatibility;

import coop.potluck.recipe.Config;
import coop.potluck.recipe.Secret;
import org.jspecify.annotations.Nullable;

/** Fills a sentence of the table: {@code The volume {subject} is gone.} */
final class Sentence {

  private static final int MAX_VALUE = 120;

  private Sentence() {}

  static String of(String template, Changed c) {
    var filled = new StringBuilder();
    var at = 0;
    for (var open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      var close = template.indexOf('}', open);
      filled.append(template, at, open);
      filled.append(shown(value(template.substring(open + 1, close), c)));
      at = close + 1;
    }
    return filled.append(template, at, template.length()).toString();
  }

  private static @Nullable String value(String name, Changed c) {
    var overlay = c.key().overlay();
    var subject = c.key().subject();
    return switch (name) {
      case "subject" -> subject;
      case "service" -> c.key().service();
      case "was" -> c.wasText();
      case "is" -> c.isText();
      case "counterpart" -> c.counterpart();
      case "overlay" ->
          c.movedTo()
              .flatMap(it -> c.after().path(it).or(() -> c.before().path(it)))
              .orElse(c.counterpart());
      case "path" -> c.after().path(subject).orElse(subject);
      case "use" -> c.use().where();
      case "fallback" -> c.use().fallback();
      case "overlays" -> String.join(", ", c.use().overlays());
      case "key" -> c.after().secret(overlay, subject).map(Secret::versionKey).orElse(null);
      case "version" -> c.after().secret(overlay, subject).map(Secret::version).orElse("v1");
      case "config key" -> c.after().config(overlay, subject).map(Config::versionKey).orElse(null);
      case "config version" -> c.after().config(overlay, subject).map(Config::version).orElse(null);
      case "file" -> c.after().config(overlay, subject).map(Config::file).orElse(null);
      case "rule" -> c.rule().map(UpgradeRules.Rule::because).orElse(null);
      case "product" -> c.rule().map(UpgradeRules.Rule::name).orElse(null);
      default -> throw new IllegalArgumentException("nothing is called {" + name + "}");
    };
  }

  private static String shown(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return "nothing";
    }
    return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
  }
}
