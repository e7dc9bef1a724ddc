package coop.potluck.indexing;

import coop.potluck.catalogue.CatalogueFixture;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.SampleRecipes;
import coop.potluck.catalogue.Unassessed;
import coop.potluck.compatibility.EndOfLife;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Head;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalogue whose recipes are read by the parser and assessed as the node does it. */
final class AssessedCatalogue implements AutoCloseable {

  static final RecipeId WIKI = CatalogueFixture.WIKI;
  static final RecipeId CHAT = CatalogueFixture.CHAT;

  /** Made-up dates, so that no real day matters. */
  private static final String DATES =
      """
      product Nginx
      images nginx
      1.0 2024-06-30
      1.1 2025-06-30
      """;

  final CatalogueFixture it;
  final Unassessed unassessed;
  private final RecipeParser parser = new RecipeParser(ParsingSettings.DEFAULT);
  private Assessor assessor;

  AssessedCatalogue(Path folder) {
    it = new CatalogueFixture(folder);
    unassessed = new Unassessed(it.database);
    assessor = assessor(DATES);
    it.list("harvest", "wiki", "chat");
  }

  Assessor assessor() {
    return assessor;
  }

  /** Goes on by more dates. */
  void add(String dates) {
    assessor = assessor(DATES + dates);
  }

  private Assessor assessor(String dates) {
    if (EndOfLife.parse("dates.txt", dates) instanceof EndOfLife.Read.Dates read) {
      return new Assessor(unassessed, it.catalogue, read.dates(), it.clock);
    }
    throw new IllegalArgumentException(dates);
  }

  /** The files of a recipe that runs that version of nginx. */
  static Map<String, String> files(String nginx) {
    var files = new LinkedHashMap<String, String>();
    files.put(
        "compose.yml",
        """
        version: "3.8"
        services:
          app:
            image: nginx:%s
            configs: [{source: conf, target: /etc/app.conf}]
            deploy:
              labels: [traefik.enable=true]
        configs:
          conf:
            name: ${STACK_NAME}_conf_${CONF_VERSION}
            file: app.conf
        """
            .formatted(nginx));
    files.put("abra.sh", "export CONF_VERSION=v1\n");
    files.put("app.conf", "listen 80\n");
    files.put(".env.sample", "TYPE=wiki\nDOMAIN=wiki.example.com\n");
    files.put(
        "README.md",
        "# Wiki\n\n<!-- metadata -->\n* **Category**: Apps\n* **Status**: 2\n<!-- endmetadata -->\n");
    return files;
  }

  /** Stores releases by their tags, of which the last one is the head too. */
  void store(RecipeId id, Map<String, Map<String, String>> releases) {
    var readings = new LinkedHashMap<String, RecipeSync.VersionSync>();
    var tags = new ArrayList<Tag>();
    RecipeFiles last = SampleRecipes.files(Map.of());
    for (var release : releases.entrySet()) {
      last = SampleRecipes.files(release.getValue());
      var tag = SampleRecipes.tag(release.getKey());
      tags.add(tag);
      readings.put(tag.name(), new RecipeSync.VersionSync(parser.parse(id.name(), last), last));
    }
    var commit = SampleRecipes.name("head of " + releases);
    var head =
        new RecipeSync.HeadSync(
            new Head("main", commit, commit, SampleRecipes.DAY),
            parser.parse(id.name(), last),
            null,
            "",
            List.of(),
            null,
            last);
    it.catalogue.store(new RecipeSync(id, head, tags, readings, List.of(), RecipeParser.SCHEMA));
  }

  /** Stores two releases of a recipe, and assesses it. */
  void storeTwo(RecipeId id) {
    var releases = new LinkedHashMap<String, Map<String, String>>();
    releases.put("1.0.0+1.0", files("1.0"));
    releases.put("1.1.0+1.1", files("1.1"));
    store(id, releases);
    assessor.assess(id);
  }

  List<String> changesSince(long number) {
    return it.reader.changes(number, 100).items().stream()
        .map(change -> change.kind().text() + " " + change.recipe() + " " + change.tag())
        .toList();
  }

  long head() {
    return it.reader.head().change();
  }

  List<String> facts(RecipeId id, String kind) {
    return texts(
        """
        SELECT f.value FROM recipe_facts f JOIN recipes r ON r.id = f.recipe_id
        WHERE r.name = ? AND f.kind = ? ORDER BY 1
        """,
        id.name().value(),
        kind);
  }

  List<String> texts(String sql, Object... arguments) {
    return it.database.read(
        handle -> {
          var query = handle.createQuery(sql);
          for (var i = 0; i < arguments.length; i++) {
            query.bind(i, arguments[i]);
          }
          return query.mapTo(String.class).list();
        });
  }

  int update(String sql, Object... arguments) {
    return it.database.write(handle -> handle.execute(sql, arguments));
  }

  @Override
  public void close() {
    it.close();
  }
}
