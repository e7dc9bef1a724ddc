package coop.potluck.api;

import coop.potluck.federation.LogStore;
import coop.potluck.federation.Reports;
import coop.potluck.federation.VerifierKey;
import coop.potluck.http.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What the interface knows of logs and of other nodes.
 *
 * @param writes changes with every write to the database
 * @param name what people call this node
 * @param operator who runs it; null where that is not told
 * @param witness the key of this node's cosignatures; null where it is no witness
 */
public record Federation(
    LogStore logs,
    Reports reports,
    Revision writes,
    String name,
    @Nullable String operator,
    @Nullable VerifierKey witness,
    Following following) {}
