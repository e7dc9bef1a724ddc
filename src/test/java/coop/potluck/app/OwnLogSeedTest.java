package coop.potluck.app;

import static coop.potluck.mirror.GitCommand.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.database.Database;
import coop.potluck.database.DatabaseSettings;
import coop.potluck.federation.Hash;
import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Manifest;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.NewestSeen;
import coop.potluck.federation.OwnKeys;
import coop.potluck.federation.OwnLog;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.SignatureType;
import coop.potluck.federation.SigningKey;
import coop.potluck.federation.Statement;
import coop.potluck.federation.Statements;
import coop.potluck.federation.VersionStatement;
import coop.potluck.recipe.CoopId;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a node that publishes the default catalogue. */
class OwnLogSeedTest {

  private static final String ORIGIN = "catalogue.example/log";

  private static Path data;
  private static Database database;
  private static OwnLog own;
  private static LogStore store;
  private static LogStore.Log log;
  private static final List<Statement> STATEMENTS = new ArrayList<>();

  @BeforeAll
  static void publish(@TempDir Path folder) throws MalformedException {
    data = folder.resolve("data");
    var synced =
        CommandRun.of("sync", "--data", data.toString(), "--coops", "catalogue-seed/coops.yaml");
    assertThat(synced.status()).as(synced.err()).isZero();
    database = Database.open(data.resolve("potluck.db"), DatabaseSettings.DEFAULT);
    var key = SigningKey.generate(ORIGIN, SignatureType.NOTE, new SecureRandom());
    own =
        new OwnLog(
            database,
            new OwnKeys(List.of(key)),
            new OwnLog.Home(
                folder.resolve("log.signed"), "inode 1", "https://catalogue.example/git"),
            NewestSeen.NOBODY,
            Clock.systemUTC());
    own.publish();
    own.sign();
    store = new LogStore(database);
    log = store.own().orElseThrow();
    for (var entry : store.entries(log.id(), 0, 10_000)) {
      STATEMENTS.add(Statements.decode(entry));
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void every_version_and_head_is_stated_exactly_once() {
    var reader = new CatalogueReader(database);
    Set<String> wanted = new HashSet<>();
    for (var id : reader.mirrored().keySet()) {
      var recipe = reader.recipe(id).found();
      if (recipe.isPresent()) {
        wanted.add(id + " ");
        reader
            .versions(id)
            .found()
            .orElseThrow()
            .forEach(it -> wanted.add(id + " " + it.tag().name()));
      }
    }
    var stated =
        STATEMENTS.stream()
            .map(
                it ->
                    it instanceof VersionStatement version
                        ? id(version) + " " + version.tag().name()
                        : id((RecipeStatement) it) + " ")
            .toList();

    assertThat(stated).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(stated).hasSizeGreaterThan(60);
    assertThat(own.publish()).isZero();
    assertThat(own.sign()).isEmpty();
    assertThat(own.state().unpublished()).isEmpty();
  }

  private static RecipeId id(Statement.Said said) {
    return new RecipeId(new CoopId(said.coop().replace(".example", "")), said.recipe());
  }

  @Test
  void git_alone_makes_every_manifest_again() throws Exception {
    for (var statement : STATEMENTS) {
      if (statement instanceof VersionStatement version) {
        var manifest = Manifest.parse(object(version.manifest().sha256()));
        var repository = data.resolve("mirrors").resolve(id(version) + ".git");
        var tree = run(repository, "git", "ls-tree", "-r", "-l", version.tag().commit().hex());
        assertThat(manifest.files())
            .extracting(it -> it.path() + " " + it.size())
            .as("%s %s", version.recipe(), version.tag().name())
            .isEqualTo(
                tree.lines()
                    .map(line -> line.replaceFirst("^\\d+ \\w+ \\w+ +(\\d+)\t(.*)$", "$2 $1"))
                    .toList());
      }
    }
  }

  @Test
  void the_hashes_of_a_manifest_are_those_of_the_files() throws Exception {
    var version =
        STATEMENTS.stream()
            .filter(VersionStatement.class::isInstance)
            .map(VersionStatement.class::cast)
            .findFirst()
            .orElseThrow();
    var repository = data.resolve("mirrors").resolve(id(version) + ".git");
    for (var file : Manifest.parse(object(version.manifest().sha256())).files()) {
      assertThat(file.kind()).isIn(RecipeFile.Kind.FILE, RecipeFile.Kind.EXECUTABLE);
      var text = run(repository, "git", "show", version.tag().commit().hex() + ":" + file.path());
      assertThat(file.sha256()).isEqualTo(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void every_object_that_is_named_is_there() {
    for (var statement : STATEMENTS) {
      for (var named : statement.objects()) {
        assertThat(named.names(object(named.sha256()))).isTrue();
      }
    }
  }

  @Test
  void what_was_read_of_every_version_satisfies_its_schema() throws Exception {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(
                    Path.of("src/main/resources/coop/potluck/federation/parsed.schema.json")));
    for (var statement : STATEMENTS) {
      if (statement instanceof VersionStatement version && version.parsed() != null) {
        var text = new String(object(version.parsed().object().sha256()), StandardCharsets.UTF_8);
        assertThat(schema.validate(text, InputFormat.JSON))
            .as("%s %s", version.recipe(), version.tag().name())
            .isEmpty();
      }
    }
  }

  private static byte[] object(Hash sha256) {
    return store.object(sha256).orElseThrow();
  }

  @Test
  void every_statement_is_proven_to_be_in_the_tree_that_was_signed() {
    var signed = Objects.requireNonNull(log.checkpoint());
    assertThat(signed.isSignedBy(log.keyAt(log.size()))).isTrue();
    var root = signed.checkpoint().root();
    var hashes = store.hashes(log.id());
    for (var i = 0; i < log.size(); i++) {
      var leaf = MerkleTree.leaf(store.entry(log.id(), i).orElseThrow());
      var proof = Proofs.inclusion(hashes, i, log.size());
      assertThat(Proofs.verifyInclusion(leaf, i, log.size(), proof, root)).isTrue();
    }
  }
}
