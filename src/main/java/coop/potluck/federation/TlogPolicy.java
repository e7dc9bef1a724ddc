package coop.potluck.federation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose checkpoints are believed: those of certain logs, once enough witnesses cosigned them.
 *
 * @param logs any one of them must have signed
 * @param witnesses those that are known
 * @param quorum which of them are enough
 * @see <a href="https://c2sp.org/tlog-policy">tlog-policy</a>
 */
public record TlogPolicy(List<Log> logs, List<Witness> witnesses, Quorum quorum) {

  /** The longest policy that is read, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  /** The most logs, the most witnesses and the most groups. */
  public static final int MAX_COUNT = 64;

  /** A log that is trusted, and where it may be found. */
  public record Log(VerifierKey key, Optional<String> url) {}

  /** A witness, its name within the policy, and where it may be found. */
  public record Witness(String name, VerifierKey key, Optional<String> url) {}

  /** What it takes to believe that a checkpoint was witnessed. */
  public sealed interface Quorum {

    /** Whether the cosignatures of these keys suffice. */
    boolean isSatisfied(Set<VerifierKey> cosigned);

    /** Nobody need have witnessed it. */
    record None() implements Quorum {
      @Override
      public boolean isSatisfied(Set<VerifierKey> cosigned) {
        return true;
      }
    }

    /** This witness must have. */
    record One(VerifierKey key) implements Quorum {
      @Override
      public boolean isSatisfied(Set<VerifierKey> cosigned) {
        return cosigned.contains(key);
      }
    }

    /** At least {@code threshold} of the members, 1 to all of them. */
    record Group(int threshold, List<Quorum> members) implements Quorum {

      public Group {
        members = List.copyOf(members);
        if (threshold < 1 || threshold > members.size()) {
          throw new IllegalArgumentException(threshold + " of " + members.size() + " members");
        }
      }

      @Override
      public boolean isSatisfied(Set<VerifierKey> cosigned) {
        return members.stream().filter(member -> member.isSatisfied(cosigned)).count() >= threshold;
      }
    }
  }

  public TlogPolicy {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
  }

  /** The policy that trusts one log without any witness. */
  public static TlogPolicy ofLog(VerifierKey key) {
    return new TlogPolicy(List.of(new Log(key, Optional.empty())), List.of(), new Quorum.None());
  }

  /** The policy of a file; a fault says in which line it is. */
  public static TlogPolicy parse(byte[] bytes) throws MalformedException {
    return new TlogPolicyParser().parse(bytes);
  }

  /** The keys of the witnesses. */
  public List<VerifierKey> witnessKeys() {
    return witnesses.stream().map(Witness::key).toList();
  }

  /** Whether one of the logs signed a checkpoint of its own. */
  public boolean isSignedByLog(SignedCheckpoint checkpoint) {
    return logs.stream().anyMatch(log -> checkpoint.isSignedBy(log.key()));
  }

  /** Whether the cosignatures of these witnesses, which were verified, are a quorum. */
  public boolean isSatisfied(Set<VerifierKey> cosigned) {
    return quorum.isSatisfied(cosigned);
  }
}
