package coop.potluck.api;

import coop.potluck.federation.LogStore;
import coop.potluck.federation.Reports;
import coop.potluck.federation.Witness;
import coop.potluck.http.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What the interface knows of logs and of other nodes.
 *
 * @param writes changes with every write to the database
 * @param name what people call this node
 * @param operator who runs it; null where that is not told
 * @param witness null where this node has no key to cosign with
 */
public record Federation(
    LogStore logs,
    Reports reports,
    Revision writes,
    String name,
    @Nullable String operator,
    @Nullable Witness witness,
    Following following) {}
