package coop.potluck.compatibility;

import coop.potluck.recipe.Config;
import coop.potluck.recipe.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of the table that is filled for each difference: {@code The volume {subject} is gone.}
 *
 * @param texts around the names, one more than there are of these
 * @param names of what is filled in, in their order
 */
record Sentence(List<String> texts, List<String> names) {

  private static final int MAX_VALUE = 120;

  Sentence {
    texts = List.copyOf(texts);
    names = List.copyOf(names);
  }

  /** What stands in braces is a name. */
  static Sentence parse(String template) {
    var texts = new ArrayList<String>();
    var names = new ArrayList<String>();
    var at = 0;
    for (var open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      var close = template.indexOf('}', open);
      texts.add(template.substring(at, open));
      names.add(template.substring(open + 1, close));
      at = close + 1;
    }
    texts.add(template.substring(at));
    return new Sentence(texts, names);
  }

  String of(Changed c) {
    if (names.isEmpty()) {
      return texts.get(0);
    }
    var filled = new StringBuilder(texts.get(0));
    for (var i = 0; i < names.size(); i++) {
      filled.append(shown(value(names.get(i), c))).append(texts.get(i + 1));
    }
    return filled.toString();
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
