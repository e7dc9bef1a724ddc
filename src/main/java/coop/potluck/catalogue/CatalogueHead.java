package coop.potluck.catalogue;

/**
 * Where the change log stands: whoever saw this has nothing new to see.
 *
 * @param epoch changes when the log starts anew, with another database
 * @param change the number of its last entry; 0 if it has none
 */
public record CatalogueHead(String epoch, long change) {}
