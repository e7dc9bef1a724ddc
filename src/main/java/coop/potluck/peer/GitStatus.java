package coop.potluck.peer;

/**
 * How mirroring the repositories of one peer's recipes goes.
 *
 * @param mirrors that are here
 * @param failing recipes of which something that is stated could not be had
 * @param faults where git and the log are not one
 * @param bytes on the disk, of {@code maxBytes}
 */
public record GitStatus(int mirrors, int failing, int faults, long bytes, long maxBytes) {}
