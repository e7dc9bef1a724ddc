package coop.potluck.api;

import coop.potluck.catalogue.Catalogue;
import coop.potluck.catalogue.CatalogueReader;
import coop.potluck.compatibility.Linter;
import coop.potluck.http.Metrics;
import coop.potluck.parsing.OperatorFileReader;
import coop.potluck.search.RecipeSearch;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that the interface stands on.
 *
 * @param catalogue for the few writes: wishes for a sync, confirmations, blocks
 * @param federation logs, and other nodes
 * @param baseUrl what clients call this node, without a slash at its end; asked for once the port
 *     is known
 * @param version of the software
 * @param syncTimes how the background work goes
 * @param notReady why the node should get no traffic; empty if all is well
 */
public record ApiContext(
    Catalogue catalogue,
    CatalogueReader reader,
    RecipeSearch search,
    Linter linter,
    OperatorFileReader files,
    ApiSettings settings,
    Federation federation,
    ApiSecrets secrets,
    Supplier<String> baseUrl,
    String version,
    Clock clock,
    Supplier<SyncTimes> syncTimes,
    Supplier<Optional<String>> notReady,
    Metrics metrics) {}
