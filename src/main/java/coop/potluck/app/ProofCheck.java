package coop.potluck.app;

import coop.potluck.federation.Equivocation;
import coop.potluck.federation.MalformedException;
import coop.potluck.federation.MerkleTree;
import coop.potluck.federation.Statements;
import coop.potluck.federation.TlogProof;
import coop.potluck.federation.VersionStatement;
import java.nio.charset.StandardCharsets;

/** Checks documents that need nothing but themselves and a key. */
final class ProofCheck {

  private ProofCheck() {}

  /** Checks a file: that an entry is in a log, or that a log has lied. */
  static Verdict of(String name, byte[] bytes, TrustedKeys trusted) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    try {
      return Equivocation.looksLike(text)
          ? equivocation(name, Equivocation.parse(text), trusted)
          : proof(name, TlogProof.parse(bytes), trusted);
    } catch (MalformedException e) {
      throw new UnusableException(name + " is neither a proof nor evidence: " + e.getMessage(), e);
    }
  }

  private static Verdict equivocation(String name, Equivocation evidence, TrustedKeys trusted) {
    var verdict =
        new Verdict.Builder(name + ", that " + evidence.origin() + " signed two histories");
    if (!evidence.holds()) {
      verdict.fault("it does not show that: the log may be innocent");
    }
    var known = trusted.find(evidence.origin());
    if (known.isPresent() && evidence.keys().stream().noneMatch(known.get()::equals)) {
      verdict.fault("it is not the key that this machine knows the log by, " + known.get());
    }
    verdict.fact("log", evidence.origin());
    verdict.fact("one tree", describe(evidence.smaller().checkpoint()));
    verdict.fact("the other", describe(evidence.larger().checkpoint()));
    if (known.isEmpty()) {
      verdict.fact("known by", "the key in the file, " + evidence.keys().get(0) + "; compare it");
    }
    return verdict.done();
  }

  private static String describe(coop.potluck.federation.Checkpoint checkpoint) {
    return checkpoint.size() + " entries, root " + checkpoint.root().base64();
  }

  private static Verdict proof(String name, TlogProof proof, TrustedKeys trusted) {
    var origin = proof.checkpoint().checkpoint().origin();
    var policy =
        trusted
            .policy(origin)
            .orElseThrow(
                () ->
                    new UnusableException(
                        "no key of the log "
                            + origin
                            + " is known here; name it with --key, or follow it"));
    var verdict = new Verdict.Builder(name + ", entry " + proof.index() + " of " + origin);
    if (proof.extra().length == 0) {
      verdict.fault("the statement is not in it, and nothing else says what was proved");
    } else {
      proof
          .problems(MerkleTree.leaf(proof.extra()), policy)
          .forEach(problem -> verdict.fault("expected " + problem.expected()));
    }
    verdict.fact("tree", proof.checkpoint().checkpoint().size() + " entries");
    try {
      if (Statements.decode(proof.extra()) instanceof VersionStatement version) {
        verdict.fact("co-op", version.coop());
        verdict.fact("recipe", version.recipe());
        verdict.fact("tag", version.tag().name());
        verdict.fact("commit", version.tag().commit());
        verdict.fact("manifest", version.manifest().sha256().hex());
      }
    } catch (MalformedException e) {
      verdict.fault("what is proved is no statement: " + e.getMessage());
    }
    verdict.fact("statement", new String(proof.extra(), StandardCharsets.UTF_8));
    return verdict.done();
  }
}
