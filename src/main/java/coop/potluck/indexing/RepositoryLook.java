package coop.potluck.indexing;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.Known;
import coop.potluck.catalogue.Outcome;
import coop.potluck.catalogue.RecipeSync;
import coop.potluck.catalogue.RecipeSync.HeadSync;
import coop.potluck.catalogue.RecipeSync.VersionSync;
import coop.potluck.catalogue.Stored;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.MirrorReader;
import coop.potluck.mirror.MirrorResult;
import coop.potluck.mirror.MirrorState;
import coop.potluck.mirror.Mirrors;
import coop.potluck.parsing.LinkBase;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.ObjectName;
import coop.potluck.recipe.Problem;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import coop.potluck.recipe.RecipeId;
import coop.potluck.recipe.ReleaseNote;
import coop.potluck.recipe.Tag;
import coop.potluck.recipe.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One look at one repository: bring the mirror up to date, read what the catalogue lacks, store it.
 *
 * <p>The difference is between the mirror and the catalogue, not between two states of the mirror:
 * a look that died between the two is made good by the next one.
 */
final class RepositoryLook {

  private final Mirrors mirrors;
  private final RecipeParser parser;
  private final Catalogue catalogue;
  private final IndexingSettings settings;

  RepositoryLook(
      Mirrors mirrors, RecipeParser parser, Catalogue catalogue, IndexingSettings settings) {
    this.mirrors = mirrors;
    this.parser = parser;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /** Asks the repository, and stores what is new. */
  SyncProgress.Look look(Target target, Failures failures) {
    var id = target.id();
    try {
      var result = mirrors.sync(target.request());
      if (result instanceof MirrorResult.Failed failed) {
        return failed(id, kind(failed.kind()), failed.reason(), failures);
      }
      if (result instanceof MirrorResult.Unchanged unchanged
          && catalogue.isComplete(id, unchanged.fingerprint(), RecipeParser.SCHEMA)) {
        failures.succeeded(id);
        return new SyncProgress.Look.Unchanged();
      }
      var state =
          result instanceof MirrorResult.Updated updated ? updated.state() : mirrors.state(id);
      return succeeded(id, store(id, target::linkBase, state, false), state, failures);
    } catch (MirrorException e) {
      return failed(id, Outcome.Kind.CORRUPT, String.valueOf(e.getMessage()), failures);
    }
  }

  /** Reads all of a mirror again, without asking the repository. */
  SyncProgress.Look readAgain(RecipeId id, Function<String, LinkBase> links)
      throws MirrorException {
    return store(id, links, mirrors.state(id), true);
  }

  private SyncProgress.Look succeeded(
      RecipeId id, SyncProgress.Look look, MirrorState state, Failures failures) {
    failures.succeeded(id);
    var empty = state.head() == null && state.tags().isEmpty();
    catalogue.recordOutcome(
        id,
        empty
            ? new Outcome(Outcome.Kind.EMPTY, "the repository holds no commit yet", 0, null)
            : Outcome.OK);
    return look;
  }

  private SyncProgress.Look failed(
      RecipeId id, Outcome.Kind kind, String reason, Failures failures) {
    var count = failures.failed(id);
    catalogue.recordOutcome(
        id, new Outcome(kind, reason, count, failures.dueAgain(id).orElse(null)));
    return new SyncProgress.Look.Failed(reason);
  }

  private SyncProgress.Look store(
      RecipeId id, Function<String, LinkBase> links, MirrorState state, boolean everything)
      throws MirrorException {
    var known = catalogue.known(id);
    var tags = new ArrayList<Tag>();
    for (var tag : state.tags()) {
      if (isWanted(known, tag, everything)) {
        tags.add(tag);
      }
    }
    var problems = new ArrayList<Problem>(state.problems());
    try (var reader = mirrors.read(id)) {
      var commits = new Commits(id, reader, parser.forOneRepository());
      var head = head(commits, links, state, known, everything);
      return storeAll(commits, state, head, tags, problems);
    }
  }

  private SyncProgress.Look storeAll(
      Commits commits,
      MirrorState state,
      @Nullable HeadSync head,
      List<Tag> tags,
      List<Problem> problems)
      throws MirrorException {
    var total = new Total();
    var readings = new HashMap<String, VersionSync>();
    var bytes = 0L;
    for (var tag : tags) {
      var version = commits.read(tag);
      total.rejected += version.reading() instanceof Reading.Rejected ? 1 : 0;
      bytes += weight(version.files());
      readings.put(tag.name(), version);
      if (bytes > settings.maxBatchBytes()) {
        total.add(store(commits.id, null, state, readings, problems, null));
        readings.clear();
        bytes = 0;
      }
    }
    total.add(store(commits.id, head, state, readings, problems, state.fingerprint()));
    return total.look();
  }

  private static boolean isWanted(Known known, Tag tag, boolean everything) {
    return everything
        ? Version.parse(tag.name()).isPresent()
        : known.needsReading(tag, RecipeParser.SCHEMA);
  }

  private Stored store(
      RecipeId id,
      @Nullable HeadSync head,
      MirrorState state,
      Map<String, VersionSync> readings,
      List<Problem> problems,
      @Nullable String refs) {
    return catalogue.store(
        new RecipeSync(id, head, state.tags(), readings, problems, RecipeParser.SCHEMA), refs);
  }

  /** The commits of one repository, whose files are read once where they stay the same. */
  private record Commits(RecipeId id, MirrorReader reader, RecipeParser parser) {

    RecipeFiles files(ObjectName commit) throws MirrorException {
      return reader.files(commit, RecipeFile::mayBeText);
    }

    VersionSync read(Tag tag) throws MirrorException {
      var files = files(tag.commit());
      return new VersionSync(parser.parse(id.name(), files), files);
    }
  }

  private @Nullable HeadSync head(
      Commits commits,
      Function<String, LinkBase> links,
      MirrorState state,
      Known known,
      boolean everything)
      throws MirrorException {
    var head = state.head();
    if (head == null || !(everything || known.needsReading(head.commit(), RecipeParser.SCHEMA))) {
      return null;
    }
    var files = commits.files(head.commit());
    var documents = parser.head(files, links.apply(head.branch()));
    var next = documents.nextNote();
    return new HeadSync(
        head,
        commits.parser.parse(commits.id.name(), files),
        documents.readmeHtml(),
        documents.readmeText(),
        documents.notes(),
        next == null ? null : new ReleaseNote("next", "release/next", next),
        files);
  }

  private static long weight(RecipeFiles files) {
    var sum = 0L;
    for (var file : files.list()) {
      var bytes = file.bytes();
      sum += bytes == null ? 100 : bytes.length + 100;
    }
    return sum;
  }

  private static Outcome.Kind kind(MirrorResult.Kind kind) {
    return switch (kind) {
      case GONE, REFUSED, TIMEOUT, NETWORK, AUTH -> Outcome.Kind.UNREACHABLE;
      case TOO_LARGE, LIMIT -> Outcome.Kind.LIMIT;
      case CORRUPT -> Outcome.Kind.CORRUPT;
      case INTERNAL -> Outcome.Kind.FAILED;
    };
  }

  /** What several transactions of one look come to. */
  private static final class Total {
    private int added;
    private int moved;
    private int withdrawn;
    private int reread;
    private int rejected;
    private boolean changed;

    void add(Stored stored) {
      added += stored.added();
      moved += stored.moved();
      withdrawn += stored.withdrawn();
      reread += stored.reread();
      changed |= stored.changed();
    }

    SyncProgress.Look look() {
      return changed
          ? new SyncProgress.Look.Changed(added, moved, withdrawn, reread, rejected)
          : new SyncProgress.Look.Unchanged();
    }
  }
}
