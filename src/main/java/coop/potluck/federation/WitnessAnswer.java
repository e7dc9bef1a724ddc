package coop.potluck.federation;

/** What a witness answers to a checkpoint that was submitted to it. */
public sealed interface WitnessAnswer {

  /**
   * It is the newest of its log that this witness knows, as is stored by now.
   *
   * @param lines of signatures, each with its newline
   */
  record Cosigned(String lines) implements WitnessAnswer {}

  /**
   * Another size was cosigned last than the submission begins at.
   *
   * @param size that was cosigned last; zero for none
   */
  record Conflict(long size) implements WitnessAnswer {}

  /** It was not cosigned, and nothing was changed. */
  record Refused(Reason reason, String detail) implements WitnessAnswer {}

  /** Why a submission was refused, by what its sender can do about it. */
  enum Reason {
    /** It is not of the form that the protocol gives, or begins after its end. */
    MALFORMED,
    /** No log of that origin is known here. */
    UNKNOWN_LOG,
    /** No key that is trusted for the log has signed it, or one did not fit. */
    UNTRUSTED,
    /** It does not follow from what was cosigned before, as far as it shows. */
    INCONSISTENT
  }
}
