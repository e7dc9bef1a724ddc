package coop.potluck.app;

import coop.potluck.api.ApiSettings;
import coop.potluck.catalogue.CatalogueSettings;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.federation.FederationSettings;
import coop.potluck.http.HttpSettings;
import coop.potluck.indexing.IndexingSettings;
import coop.potluck.mirror.MirrorSettings;
import coop.potluck.outbound.AddressPolicy;
import coop.potluck.outbound.OutboundSettings;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.recipe.Settings;
import coop.potluck.search.SearchSettings;
import coop.potluck.source.Coops;
import coop.potluck.source.Secret;
import coop.potluck.source.SourceSettings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the program, whole and checked. Each component that is a settings record is
 * a section of the file, under the component's name.
 *
 * @param data the folder of everything that the node keeps
 * @param coops the file that names the co-ops; absent for the embedded seed
 * @param endOfLife the file of dates that takes the place of the program's own; absent for those
 */
record Config(
    Path data,
    @Nullable Path coops,
    @Nullable Path endOfLife,
    ConfigAdmin admin,
    HttpSettings http,
    IndexingSettings indexing,
    SourceSettings source,
    OutboundSettings outbound,
    MirrorSettings mirror,
    ParsingSettings parsing,
    CatalogueSettings catalogue,
    DatabaseSettings database,
    SearchSettings search,
    ApiSettings api,
    FederationSettings federation) {

  private static final Path DATA = Path.of("data");

  /**
   * Reads the configuration.
   *
   * @param file absent where everything is by default, environment or option
   * @param options from the command line, by key: {@code data}, {@code http.port}
   */
  static ConfigResult<Config> read(
      @Nullable Path file, Map<String, String> environment, Map<String, String> options) {
    return read(file, environment, options, new Origins());
  }

  /**
   * Reads the configuration.
   *
   * @param origins learns where each value comes from
   */
  static ConfigResult<Config> read(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> options,
      Origins origins) {
    var document = file == null ? ConfigDocument.empty() : ConfigDocument.read(file);
    var reader = new ConfigReader(document, environment, options, origins);
    var data = reader.path("data", null);
    var endOfLife = reader.path("end_of_life", null);
    var config =
        new Config(
            data == null ? DATA.toAbsolutePath() : data,
            reader.path("coops", null),
            endOfLife,
            reader.section("admin", ConfigAdmin.class, ConfigAdmin.DEFAULT),
            reader.section("http", HttpSettings.class, HttpSettings.DEFAULT),
            reader.section("indexing", IndexingSettings.class, IndexingSettings.DEFAULT),
            reader.section("source", SourceSettings.class, SourceSettings.DEFAULT),
            reader.section("outbound", OutboundSettings.class, OutboundSettings.DEFAULT),
            reader.section("mirror", MirrorSettings.class, MirrorSettings.DEFAULT),
            reader.section("parsing", ParsingSettings.class, ParsingSettings.DEFAULT),
            reader.section("catalogue", CatalogueSettings.class, CatalogueSettings.DEFAULT),
            reader.section("database", DatabaseSettings.class, DatabaseSettings.DEFAULT),
            reader.section("search", SearchSettings.class, SearchSettings.DEFAULT),
            reader.section("api", ApiSettings.class, ApiSettings.DEFAULT),
            reader.section("federation", FederationSettings.class, FederationSettings.DEFAULT));
    var problems = new ArrayList<>(reader.problems());
    problems.addAll(OperatorDates.problems(endOfLife));
    return ConfigResult.of(config, problems);
  }

  /** Where the node may connect to: addresses that the operator's files name are open to it. */
  AddressPolicy addressPolicy(Coops followed) {
    return addressPolicy(Followed.of(followed));
  }

  /** The same, with the other nodes that they name. */
  AddressPolicy addressPolicy(Followed followed) {
    var policy = AddressPolicy.of(followed.coops().urls(), outbound.allow());
    policy.name(followed.neighbours().urls());
    return policy;
  }

  /** What is in force, as YAML that can be read back; secrets as stars. */
  String describe() {
    return describe(new Origins());
  }

  /**
   * What is in force, as YAML that can be read back; secrets as stars, in a comment.
   *
   * @param origins where each value comes from, which a comment says; the others are defaults
   */
  String describe(Origins origins) {
    var text = new StringBuilder();
    for (var component : Config.class.getRecordComponents()) {
      var key = ConfigKeys.snake(component.getName());
      var value = ConfigReader.value(component, this);
      if (value instanceof Settings && value instanceof Record section) {
        text.append(key).append(":\n");
        for (var setting : section.getClass().getRecordComponents()) {
          var path = key + "." + ConfigKeys.snake(setting.getName());
          describe(text, "  ", path, setting, ConfigReader.value(setting, section), origins);
        }
      } else {
        describe(text, "", key, component, value, origins);
      }
    }
    return text.toString();
  }

  private static void describe(
      StringBuilder text,
      String indent,
      String path,
      RecordComponent component,
      @Nullable Object value,
      Origins origins) {
    var key = path.substring(path.indexOf('.') + 1);
    var origin = origins.find(path);
    var comment = origin.map(from -> "  # " + from.where()).orElse("");
    var isSecret = component.getType() == Secret.class;
    // A secret does not stand in a file: what led to it does.
    text.append(indent)
        .append(isSecret ? "# " : "")
        .append(key)
        .append(": ")
        .append(ConfigValues.format(component, value))
        .append(comment)
        .append('\n');
    origin
        .filter(from -> isSecret && !from.reference().isEmpty())
        .ifPresent(from -> text.append(indent).append(from.reference()).append('\n'));
  }
}
