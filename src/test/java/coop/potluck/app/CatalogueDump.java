package coop.potluck.app;

import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.catalogue.Change;
import coop.potluck.catalogue.VersionDetail;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.RecipeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything that can be read from a catalogue, as lines, to be held against another's. */
final class CatalogueDump {

  private final CatalogueReader reader;

  CatalogueDump(CatalogueReader reader) {
    this.reader = reader;
  }

  /** All but the change log; the time of the next attempt is left to chance, and left out. */
  List<String> content() {
    var lines = new ArrayList<String>();
    reader.coops().forEach(coop -> lines.add(coop.toString()));
    lines.add(reader.counts().toString());
    lines.add(reader.names().toString());
    lines.add(reader.conflicts().toString());
    lines.add(reader.blocks().toString());
    reader.moved(0, 1_000).items().stream().map(String::valueOf).sorted().forEach(lines::add);
    reader.problems(null, null, 0, 1_000).items().forEach(it -> lines.add(it.toString()));
    reader.flat(null).forEach(it -> lines.add(it.toString()));
    reader.lint(null, 0, 1_000).items().forEach(it -> lines.add(it.toString()));
    reader.lintRules(null).forEach(it -> lines.add(it.toString()));
    reader.news(null, null, 200).stream().map(String::valueOf).sorted().forEach(lines::add);
    reader.mirrored().keySet().forEach(id -> recipe(id, lines));
    return lines.stream().map(line -> line.replaceAll("nextAttempt=[^,\\]]*", "")).toList();
  }

  private void recipe(RecipeId id, List<String> lines) {
    lines.add(id + " " + reader.recipe(id));
    lines.add(id + " notes " + reader.notes(id));
    lines.add(id + " readme " + reader.readme(id));
    lines.add(id + " assessment " + reader.assessment(id));
    lines.add(id + " successor " + reader.successor(id));
    for (var version : reader.versions(id).found().orElse(List.of())) {
      var tag = version.tag().name();
      lines.add(id + " " + version);
      var detail = reader.version(id, tag);
      lines.add(id + " " + detail);
      for (var file : detail.found().map(VersionDetail::files).orElse(List.of())) {
        lines.add(id + " " + tag + " " + reader.file(id, tag, file.path()));
      }
    }
  }

  /** The change log without its numbers and times: which order recipes come in is left open. */
  List<String> changes() {
    return reader.changes(0, 10_000).items().stream()
        .map(
            it ->
                String.join(
                    " ",
                    it.kind().text(),
                    it.coop() + "/" + it.recipe(),
                    String.valueOf(it.tag()),
                    it.oldObject() + ">" + it.newObject(),
                    it.oldCommit() + ">" + it.newCommit()))
        .sorted()
        .toList();
  }

  /** Every object and commit that the change log ever named, by recipe. */
  Map<RecipeId, Set<String>> named() {
    var named = new LinkedHashMap<RecipeId, Set<String>>();
    for (var change : reader.changes(0, 10_000).items()) {
      var coop = change.coop();
      var recipe = change.recipe();
      if (coop != null && recipe != null) {
        objects(change)
            .forEach(
                name ->
                    named
                        .computeIfAbsent(new RecipeId(coop, recipe), id -> new TreeSet<>())
                        .add(name.hex()));
      }
    }
    return named;
  }

  private static Stream<ObjectName> objects(Change change) {
    return Stream.of(change.oldObject(), change.oldCommit(), change.newObject(), change.newCommit())
        .flatMap(Stream::ofNullable);
  }
}
