package coop.potluck.peer;

import coop.potluck.federation.LogStore;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Manifest;
import coop.potluck.federation.ObjectReference;
import coop.potluck.federation.Proofs;
import coop.potluck.federation.TlogProof;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.MirrorReader;
import coop.potluck.object.RecipeObject;
import coop.potluck.parsing.RecipeParser;
import coop.potluck.recipe.Reading;
import coop.potluck.recipe.RecipeFile;
import coop.potluck.recipe.RecipeFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes manifest and parsed object of a mirror's commits again, as a look at a source would, and
 * compares them with what a log states.
 */
final class GitCheck {

  private static final int MAX_NAMED = 10;

  private final LogStore logs;
  private final Alarms alarms;
  private final RecipeParser parser;
  private final GitTarget target;

  GitCheck(LogStore logs, Alarms alarms, RecipeParser parser, GitTarget target) {
    this.logs = logs;
    this.alarms = alarms;
    this.parser = parser.forOneRepository();
    this.target = target;
  }

  /** The faults of these commits, which the mirror has; an alarm where one shows a lie. */
  List<GitFault> faults(MirrorReader reader, List<StatedGit.Commit> commits)
      throws MirrorException {
    var faults = new ArrayList<GitFault>();
    for (var commit : commits) {
      var files = reader.files(commit.commit(), RecipeFile::mayBeText);
      var lie = manifestFault(reader, commit, files);
      var fault = lie == null ? readingFault(commit, files) : lie;
      if (fault != null) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private @Nullable GitFault manifestFault(
      MirrorReader reader, StatedGit.Commit commit, RecipeFiles files) throws MirrorException {
    var made = Manifest.of(files);
    if (commit.manifest().names(made.bytes())) {
      return null;
    }
    var logged = manifest(commit.manifest());
    if (logged == null) {
      return fault(commit, GitFault.Kind.GIT_MISSING, "its manifest is not here to compare");
    }
    // other limits read other files: those alone count that both have read
    made = Manifest.of(reader.files(commit.commit(), logged.read()::contains));
    var different = logged.differences(made);
    if (different.isEmpty()) {
      return null;
    }
    var named = String.join(", ", different.subList(0, Math.min(different.size(), MAX_NAMED)));
    var sentence =
        String.format(
            "the manifest of %s/%s %s at commit %s is not that of its files: %s",
            target.coop(), target.name(), name(commit), commit.commit(), named);
    alarms.raise(
        target.origin(),
        Alarm.Kind.MANIFEST_MISMATCH,
        sentence,
        evidence(
            commit,
            Map.of(
                "logged manifest",
                commit.manifest().sha256().hex(),
                "different files",
                Integer.toString(different.size()),
                "first of them",
                named),
            Map.of("logged-manifest.json", logged.bytes(), "made-manifest.json", made.bytes())));
    return fault(commit, GitFault.Kind.MANIFEST_MISMATCH, sentence);
  }

  private @Nullable Manifest manifest(ObjectReference reference) {
    try {
      var bytes = logs.object(reference.sha256()).filter(reference::names);
      return bytes.isEmpty() ? null : Manifest.parse(bytes.get());
    } catch (MalformedException e) {
      return null;
    }
  }

  private @Nullable GitFault readingFault(StatedGit.Commit commit, RecipeFiles files) {
    var stated = commit.parsed();
    if (stated != null && stated.schema() != RecipeObject.SCHEMA) {
      return null;
    }
    var made =
        parser.parse(target.name(), files) instanceof Reading.Parsed parsed
            ? RecipeObject.of(parsed.content()).sha256()
            : null;
    var logged = stated == null ? null : stated.object().sha256().hex();
    return Objects.equals(made, logged)
        ? null
        : fault(
            commit,
            GitFault.Kind.OTHER_READING,
            String.format(
                "this program reads %s as %s, its log as %s: another version may read otherwise",
                name(commit), reading(made), reading(logged)));
  }

  private static String reading(@Nullable String sha256) {
    return sha256 == null ? "no recipe" : sha256;
  }

  static String name(StatedGit.Commit commit) {
    return commit.tag().isEmpty() ? "the head" : commit.tag();
  }

  GitFault fault(StatedGit.Commit commit, GitFault.Kind kind, String sentence) {
    return new GitFault(
        target.origin(),
        target.coop(),
        target.name(),
        commit.tag(),
        kind,
        commit.position(),
        sentence);
  }

  /** What is stated, with the proof that it is in the log, beside what was found. */
  Evidence.Shown evidence(
      StatedGit.Commit commit, Map<String, String> found, Map<String, byte[]> parts) {
    var facts = new HashMap<>(found);
    facts.put("coop", target.coop());
    facts.put("recipe", target.name().value());
    facts.put("tag", commit.tag());
    facts.put("position", Long.toString(commit.position()));
    facts.put("logged object", commit.object().hex());
    facts.put("logged commit", commit.commit().hex());
    var all = new HashMap<>(parts);
    var log = logs.find(target.origin()).orElseThrow();
    var entry = logs.entry(log.id(), commit.position());
    if (entry.isPresent() && log.checkpoint() != null && commit.position() < log.size()) {
      var path = Proofs.inclusion(logs.hashes(log.id()), commit.position(), log.size());
      var proof = new TlogProof(entry.get(), commit.position(), path, log.checkpoint());
      all.put("statement.tlog-proof", proof.bytes());
    }
    return new Evidence.Shown(facts, all);
  }
}
