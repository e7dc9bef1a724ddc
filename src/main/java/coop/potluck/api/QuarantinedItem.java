package coop.potluck.api;

import org.jspecify.annotations.Nullable;

/**
 * An item of a log that was put aside, while the rest of the log was taken.
 *
 * @param log the log's origin
 * @param position of the entry, from 0
 * @param sha256 of the object that it is about; null for the entry itself
 * @param coop the DNS name that the entry names; null where it could not be read
 * @param reason for people
 */
public record QuarantinedItem(
    String log,
    long position,
    @Nullable String sha256,
    @Nullable String coop,
    @Nullable String recipe,
    @Nullable String tag,
    String reason) {}
