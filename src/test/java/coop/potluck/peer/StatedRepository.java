package coop.potluck.peer;

import coop.potluck.federation.HeadTexts;
import coop.potluck.federation.Manifest;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.ParsedReference;
import coop.potluck.federation.RecipeStatement;
import coop.potluck.federation.VersionStatement;
import coop.potluck.mirror.GitRepository;
import coop.potluck.mirror.GitServer;
import coop.potluck.mirror.MirrorRequest;
import coop.potluck.mirror.MirrorResult;
import coop.potluck.mirror.MirrorState;
import coop.potluck.mirror.Mirrors;
import coop.potluck.object.RecipeObject;
import coop.potluck.parsing.ParsingSettings;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.RecipeName;
import coop.potluck.recipe.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A real recipe's repository at a forge, and a log that states what is in it as its node would. */
final class StatedRepository implements AutoCloseable {

  private static final String COMPOSE =
      """
      version: "3.8"
      services:
        app:
          image: nginx:1.%d.0
          deploy:
            labels:
              - "coop-cloud.${STACK_NAME}.version=1.0.0+1.%d.0"
      """;

  final GitRepository git;
  final RecipeId id;
  private final String url;
  private final ServedLog log;
  private final Mirrors publisher;

  /** What lies the log tells of the next version. */
  byte @Nullable [] otherManifest;

  @Nullable ParsedReference otherParsed;
  byte[] otherObject = new byte[0];

  private StatedRepository(
      GitRepository git, RecipeId id, String url, ServedLog log, Mirrors publisher) {
    this.git = git;
    this.id = id;
    this.url = url;
    this.log = log;
    this.publisher = publisher;
  }

  /** A repository that a forge serves from this folder. */
  static StatedRepository at(
      GitServer forge, Path folder, String name, ServedLog log, Mirrors publisher)
      throws IOException {
    var git = GitRepository.bare(folder.resolve("recipes").resolve(name + ".git"));
    return new StatedRepository(
        git,
        RecipeId.of("tidal-example", name),
        forge.url("/recipes/" + name + ".git"),
        log,
        publisher);
  }

  ObjectId commit(int minor) throws IOException {
    return git.commit(
        "compose.yml",
        COMPOSE.formatted(minor, minor),
        ".env.sample",
        "TYPE=wiki\nDOMAIN=wiki.example\n",
        "icon.png",
        "no text",
        "README.md",
        "# Wiki\n\n* **Category**: Apps\n");
  }

  /** Commits and tags. */
  ObjectId release(String tag, int minor) throws IOException {
    var commit = commit(minor);
    git.tag(tag, commit);
    return commit;
  }

  private MirrorState state() {
    var result = publisher.sync(new MirrorRequest(id, git.url(), null, null, true));
    return ((MirrorResult.Updated) result).state();
  }

  Tag tag(String name) {
    return state().tags().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** States a tag as it stands. */
  void stateVersion(String name) throws Exception {
    stateVersion(tag(name));
  }

  void stateVersion(Tag tag) throws Exception {
    var manifest = otherManifest == null ? manifest(tag.commit()) : otherManifest;
    var parsed = parsed(tag.commit());
    log.add(
        new VersionStatement(
            Stating.TIDAL,
            id.name(),
            url,
            tag,
            ObjectReference.of(manifest),
            otherParsed == null ? Stating.reference(parsed) : otherParsed),
        manifest,
        parsed,
        otherObject);
  }

  /** States the head as it stands. */
  void stateHead() throws Exception {
    var head = state().head();
    if (head == null) {
      throw new IllegalStateException("no head");
    }
    var manifest = manifest(head.commit());
    var parsed = parsed(head.commit());
    var texts = new HeadTexts(new HeadTexts.Text("README.md", "# Wiki"), List.of(), null).bytes();
    log.add(
        new RecipeStatement(
            Stating.TIDAL,
            new RecipeName(id.name().value()),
            url,
            head,
            null,
            null,
            null,
            false,
            ObjectReference.of(manifest),
            Stating.reference(parsed),
            ObjectReference.of(texts)),
        manifest,
        parsed,
        texts);
  }

  byte[] manifest(ObjectName commit) throws Exception {
    return Manifest.of(publisher.files(id, commit, RecipeFile::mayBeText)).bytes();
  }

  byte[] parsed(ObjectName commit) throws Exception {
    var files = publisher.files(id, commit, RecipeFile::mayBeText);
    var reading = new RecipeParser(ParsingSettings.DEFAULT).parse(id.name(), files);
    return RecipeObject.of(((Reading.Parsed) reading).content()).bytes();
  }

  @Override
  public void close() {
    git.close();
  }
}
