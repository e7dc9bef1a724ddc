/**
 * Every recipe version we know of, what came of reading it, and the order in which we learnt of it.
 *
 * <p>{@link coop.potluck.catalogue.Catalogue} writes, {@link
 * coop.potluck.catalogue.CatalogueReader} reads; whoever reads never waits for whoever writes. Each
 * write is one transaction that holds its entries of the change log. Holds the only SQL that
 * changes recipe tables. Knows nothing of HTTP, git or YAML.
 */
@NullMarked
package coop.potluck.catalogue;

import org.jspecify.annotations.NullMarked;
