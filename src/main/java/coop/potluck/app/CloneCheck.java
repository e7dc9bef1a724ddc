package coop.potluck.app;

import coop.potluck.federation.MalformedException;
import coop.potluck.federation.Manifest;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TlogProof;
import coop.potluck.federation.VersionStatement;
import coop.potluck.mirror.MirrorException;
import coop.potluck.mirror.WorkingCopy;
import coop.potluck.recipe.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the releases of a clone with what a log states of them: the commit, and the manifest of
 * its files, made again from the clone's own objects.
 */
final class CloneCheck {

  private static final int MAX_NAMED = 10;

  private final WorkingCopy copy;
  private final RemoteNode node;
  private final String recipe;
  private final TrustedKeys trusted;

  /**
   * A check.
   *
   * @param recipe its address in the node's interface
   */
  CloneCheck(WorkingCopy copy, RemoteNode node, String recipe, TrustedKeys trusted) {
    this.copy = copy;
    this.node = node;
    this.recipe = recipe;
    this.trusted = trusted;
  }

  /** One verdict for each release that the log states, and one for those that it does not. */
  List<Verdict> verdicts() throws MirrorException {
    var tags =
        copy.releases()
            .orElseThrow(() -> new UnusableException(copy.folder() + " is no git repository"))
            .tags();
    var verdicts = new ArrayList<Verdict>();
    var unknown = new ArrayList<String>();
    for (var tag : tags) {
      var proof = node.bytes(version(tag) + "/proof", TlogProof.MAX_BYTES);
      if (proof.isEmpty()) {
        unknown.add(tag.name());
      } else {
        verdicts.add(verdict(tag, proof.get()));
      }
    }
    if (!unknown.isEmpty()) {
      verdicts.add(
          new Verdict.Builder("tags that the log does not state")
              .fault(String.join(", ", unknown))
              .done());
    }
    return verdicts;
  }

  private String version(Tag tag) {
    return recipe + "/versions/" + NodeReads.encode(tag.name());
  }

  private Verdict verdict(Tag tag, byte[] bytes) throws MirrorException {
    var verdict = new Verdict.Builder(tag.name() + " at " + tag.commit());
    try {
      var proof = TlogProof.parse(bytes);
      var origin = proof.checkpoint().checkpoint().origin();
      var policy = trusted.policy(origin);
      if (policy.isEmpty()) {
        return verdict.fault("no key of the log " + origin + " is known here").done();
      }
      proof
          .problems(MerkleTree.leaf(proof.extra()), policy.get())
          .forEach(problem -> verdict.fault("the proof: expected " + problem.expected()));
      if (Statements.decode(proof.extra()) instanceof VersionStatement stated) {
        compare(verdict, tag, stated);
        verdict.fact("stated by", origin + ", entry " + proof.index());
      } else {
        verdict.fault("what is proved is not the statement of a version");
      }
    } catch (MalformedException e) {
      verdict.fault("the proof cannot be read: " + e.getMessage());
    }
    return verdict.done();
  }

  private void compare(Verdict.Builder verdict, Tag tag, VersionStatement stated)
      throws MirrorException, MalformedException {
    var logged = stated.tag();
    if (!recipe.endsWith("/" + stated.recipe()) || !logged.name().equals(tag.name())) {
      verdict.fault("the proof is of " + stated.recipe() + " " + logged.name());
    }
    if (!logged.commit().equals(tag.commit())) {
      verdict.fault("the log has this tag at commit " + logged.commit());
    } else if (!logged.object().equals(tag.object()) || !logged.tree().equals(tag.tree())) {
      verdict.fault("the log has another tag object or tree of that name");
    } else {
      files(verdict, tag, stated);
    }
  }

  private void files(Verdict.Builder verdict, Tag tag, VersionStatement stated)
      throws MirrorException, MalformedException {
    var name = stated.manifest().sha256().hex();
    var bytes =
        node.bytes("/objects/sha256/" + name, Manifest.MAX_BYTES).filter(stated.manifest()::names);
    if (bytes.isEmpty()) {
      verdict.fault("the node does not have the manifest " + name);
      return;
    }
    var logged = Manifest.parse(bytes.get());
    var made = Manifest.of(copy.files(tag, logged.read()::contains));
    name(verdict, "files differ from the manifest: ", logged.differences(made));
    name(verdict, "files are larger than is read here: ", logged.unreadIn(made));
    verdict.fact("files", made.files().size() + ", as the manifest has them");
  }

  private static void name(Verdict.Builder verdict, String what, List<String> paths) {
    if (!paths.isEmpty()) {
      verdict.fault(what + String.join(", ", paths.stream().limit(MAX_NAMED).toList()));
    }
  }
}
